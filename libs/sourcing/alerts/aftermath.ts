import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { Circuits } from '../circuits.js';
import { hostOfSource } from '../host-of-source.js';
import type { Gate } from '../quarantine/gate.js';
import { RobotsFiles } from '../robots-files.js';
import { FINAL_RUN_STATES, type RunState } from '../run-states.js';
import { ALERT_KINDS } from './alert.entity.js';
import { Alerts } from './alerts.js';
import { ModeWatch } from './mode-watch.js';

/** Waiting so long is as good as missed. */
const NOT_STARTED_MINUTES = 10;
/** Of the median of the last good runs. */
const STUCK_TIMES = 3;
const STUCK_LEAST_S = 60;
/** Incidents that a good run ends; the others end when what they say is no longer so. */
const ENDED_BY_A_GOOD_RUN = ALERT_KINDS.filter((kind) => kind !== 'review' && kind !== 'mode');

interface Ended { readonly id: string; readonly sourceId: string; readonly name: string; readonly host: string; readonly origin: string; readonly state: RunState; readonly reason: string | null; readonly gates: Gate[] | null; readonly decision: string | null; readonly started: boolean; readonly later: boolean }

/** Sees to the end of every run exactly once, from its row: leaves a host alone that blocked us, tells people what is wrong, and when it is over. */
@Injectable()
export class Aftermath {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Alerts) private readonly alerts: Alerts, @Inject(Circuits) private readonly circuits: Circuits, @Inject(RobotsFiles) private readonly robots: RobotsFiles, @Inject(ModeWatch) private readonly modes: ModeWatch) {}

  /** @param runId only this one. @returns how many runs were seen to. */
  async settle(runId: string | null = null): Promise<number> {
    return this.db.transaction(async (tx) => {
      const ended = await sql<Ended>(tx,
        `select r.id, r.source_id as "sourceId", s.name, ${hostOfSource('s')} as host, regexp_replace(s.entries->0->>'url', '^(https?://[^/]+).*$', '\\1') as origin, r.state, r.reason, r.gates, r.decision, r.started_at is not null as started,
                exists (select from run o where o.source_id = r.source_id and o.queued_at > r.queued_at and o.state in ('ok', 'ok_with_warnings')) as later
         from run r join source s on s.id = r.source_id where r.settled_at is null and r.state = any($1) and ($2::uuid is null or r.id = $2) order by r.finished_at nulls first limit 100 for update of r skip locked`, [FINAL_RUN_STATES, runId]);
      for (const run of ended) await this.see(tx, run);
      await sql(tx, `update run set settled_at = clock_timestamp() where id = any($1)`, [ended.map(({ id }) => id)]);
      return ended.length;
    });
  }

  /** Runs that should have started, and runs that should have ended. */
  async watch(): Promise<void> {
    const late = await sql<{ id: string; source_id: string; name: string }>(this.db,
      `select r.id, r.source_id, s.name from run r join source s on s.id = r.source_id where r.state = 'queued' and r.trigger = 'schedule' and r.started_at is null and r.queued_at < clock_timestamp() - $1 * interval '1 minute'`, [NOT_STARTED_MINUTES]);
    const stuck = await sql<{ id: string; source_id: string; name: string; minutes: number; usual: number }>(this.db,
      `select r.id, r.source_id, s.name, round(extract(epoch from clock_timestamp() - r.started_at) / 60)::int as minutes, u.seconds / 60 as usual
       from run r join source s on s.id = r.source_id
       cross join lateral (select percentile_cont(0.5) within group (order by extract(epoch from g.finished_at - g.started_at)) as seconds
                           from (select finished_at, started_at from run o where o.source_id = r.source_id and o.state in ('ok', 'ok_with_warnings') order by o.queued_at desc limit 7) g) u
       where r.state = 'running' and u.seconds is not null and extract(epoch from clock_timestamp() - r.started_at) > greatest($1, u.seconds * $2)`, [STUCK_LEAST_S, STUCK_TIMES]);
    await this.db.transaction(async (tx) => {
      for (const { id, source_id, name } of late) await this.alerts.open(tx, { sourceId: source_id, kind: 'missed', runId: id, text: `A run of ${name} was due and has not started for ${NOT_STARTED_MINUTES} minutes. Is a worker running, and is its host free?` });
      for (const { id, source_id, name, minutes, usual } of stuck) await this.alerts.open(tx, { sourceId: source_id, kind: 'stuck', runId: id, text: `A run of ${name} has been under way for ${minutes} minutes; the last good ones took ${Math.max(1, Math.round(usual))}. It is stopped at its limit.` });
    });
  }

  private async see(tx: Tx, run: Ended): Promise<void> {
    const tell = (kind: Parameters<Alerts['open']>[1]['kind'], text: string): Promise<void> => this.alerts.open(tx, { sourceId: run.sourceId, kind, runId: run.id, text });
    switch (run.state) {
      case 'ok': case 'ok_with_warnings': {
        const less = (run.gates ?? []).filter((gate) => gate.warning && gate.gate === 'coverage').map(({ text }) => text);
        await this.circuits.wentWell(tx, run.host);
        await this.alerts.recover(tx, run.sourceId, `A run of ${run.name} went well.`, less.length > 0 ? ENDED_BY_A_GOOD_RUN.filter((kind) => kind !== 'silent') : ENDED_BY_A_GOOD_RUN);
        await this.modes.look(tx, run, true);
        if (less.length > 0) await tell('silent', `A run of ${run.name} was accepted, but ${less.join('; ')}.`);
        return;
      }
      case 'blocked': {
        if (!run.started || run.later) return;
        const until = await this.circuits.open(tx, run.host, run.id, run.reason ?? 'blocked');
        return tell('blocked', `${run.reason ?? 'The site blocked us.'} ${run.host} is left alone ${until ? `until ${until.toISOString().slice(0, 16)}Z` : 'until a person closes the circuit'}.`);
      }
      case 'stopped_by_robots': {
        const diff = await this.robots.diff(run.origin, tx);
        const changes = diff?.lines.filter((line) => !line.startsWith('  ')) ?? [];
        return tell('robots', `${run.reason ?? 'robots.txt forbids it.'}${changes.length > 0 ? `\n\nrobots.txt changed:\n${changes.slice(0, 50).join('\n')}` : ''}`);
      }
      case 'quarantined':
        await this.modes.look(tx, run, false);
        return tell('quarantined', `A run of ${run.name} waits for a person: ${run.reason ?? 'a gate failed'}. Scores and mails stand on the last good run.`);
      case 'missed': return run.later ? undefined : tell('missed', `A run of ${run.name} was missed. ${run.reason ?? ''}`);
      case 'failed':
        if (run.decision === 'rejected') return this.alerts.recover(tx, run.sourceId, 'A person rejected the run.', ['quarantined']);
        if (run.later) return;
        await this.modes.look(tx, run, false);
        return tell('failed', `A run of ${run.name} failed. ${run.reason ?? ''}`);
      case 'timed_out': return run.later ? undefined : tell('failed', `A run of ${run.name} was stopped. ${run.reason ?? ''}`);
      default:
    }
  }
}
