import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { ListIcon } from '../ui/icons';
import { exactly, number, shortly } from '../ui/time';
import { toast } from '../ui/toasts';
import own from './bulk.module.css';
import { Groups } from './Groups';
import { decideBulk, oneBulk, recentBulk, type BulkAction } from './queries';
import { useBulkWords } from './words';

/** What was done to many leads lately, by whom, and what can still be taken back. */
export function BulkScreen() {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(recentBulk);
  const [open, setOpen] = useState<string | null>(null);
  if (isError && !data) return <Failed what={t('The bulk changes')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/leads">{t('Leads')}</Link><span aria-hidden="true">/</span><span>{t('Bulk changes')}</span></p>
      <h1>{t('Bulk changes')}</h1>
      <p className={css.lead}>{t('Changes of many leads at once. Each can be taken back for ten minutes after it ended; leads that somebody changed since stay as they are.')}</p>
      {!data ? <div className={css.panel}><div className={css.bones}><Bone width="60%" /><Bone width="40%" /></div></div> : data.length === 0
        ? <Empty icon={<ListIcon />} title={t('No bulk changes yet')} action={<Link to="/leads" className={css.addLink}>{t('To the leads')}</Link>}>{t('Narrow the list of leads to those you mean, then choose “Change all”.')}</Empty>
        : (
          <section className={css.panel} aria-label={t('Bulk changes')}>
            <div className={css.scroll}>
              <table className={`${css.table} ${css.stack}`}>
                <thead><tr><th>{t('Change')}</th><th>{t('Standing')}</th><th data-end>{t('Changed')}</th><th data-end>{t('Skipped')}</th><th>{t('Begun')}</th><th><span className="unseen">{t('Undo')}</span></th></tr></thead>
                <tbody>{data.map((one) => <Row key={one.id} one={one} open={open === one.id} toggle={() => setOpen(open === one.id ? null : one.id)} />)}</tbody>
              </table>
            </div>
          </section>
        )}
    </div>
  );
}

function Row({ one, open, toggle }: { one: BulkAction; open: boolean; toggle: () => void }) {
  const { t } = useTranslation();
  const words = useBulkWords();
  const client = useQueryClient();
  const { data: me } = useQuery(session);
  const undo = useMutation({
    mutationFn: () => decideBulk(one.id, 'undone'), onSuccess: () => toast(t('Being taken back.')), onError: (error) => toast(error.message, { tone: 'red' }),
    onSettled: () => { for (const queryKey of [['bulk-actions'], ['bulk-action', one.id]]) void client.invalidateQueries({ queryKey }); },
  });
  const { text, tone } = words.standing(one.state);
  const may = me && (me.id === one.createdBy?.id || me.role === 'admin' || me.role === 'lead');
  return (
    <>
      <tr>
        <td data-wide><button type="button" className={own.row} aria-expanded={open} onClick={toggle}>{words.change(one.change)}</button>{one.change.why && <span className={css.noteLine} dir="auto">{one.change.why}</span>}</td>
        <td data-label={t('Standing')}><Tag tone={tone}>{text}</Tag></td>
        <td data-end data-label={t('Changed')} className="num">{number(one.counts.changed + one.counts.kept)}{one.counts.undone > 0 && <span className={css.noteLine}>{t('{{count}} were put back.', { count: one.counts.undone })}</span>}</td>
        <td data-end data-label={t('Skipped')} className="num">{number(one.counts.skipped)}</td>
        <td data-label={t('Begun')} className="num" title={exactly(one.createdAt)}>{shortly(one.createdAt)}{one.createdBy && <span className={css.noteLine} dir="auto">{one.createdBy.name}</span>}</td>
        <td data-end>{one.undoUntil && may && <Button className={css.smallButton} disabled={undo.isPending} onClick={() => undo.mutate()}>{t('Undo')}</Button>}</td>
      </tr>
      {open && <tr><td colSpan={6}><Found id={one.id} /></td></tr>}
    </>
  );
}

function Found({ id }: { id: string }) {
  const { data, error } = useQuery(oneBulk(id));
  if (error) return <p className={css.error} role="alert">{error.message}</p>;
  return data ? <Groups data={data} /> : <Bone width="50%" />;
}
