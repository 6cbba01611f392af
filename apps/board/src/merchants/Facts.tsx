import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Bone, Button, Tag } from '../ui/bits';
import { LinkIcon } from '../ui/icons';
import { dayOf, exactly } from '../ui/time';
import { CorrectFact, type Asked } from './CorrectFact';
import css from './merchant.module.css';
import { captureText, type Fact, type Merchant, type Sourced } from './queries';
import { Age, Section } from './Section';
import { confidence, host, LEGAL_FORM, web } from './words';

type Kept = { id: string; value: string };

/** What we hold, each value with every page that says so, how sure it is, how old, and what stood there before. */
export function Facts({ merchant, now, writes }: { merchant: Merchant; now: number; writes: boolean }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  return (
    <Section title={t('Facts')} aside={merchant.facts.length > 0 ? `${merchant.facts.length}` : undefined}>
      {merchant.facts.length === 0 && <p className={css.nothing}>{t('No page of this merchant has been read yet. The next run that reads its seller page fills this in.')}</p>}
      <ul className={css.facts}>
        {merchant.facts.map((fact) => (
          <li key={fact.name} data-fact={fact.name}>
            <div className={css.factHead}>
              <span className={css.factName}>{fact.label}</span>
              {writes && fact.correctable && <button type="button" className={css.quiet} onClick={() => setAsked({ name: fact.name, label: fact.label, value: fact.current.value, said: fact.current.said !== null })} aria-label={t('Correct {{label}}', { label: fact.label.toLowerCase() })}>{t('Correct')}</button>}
            </div>
            {byValue([fact.current, ...fact.others]).map((same, place) => <div key={same[0]!.value} className={place > 0 ? css.other : undefined}><Value same={same} fact={fact} now={now} open={setKept} /></div>)}
            {fact.past.length > 0 && (
              <details className={css.past}><summary>{t('Before ({{past}})', { past: fact.past.length })}</summary>
                <ul>{fact.past.map((one, place) => <li key={place}><Value same={[one]} fact={fact} now={now} open={setKept} until={one.until} /></li>)}</ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      {writes && <div><Button className={css.slim} onClick={() => setAsked({ name: null, label: t('what you know'), value: '', said: false })}>{t('Add what you know')}</Button></div>}
      <CorrectFact merchant={merchant} asked={asked} close={() => setAsked(null)} />
      <Modal opened={kept !== null} onClose={() => setKept(null)} title={t('The page as it came')} size="xl" radius="lg">{kept && <KeptPage {...kept} />}</Modal>
    </Section>
  );
}

/** Pages that agree stand together, under the value that we go by first. */
function byValue(values: readonly Sourced[]): Sourced[][] {
  const groups = new Map<string, Sourced[]>();
  for (const one of values) groups.set(one.value, [...(groups.get(one.value) ?? []), one]);
  return [...groups.values()];
}

function Value({ same, fact, now, open, until }: { same: readonly Sourced[]; fact: Fact; now: number; open: (kept: Kept) => void; until?: string }) {
  const value = same[0]!.value;
  return (
    <div className={css.value} data-value={until ? 'past' : 'now'}>
      <bdi className={css.text}>{fact.name === 'legalForm' ? t(LEGAL_FORM[value] ?? value) : value}</bdi>
      {same.map((one, place) => <Origin key={place} of={one} read={fact.read} now={now} open={open} {...(until ? { until } : {})} />)}
    </div>
  );
}

/** Who or what says so: a page with its run, or a person with the day. */
function Origin({ of, read, now, open, until }: { of: Sourced; read: string; now: number; open: (kept: Kept) => void; until?: string }) {
  const when = until ? <span className={css.small} title={t('from {{since}} to {{until}}', { since: exactly(of.since), until: exactly(until) })}>{t('{{since}} to {{until}}', { since: dayOf(of.since), until: dayOf(until) })}</span> : <Age age={of.age} seenAt={of.seenAt} now={now} verb={of.said ? 'said' : 'seen'} />;
  const { page, said } = of;
  if (said) {
    return (
      <span className={css.from} data-said>
        <Tag tone="green">{said.kind === 'merchant' ? t('merchant') : said.name ?? t('one of us')}, {dayOf(of.seenAt)}</Tag>{when}
        {said.kind === 'merchant' && said.name && <span className={css.small}>{t('written down by {{name}}', { name: said.name })}</span>}
        {said.note && <span className={css.small} dir="auto">“{said.note}”</span>}
      </span>
    );
  }
  if (!page) return null;
  return (
    <span className={css.from}>
      {web(page.sourceUrl) ? <a className={css.sourceLink} href={web(page.sourceUrl)} target="_blank" rel="noreferrer noopener" title={`${page.sourceUrl}: ${read}`} data-source><LinkIcon width={12} height={12} />{page.marketplace}<span className="unseen"> {t('at {{sourceUrl}}', { sourceUrl: host(page.sourceUrl) })}</span></a> : <span className={css.small}>{page.marketplace}</span>}
      {page.captureId && <button type="button" className={css.quiet} onClick={() => open({ id: page.captureId!, value: of.value })}>{t('as stored')}</button>}
      <Link to="/runs/$id" params={{ id: page.runId }} className={css.sourceLink} title={page.recipe ? t('read by recipe {{id}}, version {{hash}}', { id: page.recipe.id, hash: page.recipe.hash }) : t('the run that read it')} data-run>{t('run')}</Link>
      <span className={css.small} title={read}>{confidence(of.confidence)}</span>{when}
    </span>
  );
}

/** Scraped pages are shown as text, never drawn; the value is found in it. */
function KeptPage({ id, value }: Kept) {
  const { data, error, isError } = useQuery(captureText(id));
  if (isError) return <p className={css.nothing}>{error.message}</p>;
  if (!data) return <Bone width="100%" height={160} />;
  const place = data.text.indexOf(value);
  const from = Math.max(0, place - 1500);
  return (
    <div className={css.kept}>
      <p className={css.small}>{web(data.url) ? <a href={web(data.url)} target="_blank" rel="noreferrer noopener">{data.url}</a> : data.url}</p>
      {place < 0 ? <><p className={css.small}>{t('The value does not stand there in these very letters: it was put together or brought to one form.')}</p><pre dir="auto" tabIndex={0}>{data.text.slice(0, 6000)}</pre></>
        : <pre dir="auto" tabIndex={0}>{data.text.slice(from, place)}<mark>{value}</mark>{data.text.slice(place + value.length, place + value.length + 1500)}</pre>}
    </div>
  );
}
