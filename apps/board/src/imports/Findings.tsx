import { useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { number } from '../ui/time';
import own from './imports.module.css';
import type { ImportDetail, Sample, Verdict } from './queries';
import { fieldWords, ORDER, rowsWord, VERDICTS } from './words';

/** What taking the rows in would do (or did): figures that open some of their rows, and why rows stay behind. */
export function Findings({ data, summary, may }: { data: ImportDetail; summary: NonNullable<ImportDetail['summary']>; may: boolean }) {
  const first = summary.conflict > 0 ? 'conflict' : summary.bad > 0 ? 'bad' : summary.changed > 0 ? 'changed' : ORDER.find((verdict) => summary[verdict] > 0) ?? 'new';
  const [shown, setShown] = useState<Verdict>(first);
  const labels = new Map<string, string>(data.fields.map(({ name, label }) => [name, label]));
  const samples = data.samples.filter(({ verdict }) => verdict === shown);
  const before = data.state === 'checked';
  return (
    <section className={css.panel} aria-label={t('Findings')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{before ? t('What taking it in would do') : t('What was found')}</h2>{before && <span className={css.aside}>{t('Nothing has been taken in yet.')}</span>}</div>
        <div className={own.figures} role="group" aria-label={t('Rows by what becomes of them')}>
          {ORDER.map((verdict) => (
            <button key={verdict} type="button" className={own.figure} data-tone={summary[verdict] > 0 ? VERDICTS[verdict].tone : undefined} aria-pressed={shown === verdict} disabled={summary[verdict] === 0} onClick={() => setShown(verdict)}>
              <span className="num">{number(summary[verdict])}</span><span>{t(VERDICTS[verdict].many)}</span>
            </button>
          ))}
        </div>
        {summary.gone > 0 && <p className={css.small}>{t('{{n}} entries of the last good list are not in this file. What is known of them stays; they get no new place.', { count: summary.gone, n: number(summary.gone) })}</p>}
      </div>
      {(data.faults.length > 0) && (
        <div className={css.section}>
          <div className={css.sectionHead}><h2>{t('Why rows cannot be taken in')}</h2>{data.rowsKept && may && <a className={own.download} href={`/api/imports/${data.id}/errors`} download>{t('Download these rows')}</a>}</div>
          <ul className={own.faults}>{data.faults.map((fault) => <li key={fault.code}><span className="num">{number(fault.rows)}</span><span>{t(FAULTS[fault.code] ?? fault.code)}<small dir="auto">{t('line {{line}}: {{example}}', { line: number(fault.line), example: fault.example })}</small></span></li>)}</ul>
        </div>
      )}
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t(VERDICTS[shown].many)}</h2><span className={css.aside}>{t(VERDICTS[shown].means)}{samples.length > 0 && samples.length < summary[shown] ? t(' The first {{samples}} of {{value}}.', { samples: samples.length, value: rowsWord(summary[shown]) }) : ''}</span></div>
        {samples.length === 0
          ? <p className={css.nothing}>{summary[shown] === 0 ? t('There are none.') : t('The rows have been dropped since; the figures stay.')}</p>
          : <ul className={own.samples}>{samples.map((sample) => <Row key={sample.line} sample={sample} labels={labels} columns={data.columns} />)}</ul>}
      </div>
    </section>
  );
}

const FAULTS: Record<string, string> = {
  'too-many-cells': 'More cells than the header has', 'cell-too-long': 'A cell is too long', 'unreadable-characters': 'Characters could not be read', 'key-missing': 'The key is empty', 'name-missing': 'The seller has no name',
  'email-invalid': 'Not a mail address', 'country-unknown': 'Not a country', 'address-of-page-invalid': 'Not a web address', 'number-unreadable': 'Not a number', 'rating-out-of-range': 'A rating beyond the best one', 'amount-unreadable': 'Not an amount',
  'currency-missing': 'An amount without a currency', 'currency-unknown': 'Not a currency', 'seller-contradicts-itself': 'Rows say different things of one seller', 'place-said-twice': 'Rows say different things of one place',
  'rank-held-twice': 'Two rows have one place', 'key-of-several': 'The key belongs to several storefronts', 'key-of-another': 'The key belongs to another storefront',
};

function Row({ sample, labels, columns }: { sample: Sample; labels: ReadonlyMap<string, string>; columns: readonly string[] }) {
  const cells = sample.cells.map((cell, place) => [columns[place] ?? '', cell.trim()] as const).filter(([, cell]) => cell !== '').slice(0, 6);
  return (
    <li>
      <span className={`${own.line} num`}>{t('line {{line}}', { line: number(sample.line) })}</span>
      <div>
        <strong dir="auto">{sample.name ?? sample.cells.find((cell) => cell.trim() !== '') ?? t('an empty row')}</strong>{sample.sellerId && <code className={css.code}>{sample.sellerId}</code>}
        {sample.faults.map((fault) => <p key={fault.code + fault.text} className={own.fault}>{fault.column && <b dir="auto">{fault.column}: </b>}{fault.text}</p>)}
        {sample.changes.length > 0
          ? <dl className={own.changes}>{sample.changes.map(({ field, from, to }) => <div key={field}><dt>{fieldWords(field, labels)}</dt><dd>{from === null ? <i>{t('nothing')}</i> : <del dir="auto">{from}</del>} <span aria-label={t('becomes')}>→</span> <ins dir="auto">{to ?? t('nothing')}</ins></dd></div>)}</dl>
          : <p className={own.cells} dir="auto">{cells.map(([column, cell]) => `${column}: ${cell}`).join(' · ')}</p>}
      </div>
    </li>
  );
}
