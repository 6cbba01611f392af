import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { dayOf, exactly } from '../ui/time';
import { captureText, captures as capturesQuery } from './queries';
import run from './run.module.css';
import { kilobytes, type RunDetail } from './words';

type Capture = Schemas['Capture'];
const picture = (id: string): string => `/api/captures/${id}/image`;

/** What was kept: pictures beside those of the last good run, pages as text. Scraped pages are never drawn here. */
export function Artifacts({ run: { id } }: { run: RunDetail }) {
  const { data, error, isError, refetch } = useQuery(capturesQuery(id));
  const [open, setOpen] = useState<Capture | null>(null);
  if (isError && !data) return <section className={css.panel}><Failed what={t('What was kept')} error={error} retry={() => void refetch()} /></section>;
  if (!data) return <section className={css.panel}><div className={css.bones}><Bone width="20%" /><Bone width="50%" height={40} /></div></section>;
  const pictures = data.captures.filter(({ kind }) => kind === 'screenshot');
  const texts = data.captures.filter(({ kind }) => kind !== 'screenshot');
  const expires = data.captures.map(({ expiresAt }) => expiresAt).filter((at): at is string => at !== null).sort()[0];
  return (
    <section className={css.panel} aria-label={t('What was kept')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('What was kept')}</h2><span className={css.aside}>{data.captures.length === 0 ? '' : expires ? t('until {{expires}}', { expires: dayOf(expires) }) : t('until the run is decided, then 14 days')}</span></div>
        {data.captures.length === 0 && <p className={css.nothing}>{t('No page of this run is kept. Samples and pages that went wrong are kept for 14 days.')}</p>}
        {pictures.length > 0 && <SideBySide pictures={pictures} good={data.lastGood} />}
        {texts.length > 0 && (
          <ul className={run.kept}>{texts.map((capture) => (
            <li key={capture.id}><button type="button" onClick={() => setOpen(capture)}><Tag tone={capture.pageState === 'done' ? undefined : 'red'}>{capture.kind === 'console' ? t('console') : capture.pageKind}</Tag><span className={`${css.url} cut`}>{capture.url}</span><span className={css.small}>{kilobytes(capture.bytes)}</span></button></li>
          ))}</ul>
        )}
      </div>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.kind === 'console' ? t('What the browser complained of') : t('The page as it came')} size="xl" radius="lg">{open && <Text capture={open} />}</Modal>
    </section>
  );
}

/** The same page now and then: by address, else by list, else the first of each. */
function SideBySide({ pictures, good }: { pictures: readonly Capture[]; good: readonly Capture[] }) {
  const [place, setPlace] = useState(0);
  const now = pictures[Math.min(place, pictures.length - 1)]!;
  const then = good.find(({ url }) => url === now.url) ?? good.find(({ list, pageKind }) => list === now.list && pageKind === now.pageKind) ?? good[0];
  return (
    <>
      <div className={run.side}>
        <Shot capture={now} name="This run" />
        {then ? <Shot capture={then} name="The last good run" /> : <p className={css.nothing}>{t('The last good run left no picture to compare with.')}</p>}
      </div>
      {pictures.length > 1 && <div className={run.turn}><Button className={css.smallButton} disabled={place === 0} onClick={() => setPlace(place - 1)}>{t('Previous')}</Button><span className={css.small}>{t('{{place}} of {{pictures}}', { place: place + 1, pictures: pictures.length })}</span><Button className={css.smallButton} disabled={place === pictures.length - 1} onClick={() => setPlace(place + 1)}>{t('Next')}</Button></div>}
    </>
  );
}

function Shot({ capture, name }: { capture: Capture; name: string }) {
  return (
    <figure className={run.shot}>
      <figcaption><strong>{name}</strong> <span className={css.small}>{exactly(capture.at)}</span></figcaption>
      <a href={picture(capture.id)} target="_blank" rel="noreferrer"><img src={picture(capture.id)} alt={`${name}: ${capture.url}`} loading="lazy" /></a>
      <span className={`${css.url} cut`}>{capture.url}</span>
    </figure>
  );
}

function Text({ capture }: { capture: Capture }) {
  const { data, error, isError, refetch } = useQuery(captureText(capture.id));
  if (isError) return <Failed what={t('This page')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.dialog}>
      <p className={css.url}>{capture.url}</p>
      {data ? <><pre className={css.text} tabIndex={0} dir="ltr">{data.text || t('(empty)')}</pre>{data.cut && <p className={css.small}>{t('Only the beginning of {{bytes}} is shown.', { bytes: kilobytes(data.bytes) })}</p>}</> : <Bone height={160} />}
    </div>
  );
}
