import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { useMayOperate } from '../sources/queries';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { exactly, number, shortly } from '../ui/time';
import { toast } from '../ui/toasts';
import own from './imports.module.css';
import { NewListForm } from './NewListForm';
import { importsOf, lists as listsQuery, refusal, sendFile, type Charset, type Import, type Separator } from './queries';
import { standing } from './words';

const SEPARATORS = [{ value: ',', label: 'comma ,' }, { value: ';', label: 'semicolon ;' }, { value: '\t', label: 'tab' }, { value: '|', label: 'bar |' }];
const CHARSETS = [
  { value: 'utf-8', label: 'UTF-8' }, { value: 'windows-1252', label: 'Western Europe (Windows-1252, Latin 1)' }, { value: 'iso-8859-2', label: 'Central Europe (ISO 8859-2)' }, { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'utf-16le', label: 'UTF-16, little endian' }, { value: 'utf-16be', label: 'UTF-16, big endian' }, { value: 'shift_jis', label: 'Japanese (Shift JIS)' }, { value: 'gb18030', label: 'Chinese (GB 18030)' },
];
const NEW = 'new';

/** Brings a file of sellers to a list. Nothing is taken in here: the next screen shows what it would do. */
export function ImportNew() {
  const { list: asked } = useSearch({ from: '/imports/new' });
  const { data, error, isError, refetch } = useQuery(listsQuery);
  const may = useMayOperate();
  if (isError && !data) return <Failed what={t('The lists')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><span>{t('Import a list')}</span></p>
      <h1>{t('Import a list')}</h1>
      <p className={css.lead}>{t('For sellers that you know from elsewhere: a chamber\'s members, visitors of a fair, an export of your own. The file is read and compared first; you see what it would change before anything is taken in.')}</p>
      {!data ? <div className={css.panel}><div className={css.bones}><Bone width="40%" /><Bone height={34} /><Bone height={90} /></div></div> : may ? <Bring lists={data} asked={asked} /> : <p className={css.notice}>{t('An operator or an admin brings lists.')}</p>}
    </div>
  );
}

function Bring({ lists, asked }: { lists: ReadonlyArray<{ id: string; name: string; origin: string }>; asked: string | undefined }) {
  const [chosen, setChosen] = useState<string | null>(lists.find(({ id }) => id === asked)?.id ?? (lists.length === 1 ? lists[0]!.id : lists.length === 0 ? NEW : null));
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [separator, setSeparator] = useState<Separator | null>(null);
  const [charset, setCharset] = useState<Charset | null>(null);
  const how = useRef<HTMLDetailsElement>(null);
  const listId = chosen === NEW ? null : chosen;
  const origin = lists.find(({ id }) => id === listId)?.origin;
  const send = useMutation({
    mutationFn: () => sendFile(listId!, file!, { separator, charset }),
    onSuccess: ({ id, fresh }) => {
      void client.invalidateQueries({ queryKey: ['imports'] });
      if (!fresh) toast(t('These very rows were brought before and still wait. Here they are.'));
      void navigate({ to: '/imports/$id', params: { id } });
    },
    onError: (error) => { if (refusal(error).code === 'encoding-unclear' && how.current) how.current.open = true; },
  });
  const { errors, general, code } = refusal(send.error);
  return (
    <>
      <div className={css.panel}>
        <div className={css.group}>
          <Select label={t('List')} description={origin ? t('From: {{origin}}', { origin }) : t('Where the sellers come from, and by which right')} placeholder={t('Choose a list')} allowDeselect={false} value={chosen}
            data={[...lists.map(({ id, name }) => ({ value: id, label: name })), { value: NEW, label: t('A new list…') }]} onChange={(value) => { setChosen(value); send.reset(); }} maw={460} />
        </div>
      </div>
      {chosen === NEW && <NewListForm made={async (id) => { await client.invalidateQueries({ queryKey: ['lists'] }); setChosen(id); }} />}
      {listId && (
        <form className={css.panel} onSubmit={(event: FormEvent) => { event.preventDefault(); if (file) send.mutate(); }}>
          <div className={css.group}>
            <Drop file={file} choose={(next) => { setFile(next); send.reset(); }} />
            <details ref={how} className={own.how}>
              <summary>{t('How the file is written')}</summary>
              <div className={css.pair}>
                <Select label={t('Cells are parted by')} description={t('Found out by itself')} placeholder={t('automatic')} clearable data={SEPARATORS.map(({ value, label }) => ({ value, label: t(label) }))} value={separator} onChange={(value) => setSeparator(value as Separator | null)} />
                <Select label={t('Encoding')} description={t('UTF-8, UTF-16 with its mark')} placeholder={t('automatic')} clearable data={CHARSETS.map(({ value, label }) => ({ value, label: t(label) }))} value={charset} onChange={(value) => { setCharset(value as Charset | null); send.reset(); }}
                  error={code === 'encoding-unclear' ? general : null} />
              </div>
            </details>
            {general && code !== 'encoding-unclear' && <p className={css.error} role="alert">{general}</p>}
            {general && code === 'encoding-unclear' && <p className="unseen" role="alert">{general}</p>}
            {errors.length > 0 && <p className={css.error} role="alert">{errors.map(({ message }) => message).join(' ')}</p>}
            <div className={css.formEnd}><Link to="/sources" className={css.cancel}>{t('Cancel')}</Link><Button primary type="submit" disabled={!file || send.isPending}>{send.isPending ? t('Reading the file…') : t('Read the file')}</Button></div>
          </div>
        </form>
      )}
      {listId && <Earlier listId={listId} />}
    </>
  );
}

