import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';

/** How long a host is left alone after it showed us the door; after the last of these a person decides (FEATURES S7). Machine time. */
const COOL_DOWN_HOURS = [6, 24] as const;
/** A host that has been friendly for so long begins anew. */
const FORGOTTEN_AFTER_DAYS = 7;

/** SQL: the circuit of `host` is open, and since when and why. */
export const circuitIsOpen = (host: string): string => `exists (select from host_circuit hc where hc.host = ${host} and (hc.open_until is null or hc.open_until > clock_timestamp()))`;

/** Hosts that are left alone. A block is answered by silence, never by another way in. */
@Injectable()
export class Circuits {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  /** The host blocked a run. @returns until when it is left alone; null: until a person closes the circuit. */
  async open(tx: Tx, host: string, runId: string, reason: string): Promise<Date | null> {
    const [row] = await sql<{ until: Date | null }>(tx,
      `insert into host_circuit as known (host, level, open_until, reason, run_id) values ($1, 0, clock_timestamp() + $4 * interval '1 hour', $3, $2)
       on conflict (host) do update set
         level = case when known.opened_at < clock_timestamp() - $6 * interval '1 day' then 0 else least(2, known.level + 1) end,
         open_until = case when known.opened_at < clock_timestamp() - $6 * interval '1 day' then clock_timestamp() + $4 * interval '1 hour'
                           when known.level = 0 then clock_timestamp() + $5 * interval '1 hour' end,
         reason = excluded.reason, run_id = excluded.run_id, opened_at = clock_timestamp()
       where known.run_id is distinct from excluded.run_id
       returning open_until as until`, [host, runId, reason, ...COOL_DOWN_HOURS, FORGOTTEN_AFTER_DAYS]);
    return row?.until ?? null;
  }

  /** A person lets the host be asked again. @returns whether it was open. */
  async close(tx: Tx, host: string, userId: string): Promise<boolean> {
    const closed = await sql<{ reason: string }>(tx, `update host_circuit set open_until = clock_timestamp(), level = 0 where host = $1 and (open_until is null or open_until > clock_timestamp()) returning reason`, [host]);
    if (closed.length > 0) await this.audit.record(tx, { userId, action: 'circuit.closed', subject: host, before: closed[0] });
    return closed.length > 0;
  }

  /** A run of the host went well: the next block is a first one again. */
  async wentWell(tx: Tx, host: string): Promise<void> {
    await sql(tx, `delete from host_circuit where host = $1`, [host]);
  }

  /** @returns null while the host may be asked. */
  async of(host: string): Promise<{ level: number; openUntil: Date | null; reason: string } | null> {
    const [row] = await sql<{ level: number; openUntil: Date | null; reason: string }>(this.db,
      `select level, open_until as "openUntil", reason from host_circuit where host = $1 and (open_until is null or open_until > clock_timestamp())`, [host]);
    return row ?? null;
  }
}
