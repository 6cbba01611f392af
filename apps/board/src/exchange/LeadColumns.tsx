import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import own from '../imports/imports.module.css';
import { refusal } from '../imports/queries';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import type { LeadImportDetail, Mapping } from './queries';

/** Which column says what. What is chosen for one column is taken from another that had it; the rest is left out. */
export function LeadColumns({ data, save, saving, error, cancel }: { data: LeadImportDetail; save: (mapping: Mapping) => void; saving: boolean; error: unknown; cancel: (() => void) | undefined }) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState<Mapping>(data.mapping ?? {});
  const targetOf = (column: string): string => Object.entries(mapping).find(([, chosen]) => chosen === column)?.[0] ?? '';
  const choose = (column: string, target: string): void => setMapping((old) => ({ ...Object.fromEntries(Object.entries(old).filter(([name, chosen]) => chosen !== column && name !== target)), ...(target ? { [target]: column } : {}) }));
  const told = ['lead_id', 'merchant_id', 'name', 'legal_name'].some((target) => mapping[target]);
  const { errors, general } = refusal(error);
  return (
    <form className={css.panel} onSubmit={(event: FormEvent) => { event.preventDefault(); save(mapping); }}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Which column says what?')}</h2><span className={css.aside}>{t('An empty cell says nothing. “(none)” takes an owner, tags or a field of yours away.')}</span></div>
        <ul className={own.columns}>
          {data.columns.map((column, place) => (
            <li key={column} data-unused={targetOf(column) === '' || undefined}>
              <div><strong dir="auto">{column}</strong><div className={own.examples} dir="auto">{examples(data.preview, place) || t('empty in the first rows')}</div></div>
              <label><span className="unseen">{t('{{column}} is', { column })}</span>
                <select value={targetOf(column)} onChange={(event) => choose(column, event.currentTarget.value)}>
                  <option value="">{t('left out')}</option>
                  {data.targets.map(({ name, label }) => <option key={name} value={name}>{name.startsWith('field.') ? label : t(label)}</option>)}
                </select>
              </label>
            </li>
          ))}
        </ul>
        {(general || errors.length > 0) && <p className={css.error} role="alert">{general ?? errors.map(({ message }) => message).join(' ')}</p>}
        {!told && <p className={css.notice} data-tone="amber">{t('Merchants are told by an id or by their name: match one of these columns.')}</p>}
        <div className={css.formEnd}>{cancel && <Button onClick={cancel}>{t('Keep it as it was')}</Button>}<Button primary type="submit" disabled={saving || !told}>{saving ? t('Comparing…') : t('Compare the rows')}</Button></div>
      </div>
    </form>
  );
}

/** The first different values of a column, to see what it holds. */
const examples = (preview: LeadImportDetail['preview'], place: number): string =>
  [...new Set(preview.map(({ cells }) => (cells[place] ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean))].slice(0, 3).map((cell) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)).join(' · ');
