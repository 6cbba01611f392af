import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';
import { TooManyTries } from './access.errors.js';

const TRIES = 10;
const WINDOW_MINUTES = 15;

/**
 * Counts failures per account and per network address, in machine time. A try is counted before it is judged: a hundred
 * guesses that are sent at once are no more than ten (ASVS 6.3.1).
 */
@Injectable()
export class Tries {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /**
   * Books a try. @returns `succeeded`: the account starts anew, the address loses this try alone; `takeBack`: as if it had not been
   * made (a right password that still lacks its code must not give the guesser of codes a fresh start).
   * @throws TooManyTries after {@link TRIES} failures in {@link WINDOW_MINUTES} minutes for the account or the address.
   */
  async book(account: string, address: string): Promise<{ succeeded: () => Promise<void>; takeBack: () => Promise<void> }> {
    const booked = await sql<{ id: number }>(this.db, `insert into sign_in_failure (subject) values ($1), ($2) returning id`, [account, address]);
    const ids = booked.map(({ id }) => id);
    const blocked = await sql<{ wait_s: number }>(this.db,
      `select ceil(extract(epoch from min(at) + $3 * interval '1 minute' - clock_timestamp()))::int as wait_s
         from sign_in_failure where subject = any($1) and at > clock_timestamp() - $3 * interval '1 minute' and id <> all($4)
        group by subject having count(*) >= $2`, [[account, address], TRIES, WINDOW_MINUTES, ids]);
    const takeBack = async (): Promise<void> => { await sql(this.db, `delete from sign_in_failure where id = any($1)`, [ids]); };
    if (blocked.length > 0) {
      await takeBack();
      const waitS = Math.max(1, ...blocked.map((row) => row.wait_s));
      throw new TooManyTries(`Too many sign-ins failed. Try again in ${Math.ceil(waitS / 60)} minutes.`, { retryAfterSeconds: waitS });
    }
    return { takeBack, succeeded: async () => { await sql(this.db, `delete from sign_in_failure where subject = $1 or id = any($2)`, [account, ids]); } };
  }
}
