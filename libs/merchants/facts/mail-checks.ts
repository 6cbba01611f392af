import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import { MailDns, type MailRoute } from './mail-dns.js';
import { isReserved, judgeMailbox, mailDomain, type MailVerdict } from './mail-verdict.js';

/** FEATURES I6. Business days. */
const CHECK_AGAIN_DAYS = 90;
/** After nobody answered. */
const ASK_AGAIN_DAYS = 1;
const BATCH = 200;
/** Domains asked at once. */
const AT_ONCE = 8;

interface Due { id: string; value: string; bounced: boolean }

/** Says of every address what is known of it, and looks again when that has grown old. Writes to nobody. */
@Injectable()
export class MailChecks {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(MailDns) private readonly dns: MailDns) {}

  async anyDue(): Promise<boolean> {
    const [due] = await sql(this.db, `select from contact where check_due_at <= $1 limit 1`, [await this.clock.now()]);
    return due !== undefined;
  }

  /** Checks whatever is due, in short transactions: it may die at any line and loses only the batch. @returns how many addresses. */
  async checkDue(): Promise<number> {
    for (let checked = 0; ;) {
      const now = await this.clock.now();
      const due = await sql<Due>(this.db,
        `select c.id, c.value, c.bounced or exists (select from contact other where other.address_mac = c.address_mac and other.bounced) as bounced
           from contact c where c.check_due_at <= $1 order by c.check_due_at, c.id limit ${BATCH}`, [now]);
      if (due.length === 0) return checked;
      const routes = await this.routes(due);
      const verdicts = due.map((one) => ({ id: one.id, ...judged(one, routes) }));
      const written = await this.db.transaction((tx) => this.write(tx, verdicts, now));
      checked += written;
      if (written === 0) return checked; // others hold all of them; the next bell comes soon
    }
  }

  /** By domain; each is asked once, whatever the number of its addresses. */
  private async routes(due: readonly Due[]): Promise<Map<string, MailRoute>> {
    const domains = [...new Set(due.flatMap((one) => mailDomain(one.value) ?? []))].filter((domain) => !isReserved(domain));
    const routes = new Map<string, MailRoute>();
    const next = domains.values();
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, domains.length) }, async () => {
      for (const domain of next) routes.set(domain, await this.dns.routeTo(domain));
    }));
    return routes;
  }

  /** A bounce that is being written right now is not waited for: its rows are skipped and stay due. */
  private async write(tx: Tx, verdicts: ReadonlyArray<MailVerdict & { id: string; silent: boolean }>, now: Date): Promise<number> {
    const written = await sql(tx,
      `with free as (select id from contact where id = any($1) and check_due_at is not null order by id for update skip locked)
       update contact c set status = said.status, invalid_since = case when said.status = 'invalid' then coalesce(c.invalid_since, $5) end, status_reason = case when c.bounced then c.status_reason else said.reason end, checked_at = $5,
              check_due_at = case when c.bounced then null else $5::timestamptz + said.days * interval '1 day' end
         from free join unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) as said (id, status, reason, days) using (id) where c.id = free.id returning c.id`,
      [verdicts.map((one) => one.id), verdicts.map((one) => one.status), verdicts.map((one) => one.reason), verdicts.map((one) => (one.silent ? ASK_AGAIN_DAYS : CHECK_AGAIN_DAYS)), now]);
    return written.length;
  }
}

function judged(one: Due, routes: ReadonlyMap<string, MailRoute>): MailVerdict & { silent: boolean } {
  const route = routes.get(mailDomain(one.value) ?? '') ?? null;
  return { ...judgeMailbox(one.value, route, one.bounced), silent: route?.kind === 'no-answer' };
}
