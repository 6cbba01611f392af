import { useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import own from './imports.module.css';
import { refusal, type FieldName, type ImportDetail, type Mapping } from './queries';

const START: Mapping = { columns: {}, key: 'sellerId', decimal: null, currency: null, ratingOutOf: 5 };

/** Which column says what. Each column shows what stands in it; what is said of one column is taken from another that had it. */
export function Columns({ data, save, saving, error, cancel }: { data: ImportDetail; save: (mapping: Mapping) => void; saving: boolean; error: unknown; cancel: (() => void) | undefined }) {
  const [mapping, setMapping] = useState<Mapping>(() => ({ ...START, ...(data.mapping as Mapping | null) }));
  const { columns, fields, preview } = data;
  const fieldOf = new Map(Object.entries(mapping.columns).map(([field, column]) => [column, field as FieldName]));
  const label = new Map(fields.map((field) => [field.name, field.label]));
  const used = (name: FieldName) => mapping.columns[name] !== undefined;
  const keys = fields.filter(({ key, name }) => key && used(name));
  const assign = (column: string, field: FieldName | '') => setMapping((old) => {
    const next = Object.fromEntries(Object.entries(old.columns).filter(([name, has]) => has !== column && name !== field)) as Mapping['columns'];
    if (field) next[field] = column;
    const fits = fields.filter(({ key, name }) => key && next[name] !== undefined).map(({ name }) => name);
    return { ...old, columns: next, key: (fits.includes(old.key) ? old.key : fits[0] ?? old.key) as Mapping['key'] };
  });
  const missing = [
    ...(used('name') || used('businessName') ? [] : [t('a column with the shop name or the business name')]),
    ...(keys.length > 0 ? [] : [t('a column by which sellers are told apart')]),
  ];
  const { errors, general } = refusal(error);
  return (
    <form className={css.panel} aria-label={t('Columns')} onSubmit={(event) => { event.preventDefault(); save(mapping); }}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('What the columns say')}</h2><span className={css.aside}>{t('{{size}} of {{columns}} are used', { size: fieldOf.size, columns: columns.length })}</span></div>
        <ul className={own.columns}>
          {columns.map((column, place) => (
            <li key={column} data-unused={fieldOf.has(column) ? undefined : true}>
              <label htmlFor={`column-${place}`}><strong dir="auto">{column}</strong><span className={own.examples} dir="auto">{examples(preview, place)}</span></label>
              <select id={`column-${place}`} value={fieldOf.get(column) ?? ''} onChange={(event) => assign(column, event.currentTarget.value as FieldName | '')}>
                <option value="">{t('leave out')}</option>
                {(['seller', 'place'] as const).map((about) => (
                  <optgroup key={about} label={about === 'seller' ? t('The seller') : t('Its place on the list')}>
                    {fields.filter((field) => field.about === about).map((field) => <option key={field.name} value={field.name}>{field.label}{used(field.name) && mapping.columns[field.name] !== column ? ' ' + t('(now another column)') : ''}</option>)}
                  </optgroup>
                ))}
              </select>
            </li>
          ))}
        </ul>
      </div>
      <div className={css.section}>
        <h2>{t('How they are read')}</h2>
        <div className={own.reading}>
          <label><span>{t('Sellers are told apart by')}</span>
            <select value={mapping.key} onChange={(event) => { const key = event.currentTarget.value as Mapping['key']; setMapping((old) => ({ ...old, key })); }} disabled={keys.length === 0}>
              {keys.length === 0 ? <option value={mapping.key}>{t('match a column first')}</option> : keys.map(({ name }) => <option key={name} value={name}>{label.get(name)}</option>)}
            </select>
          </label>
          <label><span>{t('Decimals are written')}</span>
            <select value={mapping.decimal ?? ''} onChange={(event) => { const decimal = (event.currentTarget.value || null) as Mapping['decimal']; setMapping((old) => ({ ...old, decimal })); }}>
              <option value="">{t('as each number shows')}</option><option value=",">1.234,56</option><option value=".">1,234.56</option>
            </select>
          </label>
          {used('price') && (
            <label><span>{t('Prices without a currency are in')}</span>
              <input value={mapping.currency ?? ''} placeholder="EUR" maxLength={3} size={5} autoCapitalize="characters" spellCheck={false} onChange={(event) => { const currency = event.currentTarget.value.toUpperCase() || null; setMapping((old) => ({ ...old, currency })); }} />
            </label>
          )}
          {(used('rating') || used('productRating')) && (
            <label><span>{t('The best rating is')}</span>
              <select value={mapping.ratingOutOf} onChange={(event) => { const ratingOutOf = Number(event.currentTarget.value) as 5 | 10 | 100; setMapping((old) => ({ ...old, ratingOutOf })); }}><option value={5}>5</option><option value={10}>10</option><option value={100}>100</option></select>
            </label>
          )}
        </div>
        <p className={css.small}>{used('rank') ? t('A seller stands on the list where its rank says.') : t('No column is a rank, so a seller stands on the list in the order of the rows: the first row is place 1.')} {t('A cell that is empty says nothing; what is known stays.')}</p>
      </div>
      <div className={css.section}>
        <h2>{t('The first rows')}</h2>
        <div className={css.scroll}>
          <table className={`${css.table} ${own.preview}`}>
            <thead><tr><th data-end>{t('Line')}</th>{columns.map((column) => <th key={column} data-unused={fieldOf.has(column) ? undefined : true}><span dir="auto">{column}</span><span className={css.noteLine}>{fieldOf.has(column) ? label.get(fieldOf.get(column)!) : t('left out')}</span></th>)}</tr></thead>
            <tbody>{preview.map(({ line, cells }) => <tr key={line}><td data-end className="num">{line}</td>{columns.map((column, place) => <td key={column} data-unused={fieldOf.has(column) ? undefined : true}><span className={own.cell} title={cells[place]}><bdi>{cells[place] ?? ''}</bdi></span></td>)}</tr>)}</tbody>
          </table>
        </div>
        {(general ?? (errors.length > 0 ? errors.map(({ message }) => message).join(' ') : null)) && <p className={css.error} role="alert">{general ?? errors.map(({ message }) => message).join(' ')}</p>}
        {missing.length > 0 && <p className={css.notice} data-tone="amber">{t('Still needed:')} {missing.join(', ')}.</p>}
        <div className={css.formEnd}>{cancel && <Button onClick={cancel}>{t('Keep it as it was')}</Button>}<Button primary type="submit" disabled={saving || missing.length > 0}>{saving ? t('Checking…') : t('Check the rows')}</Button></div>
      </div>
    </form>
  );
}

/** The first different values of a column, to see what it holds. */
const examples = (preview: ImportDetail['preview'], place: number): string =>
  [...new Set(preview.map(({ cells }) => (cells[place] ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean))].slice(0, 3).map((cell) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)).join(' · ') || t('empty in the first rows');
