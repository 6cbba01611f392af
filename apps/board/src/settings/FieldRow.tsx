import { useMutation, useQueryClient } from '@tanstack/react-query';
import { customFields } from '../api/queries';
import { stageName } from '../board/stages';
import { useTranslation } from '../i18n/i18n';
import { Button, StageDot, Tag } from '../ui/bits';
import { ChevronIcon } from '../ui/icons';
import { toast } from '../ui/toasts';
import { KIND_WORDS } from './field-words';
import { changeField, type CustomField } from './queries';
import css from './settings.module.css';

interface Props {
  readonly field: CustomField;
  readonly edits: boolean;
  /** From 1, of as many fields as are in use. */
  readonly place: number;
  readonly used: number;
  readonly change: () => void;
  readonly move: (way: 'up' | 'down') => void;
}

/** One field. Retiring keeps what was written, so nobody is asked twice: it can be taken back in the toast, and later here. */
export function FieldRow({ field, edits, place, used, change, move }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { label, key } = field;
  const retire = useMutation({
    mutationFn: (retired: boolean) => changeField(key, { retired }),
    onSuccess: (_now, retired) => {
      void client.invalidateQueries({ queryKey: customFields.queryKey });
      const back = { label: t('Undo'), run: () => void changeField(key, { retired: !retired }).catch((error: Error) => toast(error.message, { tone: 'red' })).then(() => client.invalidateQueries({ queryKey: customFields.queryKey })) };
      toast(retired ? t('“{{label}}” is retired. What was written is kept.', { label }) : t('“{{label}}” is in use again.', { label }), { action: back });
    },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  return (
    <article className={`${css.row} ${css.plain} ${css.field}`} data-retired={field.retired || undefined}>
      <div className={css.who}>
        <h2><bdi>{label}</bdi>{field.retired && <Tag>{t('not used any more')}</Tag>}</h2>
        <p className={css.small}><code className={css.prefix}>{key}</code> · {t(KIND_WORDS[field.kind])}</p>
        {field.choices.length > 0 && <ul className={css.choices} aria-label={t('Choices')}>{field.choices.map((choice) => <li key={choice}><bdi>{choice}</bdi></li>)}</ul>}
      </div>
      <div className={css.state}>{field.requiredFrom && !field.retired && <span className={css.needed}><StageDot stage={field.requiredFrom} />{t('needed from {{stage}}', { stage: t(stageName[field.requiredFrom]) })}</span>}</div>
      {edits && (
        <div className={css.rowEnd}>
          {!field.retired && (
            <>
              <button type="button" className={css.iconButton} data-move={`${key} up`} disabled={place === 1} aria-label={t('Move {{label}} up', { label })} onClick={() => move('up')}><ChevronIcon style={{ rotate: '180deg' }} /></button>
              <button type="button" className={css.iconButton} data-move={`${key} down`} disabled={place === used} aria-label={t('Move {{label}} down', { label })} onClick={() => move('down')}><ChevronIcon /></button>
              <Button onClick={change} aria-label={t('Change {{label}}', { label })}>{t('Change')}</Button>
            </>
          )}
          <Button disabled={retire.isPending} onClick={() => retire.mutate(!field.retired)} aria-label={field.retired ? t('Bring {{label}} back', { label }) : t('Retire {{label}}', { label })}>{field.retired ? t('Bring back') : t('Retire')}</Button>
        </div>
      )}
    </article>
  );
}