/** A file may be dropped or chosen; the field is a plain file input underneath, so that keys and screen readers find it. */
function Drop({ file, choose }: { file: File | null; choose: (file: File | null) => void }) {
  const [over, setOver] = useState(false);
  return (
    <label className={own.drop} data-over={over || undefined} data-chosen={file ? true : undefined}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); choose(event.dataTransfer.files[0] ?? null); }}>
      <input type="file" aria-label={t('File')} accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)} />
      {file
        ? <><strong className="cut" dir="auto">{file.name}</strong><span className={css.small}>{file.size < 1_000_000 ? t('{{value}} KB', { value: Math.max(1, Math.round(file.size / 1024)) }) : t('{{size}} MB', { size: (file.size / 1_048_576).toFixed(1) })} {t('· choose another one')}</span></>
        : <><strong>{t('Choose a CSV file, or drop it here')}</strong><span className={css.small}>{t('One seller or one product a row, names of the columns in the first one. Up to 50,000 rows and 32 MB.')}</span></>}
    </label>
  );
}

function Earlier({ listId }: { listId: string }) {
  const { data } = useQuery(importsOf(listId));
  if (!data || data.length === 0) return null;
  return (
    <section className={css.panel} aria-label={t('Earlier files')}>
      <div className={css.section}><h2>{t('Earlier files')}</h2></div>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead><tr><th>{t('File')}</th><th>{t('Standing')}</th><th data-end>{t('Rows')}</th><th data-end>{t('New')}</th><th data-end>{t('Changed')}</th><th>{t('Brought')}</th></tr></thead>
          <tbody>{data.map((one) => <EarlierRow key={one.id} one={one} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function EarlierRow({ one }: { one: Import }) {
  const { text, tone } = standing(one);
  return (
    <tr>
      <td className={own.fileName}><Link to="/imports/$id" params={{ id: one.id }} dir="auto">{one.name}</Link></td>
      <td><Tag tone={tone}>{text}</Tag></td>
      <td data-end className="num">{number(one.rows)}</td>
      <td data-end className="num">{one.summary ? number(one.summary.new) : '–'}</td>
      <td data-end className="num">{one.summary ? number(one.summary.changed) : '–'}</td>
      <td className="num" title={exactly(one.createdAt)}>{shortly(one.createdAt)}{one.createdBy && <span className={css.noteLine}>{one.createdBy}</span>}</td>
    </tr>
  );
}
