import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Bone, Failed } from '../ui/bits';
import { exactly } from '../ui/time';
import css from './desk.module.css';
import { robotsText } from './queries';

const LINE = /\(line (\d+)\)$/;

/** The rule that let a request pass, and the file in which it stands; the file opens at that line. */
export function RobotsEvidence({ rule, file }: { rule: string | null; file: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {rule ?? '–'}
      {file && <button type="button" className={css.evidence} onClick={() => setOpen(true)} title={t('The robots.txt that says so, SHA-256 {{file}}', { file })}>{t('file {{value}}', { value: file.slice(0, 8) })}</button>}
      {file && <Modal opened={open} onClose={() => setOpen(false)} title={t('The robots.txt that says so')} size="lg" radius="lg">{open && <File hash={file} line={Number(LINE.exec(rule ?? '')?.[1] ?? 0)} />}</Modal>}
    </>
  );
}

function File({ hash, line }: { hash: string; line: number }) {
  const { data, error, isError, refetch } = useQuery(robotsText(hash));
  if (isError) return <Failed what={t('This file')} error={error} retry={() => void refetch()} />;
  if (!data) return <Bone height={160} />;
  return (
    <div className={css.dialog}>
      <p className={css.small}>{t('First seen {{firstSeenAt}}. SHA-256', { firstSeenAt: exactly(data.firstSeenAt) })} <span className={css.url}>{hash}</span></p>
      {data.body === '' ? <p className={css.nothing}>{t('Empty, or the host has none: it forbids nothing.')}</p>
        : <pre className={css.diff} tabIndex={0} dir="ltr">{data.body.split(/\r\n|\r|\n/).map((text, place) => <span key={place} data-change={place + 1 === line ? '=' : undefined}>{String(place + 1).padStart(3)}  {text}</span>)}</pre>}
    </div>
  );
}
