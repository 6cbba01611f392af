import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { session } from '../api/queries';
import { t } from '../i18n/i18n';
import { Bone, Button, Failed, Initials, Tag } from '../ui/bits';
import { exactly, number, useBusinessNow } from '../ui/time';
import { toast } from '../ui/toasts';
import { nameOfCountry, nameOfLanguage } from './names';
import css from './settings.module.css';
import { handOver, saveMix, saveRoute, setAway, settings, type Route, type Settings } from './queries';
import { RouteDialog } from './RouteDialog';

type Person = Settings['reviewers'][number];
const few = (all: readonly string[]): string => (all.length > 4 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', '));
const failed = (error: Error): void => toast(error.message, { tone: 'red' });

/** Who takes which leads, who is away, and how a day is mixed. */
export function ReviewSettings() {
  const { data, error, isError, refetch } = useQuery(settings);
  const { data: me } = useQuery(session);
  const client = useQueryClient();
  const [asked, setAsked] = useState<Person | null>(null);
  const mayEdit = me?.role === 'admin' || me?.role === 'lead';
  const now = useBusinessNow();
  const save = useMutation({
    mutationFn: ({ person, route }: { person: Person; route: Route | null }) => saveRoute(person.userId, route),
    onSuccess: (saved, { person }) => { client.setQueryData(settings.queryKey, saved); setAsked(null); toast(t('{{name}}: saved. It holds from the next card on.', { name: person.name })); }, onError: failed,
  });
  const give = useMutation({
    mutationFn: (person: Person) => handOver(person.userId),
    onSuccess: ({ given, left }, person) => {
      void client.invalidateQueries({ queryKey: settings.queryKey });
      toast(`${given.length === 0 ? t('None of {{name}}\'s leads were handed over.', { name: person.name }) : t('Handed over: {{list}}.', { list: given.map((to) => t('{{leads}} to {{name}}', { leads: to.leads, name: to.name })).join(', ') })}${left > 0 ? ` ${t('{{left}} stay: nobody takes such leads by turn.', { left })}` : ''}`);
    }, onError: failed,
  });
  const away = useMutation({
    mutationFn: (gone: boolean) => setAway(gone, null),
    onSuccess: (_, gone) => { void client.invalidateQueries({ queryKey: settings.queryKey }); toast(gone ? t('You are away: no cards and no turns until you say that you are back.') : t('You are back: cards and turns come again.')); }, onError: failed,
  });
  if (isError && !data) return <Failed what={t('Who takes what')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/review">{t('Review')}</Link><span aria-hidden="true">/</span>{t('Settings')}</p>
      <h1>{t('Who takes which leads')}</h1>
      <p className={css.lead}>{t('What a person takes decides which cards they are shown, and which accepted leads come to them by turn: each goes to whoever of those who fit, are there and have room was given one longest ago. A merchant that somebody talks to already stays with them.')}</p>
      <section className={css.panel} aria-label={t('People')}>
        {!data && [0, 1, 2].map((row) => <div key={row} className={css.person}><Bone width={26} height={26} round /><Bone width="70%" /><Bone width="40%" /></div>)}
        {data?.reviewers.map((person) => (
          <article key={person.userId} className={css.person}>
            <Initials name={person.name} size={28} />
            <div className={css.who}><h2 dir="auto">{person.name}</h2><p className={css.small}>{person.role} · {number(person.open)} {t('open')} {person.open === 1 ? t('lead') : t('leads')}</p></div>
            <div className={css.what}><Takes route={person.route} /><Absence route={person.route} now={now} /></div>
            <p className={`${css.today} num`}><strong>{person.givenToday}</strong>{typeof person.route?.dailyCapacity === 'number' ? t(' of {{dailyCapacity}}', { dailyCapacity: person.route.dailyCapacity }) : ''} {t('today')}</p>
            {(mayEdit || person.userId === me?.id) && (
              <div className={css.rowEnd}>
                {person.userId === me?.id && <Button disabled={away.isPending} onClick={() => away.mutate(!isAway(person.route, now))}>{isAway(person.route, now) ? t('I am back') : t('I am away')}</Button>}
                {mayEdit && <Button onClick={() => setAsked(person)} aria-label={t('Change what {{name}} takes', { name: person.name })}>{t('Change')}</Button>}
                {mayEdit && person.open > 0 && <Button disabled={give.isPending} onClick={() => give.mutate(person)} aria-label={t('Hand over the leads of {{name}}', { name: person.name })} title={t('Gives their open leads to whoever takes such leads by turn')}>{t('Hand over')}</Button>}
              </div>
            )}
          </article>
        ))}
      </section>
      {!mayEdit && data && <p className={css.small}>{t('Admins and leads change what people take. That you are away or back you say yourself.')}</p>}
      {data && <Mix mix={data.mix} mayEdit={mayEdit} />}
      <RouteDialog person={asked} languages={data?.languages ?? []} close={() => setAsked(null)} saving={save.isPending} save={(route) => { if (asked) save.mutate({ person: asked, route }); }} />
    </div>
  );
}

