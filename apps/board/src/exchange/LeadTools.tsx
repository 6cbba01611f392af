import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { session } from '../api/queries';
import { isFiltered, type Filters } from '../filters/filters';
import { BulkBar } from '../bulk/BulkBar';
import bulk from '../bulk/bulk.module.css';
import { useTranslation } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { exportAddress } from './queries';

/** What is done with a list as a whole: changed, taken out as a file, brought in. */
export function LeadTools({ filters, marked = [], done }: { filters: Filters; marked?: readonly string[]; done?: () => void }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(session);
  const [exporting, setExporting] = useState(false);
  const brings = me?.role === 'admin' || me?.role === 'lead' || me?.role === 'rep';
  return (
    <span className={bulk.tools}>
      <BulkBar chosen={{ ids: marked, filters }} {...(done ? { done } : {})} />
      {brings && <Link to="/leads/bulk" className={bulk.link}>{t('Bulk changes')}</Link>}
      <Button onClick={() => setExporting(true)}>{t('Export')}</Button>
      {brings && <Link to="/leads/imports" className={bulk.link}>{t('Import')}</Link>}
      <ExportDialog opened={exporting} close={() => setExporting(false)} filters={filters} contacts={me !== undefined && me !== null && me.role !== 'operator' && me.role !== 'reader'} />
    </span>
  );
}

function ExportDialog({ opened, close, filters, contacts }: { opened: boolean; close: () => void; filters: Filters; contacts: boolean }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<'csv' | 'ndjson'>('csv');
  const narrowed = isFiltered(filters);
  return (
    <Modal opened={opened} onClose={close} title={t('Export leads')} centered radius="lg" size={500}>
      <div className={css.dialog}>
        <p>{narrowed ? t('All leads that fit the filters of the list, with their merchants.') : t('All leads with their merchants.')}</p>
        <fieldset className={css.choices}>
          <legend className="unseen">{t('Format')}</legend>
          <label><input type="radio" name="format" checked={format === 'csv'} onChange={() => setFormat('csv')} data-autofocus /><span>{t('CSV, for spreadsheets')}<span className={css.noteLine}>{t('Cells that a spreadsheet would run begin with an apostrophe; an import takes it off again.')}</span></span></label>
          <label><input type="radio" name="format" checked={format === 'ndjson'} onChange={() => setFormat('ndjson')} /><span>{t('JSON lines, for programs')}<span className={css.noteLine}>{t('One object a line, values in their own types.')}</span></span></label>
        </fieldset>
        <p className={css.small}>{contacts ? t('The file holds mail addresses and telephones of merchants. That you took it stands in the audit log.') : t('Your role exports without mail addresses and telephones. That you took the file stands in the audit log.')} {t('Brought back as it is, it changes nothing.')}</p>
        <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><a className={css.addLink} href={exportAddress(format, filters)} download={`leads.${format}`} onClick={close}>{t('Download')}</a></div>
      </div>
    </Modal>
  );
}
