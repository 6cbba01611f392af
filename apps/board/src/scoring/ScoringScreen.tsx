import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Failed, Tag } from '../ui/bits';
import { exactly } from '../ui/time';
import { GateFields } from './GateFields';
import { PassLine, Passes } from './Passes';
import { PreviewPanel } from './PreviewPanel';
import { Publish } from './Publish';
import { desk as deskQuery, same, sumOf, useMayModel, type Desk, type Model, type Version } from './queries';
import own from './scoring.module.css';
import { TimeMachine } from './TimeMachine';
import { Versions } from './Versions';
import { WeightFields } from './WeightFields';

/** What makes a merchant worth asking: tried live before it is published. */
export function ScoringScreen() {
  const { data, error, isError, refetch } = useQuery(deskQuery);
  if (isError && !data) return <Failed what={t('The score model')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={`${css.page} ${own.page}`}><Bone width="30%" height={22} /><div className={own.columns}>{[420, 420].map((height, at) => <div key={at} className={css.panel}><div className={css.bones}><Bone height={height} /></div></div>)}</div></div>;
  // Another published version or another draft is another thing to edit.
  const draft = data.versions.find(({ state }) => state === 'draft');
  const published = data.versions.find(({ state }) => state === 'published')!;
  return <Editor key={`${published.id} ${draft?.editedAt ?? ''}`} desk={data} published={published} draft={draft} />;
}

const modelOf = ({ weights, gates }: Version): Model => ({ weights, gates });

function Editor({ desk, published, draft }: { desk: Desk; published: Version; draft: Version | undefined }) {
  const may = useMayModel();
  const began = modelOf(draft ?? published);
  const [model, setModel] = useState<Model>(began);
  const [settled] = useDebouncedValue(model, 350);
  const touched = !same(model, began);
  const changed = !same(model, modelOf(published));
  useEffect(() => {
    if (!touched) return undefined;
    const keep = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [touched]);
  return (
    <div className={`${css.page} ${own.page}`}>
      <div className={css.head}>
        <h1>{t('Scoring')}</h1>
        <Tag>{t('v{{version}} in force', { version: published.version })}</Tag>
        {touched ? <Tag tone="amber">{t('not saved')}</Tag> : draft && <Tag tone="amber" title={draft.editedAt ? t('saved {{editedAt}}', { editedAt: exactly(draft.editedAt) }) : undefined}>{t('draft v{{version}}', { version: draft.version })}</Tag>}
        <PassLine />
      </div>
      <p className={css.lead}>{t('A score is the sum of whole points that each signal gives, compared among sellers of the same marketplace, category and country. Nothing here changes a score before it is published.')}</p>
      <div className={own.columns}>
        <div className={own.left}>
          <WeightFields signals={desk.signals} weights={model.weights} published={published.weights} readOnly={!may} change={(weights) => setModel((old) => ({ ...old, weights }))} />
          <GateFields gates={model.gates} categories={desk.categories} readOnly={!may} change={(gates) => setModel((old) => ({ ...old, gates }))} />
        </div>
        <div className={own.right}>
          <PreviewPanel model={settled} waiting={settled !== model} valid={sumOf(settled.weights) === 100} changed={changed} most={desk.previewed} />
          {may ? <Publish model={model} draft={draft} published={published} touched={touched} changed={changed} reset={() => setModel(modelOf(published))} /> : <p className={css.small}>{t('Team leads and admins change the model; you can try weights here and see what they would do.')}</p>}
        </div>
      </div>
      <TimeMachine model={model} signals={desk.signals} take={may ? (weights) => setModel((old) => ({ ...old, weights })) : undefined} />
      <Versions desk={desk} current={model} take={may ? (version) => setModel(modelOf(version)) : undefined} />
      <Passes />
    </div>
  );
}
