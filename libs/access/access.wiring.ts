import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sweep } from '#platform';

/** What this room forgets, and when; only the worker wires it. All of it is machine time. */
const FORGOTTEN = [
  `delete from idempotency_key where expires_at < clock_timestamp()`,
  `delete from session where expires_at < clock_timestamp() or last_seen_at < clock_timestamp() - interval '24 hours'`,
  `delete from sign_in_failure where at < clock_timestamp() - interval '1 day'`,
  `delete from identity_attempt where expires_at < clock_timestamp()`,
];

@Injectable()
export class AccessWiring {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Sweep) private readonly sweep: Sweep) {}

  wire(): void {
    this.sweep.every(10 * 60_000, 'access: what has run out', () => this.forget());
  }

  async forget(): Promise<void> {
    for (const statement of FORGOTTEN) await this.db.query(statement);
  }
}
