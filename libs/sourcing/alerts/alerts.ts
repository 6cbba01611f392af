import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER, sql, type Tx } from '#platform';
import type { AlertKind } from './alert.entity.js';
import { NOTIFIER, type Notice, type Notifier } from './notifier.port.js';

const TITLES: Readonly<Record<AlertKind, string>> = {
  missed: 'a run was missed', stuck: 'a run takes far too long', failed: 'a run failed', quarantined: 'a run is in quarantine', blocked: 'the site showed us the door',
  robots: 'robots.txt stopped it', silent: 'a run went well but brought less', review: 'its permission is due for review', mode: 'its pages are fetched in the wrong way',
};

/** One incident of a source is told once, and once more when it is over. */
@Injectable()
export class Alerts {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(LOGGER) private readonly log: Logger, @Optional() @Inject(NOTIFIER) private readonly notifier: Notifier | null = null) {}

  /** Opens an incident; while one of its kind is open for the source, nothing changes. */
  async open(tx: Tx, alert: { readonly sourceId: string; readonly kind: AlertKind; readonly runId: string | null; readonly text: string }): Promise<void> {
    await sql(tx, `insert into alert (source_id, kind, run_id, text) values ($1, $2, $3, $4) on conflict (source_id, kind) where recovered_at is null do nothing`, [alert.sourceId, alert.kind, alert.runId, alert.text]);
  }

  /** What was wrong is over. @param kinds default: every incident of the source. */
  async recover(tx: Tx, sourceId: string, text: string, kinds?: readonly AlertKind[]): Promise<void> {
    await sql(tx, `update alert set recovered_at = clock_timestamp(), recovery_text = $2 where source_id = $1 and recovered_at is null and ($3::text[] is null or kind = any($3))`, [sourceId, text, kinds ?? null]);
  }

  /**
   * Tells what has not been told. The row is marked before it is told: a process that dies in between tells one time less, never one more.
   * What could not be told is unmarked and tried again. @returns how much was told.
   */
  async tellDue(): Promise<number> {
    let told = 0;
    for (const [event, mark, since] of [['opened', 'notified_at', 'opened_at'], ['recovered', 'recovery_notified_at', 'recovered_at']] as const) {
      const due = await sql<Omit<Notice, 'event' | 'subject' | 'text' | 'at'> & { text: string; recovery: string | null; at: Date }>(this.db,
        `update alert a set ${mark} = clock_timestamp() from source s
         where s.id = a.source_id and a.id in (select id from alert where ${mark} is null and ${since} is not null ${event === 'recovered' ? 'and notified_at is not null' : ''} order by ${since} limit 50 for update skip locked)
         returning a.id as "alertId", a.kind, a.source_id as "sourceId", s.name as source, a.run_id as "runId", a.text, a.recovery_text as recovery, a.${since} as at`);
      for (const { text, recovery, at, ...rest } of due) {
        const notice: Notice = { ...rest, event, at: at.toISOString(), subject: `${rest.source}: ${event === 'opened' ? TITLES[rest.kind] : 'recovered'}`, text: event === 'opened' ? text : `${recovery ?? 'It is over.'} What was wrong: ${text}` };
        try {
          if (this.notifier) await this.notifier.tell(notice);
          this.log.warn({ alert: notice.alertId, kind: notice.kind, source: notice.source, event }, notice.text);
          told++;
        } catch (error) {
          this.log.error({ err: error, alert: notice.alertId }, 'an alert could not be told; it is tried again');
          await sql(this.db, `update alert set ${mark} = null where id = $1`, [notice.alertId]);
        }
      }
    }
    return told;
  }
}
