import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { sql, type Tx } from './database.js';
import { LOGGER } from './tokens.js';

/** Something that happened, in the past tense, owned by the room that publishes it. Payloads are ids. */
export interface DomainEvent<Payload extends object = object> {
  readonly name: string;
  readonly payload: Payload;
}
export interface EventType<Payload extends object> {
  (payload: Payload): DomainEvent<Payload>;
  readonly eventName: string;
}

/** `const LeadQueued = defineEvent<{ leadId: string }>()('leads.lead-queued')` */
export const defineEvent = <Payload extends object>() => (name: `${string}.${string}`): EventType<Payload> =>
  Object.assign((payload: Payload): DomainEvent<Payload> => ({ name, payload }), { eventName: name });

/** What a listener may do beside writing through `tx`: ring a bell once the transaction is safe. */
export interface Delivery {
  /** Runs after the commit; may be lost in a crash, so it may only wake somebody whom the sweep would wake too. */
  afterCommit(action: () => Promise<void>): void;
}
type Handler = (tx: Tx, payload: never, delivery: Delivery) => Promise<void>;

/** Who wants to hear of what. Rooms subscribe at boot; the publisher never knows. */
@Injectable()
export class Listeners {
  private readonly handlers = new Map<string, Array<{ room: string; handle: Handler }>>();

  /** `handle` runs in the transaction that takes the event off the outbox: its writes happen exactly once. */
  on<Payload extends object>(event: EventType<Payload>, room: string, handle: (tx: Tx, payload: Payload, delivery: Delivery) => Promise<void>): void {
    const list = this.handlers.get(event.eventName) ?? [];
    list.push({ room, handle: handle as Handler });
    this.handlers.set(event.eventName, list);
  }

  of(name: string): ReadonlyArray<{ room: string; handle: Handler }> {
    return this.handlers.get(name) ?? [];
  }
}

/** Saves an event with the fact it tells of. */
@Injectable()
export class Outbox {
  /** Part of the caller's transaction: either the fact and its event are there, or neither. One wake-up a transaction at most. */
  async publish(tx: Tx, ...events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    await sql(tx, `insert into outbox (event, payload) select * from unnest($1::text[], $2::jsonb[])`,
      [events.map((event) => event.name), events.map((event) => JSON.stringify(event.payload))]);
    await sql(tx, `select pg_notify('beckon_outbox', '')`);
  }
}

const MAX_ATTEMPTS = 12;

/**
 * Hands events over, oldest first, each in a transaction of its own together with everything its listeners write.
 * A listener that fails rolls its event back; it is tried again later (machine time) and kept as dead after {@link MAX_ATTEMPTS}.
 */
@Injectable()
export class Relay {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Delivers until nothing is due. Safe to run in several processes at once: a taken event is skipped. */
  async drain(): Promise<number> {
    let delivered = 0;
    for (;;) {
      const outcome = await this.deliverOne();
      if (outcome === 'empty') return delivered;
      if (outcome === 'delivered') delivered++;
    }
  }

  private async deliverOne(): Promise<'delivered' | 'failed' | 'empty'> {
    const after: Array<() => Promise<void>> = [];
    let taken: { id: number; event: string; attempts: number } | undefined;
    try {
      const found = await this.db.transaction(async (tx) => {
        const [row] = await sql<{ id: number; event: string; payload: object; attempts: number }>(tx,
          `select id, event, payload, attempts from outbox where not dead and next_try_at <= clock_timestamp() order by id limit 1 for update skip locked`);
        if (!row) return false;
        taken = row;
        for (const { handle } of this.listeners.of(row.event)) await handle(tx, row.payload as never, { afterCommit: (action) => void after.push(action) });
        await sql(tx, `delete from outbox where id = $1`, [row.id]);
        return true;
      });
      if (!found) return 'empty';
    } catch (error) {
      if (!taken) throw error;
      await this.postpone(taken, error);
      return 'failed';
    }
    for (const action of after) await action().catch((error: unknown) => this.log.warn({ err: error, event: taken?.event }, 'a bell did not ring; the sweep will ring it'));
    return 'delivered';
  }

  private async postpone(event: { id: number; event: string; attempts: number }, error: unknown): Promise<void> {
    const attempts = event.attempts + 1;
    const waitMs = Math.min(60_000, 200 * 2 ** attempts);
    this.log.error({ err: error, event: event.event, outboxId: event.id, attempts }, 'an event could not be handled');
    await sql(this.db, `update outbox set attempts = $2, dead = $3, last_error = $4, next_try_at = clock_timestamp() + $5 * interval '1 millisecond' where id = $1`,
      [event.id, attempts, attempts >= MAX_ATTEMPTS, String(error instanceof Error ? error.stack : error).slice(0, 4000), waitMs]);
  }
}
