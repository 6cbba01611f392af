import { sql, type Tx } from '#platform';

/** Who else has the lead of a claim in front of them, and where the lead stands. `holder` null: nobody. */
export async function whereabouts(tx: Tx, claimId: string): Promise<{ holder: string | null; holderId: string | null; stage?: string; version?: number }> {
  const [row] = await sql<{ holder: string | null; holderId: string | null; stage: string; version: number }>(tx,
    `select u.name as holder, u.id as "holderId", l.stage, l.version from review_claim mine join lead l on l.id = mine.lead_id
       left join review_claim held on held.lead_id = mine.lead_id and held.id <> mine.id and held.ended_at is null and held.expires_at > clock_timestamp()
       left join app_user u on u.id = held.user_id where mine.id = $1`, [claimId]);
  return row ?? { holder: null, holderId: null };
}
