import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from './database.js';

const TTL_MS = 9_000;
const BEAT_MS = 3_000;

/**
 * Tells the others that this process lives. Work claimed under an instance whose lease has run out (machine time) was
 * left behind by a dead process and may be settled by anybody.
 */
@Injectable()
export class InstanceLease implements OnApplicationShutdown {
  /** Identity of this process's life: a restarted process is another instance. */
  readonly id = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** Must be awaited before anything is claimed under {@link id}. */
  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat().catch(() => undefined), BEAT_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await sql(this.db, `delete from instance_lease where holder = $1`, [this.id]).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    await sql(this.db,
      `insert into instance_lease (holder, expires_at) values ($1, clock_timestamp() + $2 * interval '1 millisecond')
       on conflict (holder) do update set expires_at = excluded.expires_at`, [this.id, TTL_MS]);
  }
}

/** SQL condition: true where `column` names an instance that is dead. */
export const instanceIsDead = (column: string): string =>
  `not exists (select from instance_lease alive where alive.holder = ${column} and alive.expires_at > clock_timestamp())`;