function Takes({ route }: { route: Route | null }) {
  if (!route) return <p>{t('Every card')}<span className={css.small}> {t('· keeps what they accept, gets none by turn')}</span></p>;
  const parts = [
    route.countries.length > 0 ? few(route.countries.map(nameOfCountry)) : null, route.languages.length > 0 ? `speaks ${few(route.languages.map(nameOfLanguage))}` : null,
    route.categories.length > 0 ? few(route.categories) : null, route.minScore > 0 || route.maxScore < 100 ? `score ${route.minScore} to ${route.maxScore}` : null,
  ].filter((part) => part !== null);
  return <p>{parts.length > 0 ? parts.join(' · ') : t('Every card')}<span className={css.small}> · {route.byTurn ? t('takes turns') : t('keeps what they accept, gets none by turn')}</span></p>;
}

const isAway = (route: Route | null, now: number): boolean => Boolean(route?.awayFrom) && new Date(route!.awayFrom!).getTime() <= now && (!route!.awayUntil || new Date(route!.awayUntil).getTime() > now);

function Absence({ route, now }: { route: Route | null; now: number }) {
  if (!route?.awayFrom || (route.awayUntil && new Date(route.awayUntil).getTime() <= now)) return null;
  const until = route.awayUntil ? ` until ${exactly(route.awayUntil)}` : '';
  return <Tag tone="amber">{new Date(route.awayFrom).getTime() <= now ? t('away{{until}}', { until }) : t('away from {{awayFrom}}{{until}}', { awayFrom: exactly(route.awayFrom), until })}</Tag>;
}

/** No category and no marketplace fills a day. */
function Mix({ mix, mayEdit }: { mix: Settings['mix']; mayEdit: boolean }) {
  const client = useQueryClient();
  const [category, setCategory] = useState(String(Math.round(mix.categoryShare * 100)));
  const [source, setSource] = useState(String(Math.round(mix.sourceShare * 100)));
  const [free, setFree] = useState(String(mix.freeCards));
  const save = useMutation({
    mutationFn: () => saveMix({ categoryShare: Number(category) / 100, sourceShare: Number(source) / 100, freeCards: Number(free) }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: settings.queryKey }); toast(t('The mix of a day is saved. It holds from the next card on.')); }, onError: failed,
  });
  const field = (label: string, value: string, set: (value: string) => void, unit: string, least: number, most: number) => (
    <label className={css.mixField}>{label}<span><input type="number" inputMode="numeric" required min={least} max={most} value={value} disabled={!mayEdit} onChange={(event) => set(event.currentTarget.value)} />{unit}</span></label>
  );
  return (
    <form className={css.panel} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <div className={css.mixHead}><h2>{t('The mix of a day')}</h2><p className={css.small}>{t('So that one category, or one marketplace that drifts, cannot fill the queue. When nothing else waits the limit gives way, and the card says so.')}</p></div>
      <div className={css.mix}>
        {field(t('One category, at most'), category, setCategory, t('% of a day’s cards'), 1, 100)}
        {field(t('One marketplace, at most'), source, setSource, t('% of a day’s cards'), 1, 100)}
        {field(t('In any case'), free, setFree, t('cards of each'), 0, 10_000)}
        {mayEdit && <Button type="submit" primary disabled={save.isPending}>{t('Save the mix')}</Button>}
      </div>
    </form>
  );
}
