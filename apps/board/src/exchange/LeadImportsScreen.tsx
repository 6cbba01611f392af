import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useMayChangeLeads } from '../bulk/queries';
import { useTranslation } from '../i18n/i18n';
import { Drop } from '../imports/Drop';
import own from '../imports/imports.module.css';
import { refusal } from '../imports/queries';
import css from '../sources/desk.module.css';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { exactly, number, shortly } from '../ui/time';
import { recentImports, sendFile, type LeadImport } from './queries';
import { useStanding } from './words';

/** Brings a file of leads. Nothing is taken in here: the next screens show what it would do. */
export function LeadImportsScreen() {
  const { t } = useTranslation();
  const may = useMayChangeLeads();
  const { data, error, isError, refetch } = useQuery({ ...recentImports, enabled: may });
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/leads">{t('Leads')}</Link><span aria-hidden="true">/</span><span>{t('Import')}</span></p>
      <h1>{t('Import leads')}</h1>
      <p className={css.lead}>{t('An export that was edited, or a list of merchants from elsewhere. Each row is compared first: you see what it would change, and what is probably known already, before anything is taken in.')}</p>
      {may ? <Bring /> : <p className={css.notice}>{t('A rep, a growth lead or an admin brings leads.')}</p>}
      {isError && !data ? <Failed what={t('The imports')} error={error} retry={() => void refetch()} /> : !may ? null : !data ? <div className={css.panel}><div className={css.bones}><Bone width="60%" /><Bone width="40%" /></div></div> : data.length === 0
        ? <p className={css.nothing}>{t('No file was brought yet. The quickest way to begin: export the leads, change some cells, and bring the file back.')}</p>
        : (
          <section className={css.panel} aria-label={t('Earlier imports')}>
            <div className={css.section}><h2>{t('Earlier imports')}</h2></div>
            <div className={css.scroll}>
              <table className={`${css.table} ${css.stack}`}>
                <thead><tr><th>{t('File')}</th><th>{t('Standing')}</th><th data-end>{t('Rows')}</th><th data-end>{t('New')}</th><th data-end>{t('Changed')}</th><th>{t('Brought')}</th></tr></thead>
                <tbody>{data.map((one) => <Earlier key={one.id} one={one} />)}</tbody>
              </table>
            </div>
          </section>
        )}
    </div>
  );
}

function Bring() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: () => sendFile(file!),
    onSuccess: ({ id }) => { void client.invalidateQueries({ queryKey: ['lead-imports'] }); void navigate({ to: '/leads/imports/$id', params: { id } }); },
  });
  const { errors, general } = refusal(send.error);
  return (
    <form className={css.panel} onSubmit={(event: FormEvent) => { event.preventDefault(); if (file) send.mutate(); }}>
      <div className={css.group}>
        <Drop file={file} choose={(next) => { setFile(next); send.reset(); }} prompt={t('Choose a CSV or JSON-lines file, or drop it here')} hint={t('One merchant a row, names of the columns in the first one. Up to 50,000 rows and 32 MB.')} accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,text/csv" />
        {(general || errors.length > 0) && <p className={css.error} role="alert">{general ?? errors.map(({ message }) => message).join(' ')} {t('Nothing of the file was kept.')}</p>}
        <div className={css.formEnd}><Button primary type="submit" disabled={!file || send.isPending}>{send.isPending ? t('Reading the file…') : t('Read the file')}</Button></div>
      </div>
    </form>
  );
}

function Earlier({ one }: { one: LeadImport }) {
  const { t } = useTranslation();
  const { text, tone } = useStanding()(one);
  return (
    <tr>
      <td className={own.fileName}><Link to="/leads/imports/$id" params={{ id: one.id }} dir="auto">{one.name}</Link></td>
      <td data-label={t('Standing')}><Tag tone={tone}>{text}</Tag></td>
      <td data-end data-label={t('Rows')} className="num">{number(one.rows)}</td>
      <td data-end data-label={t('New')} className="num">{one.summary ? number(one.summary.new) : '–'}</td>
      <td data-end data-label={t('Changed')} className="num">{one.summary ? number(one.summary.changed) : '–'}</td>
      <td data-label={t('Brought')} className="num" title={exactly(one.createdAt)}>{shortly(one.createdAt)}{one.createdBy && <span className={css.noteLine} dir="auto">{one.createdBy}</span>}</td>
    </tr>
  );
}
