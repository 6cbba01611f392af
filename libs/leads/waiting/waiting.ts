import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import type { Stage } from '../stages.js';
import { endOfDay } from '../tasks/local-time.js';
import { TASK, type TaskView } from '../tasks/tasks.js';
import { HAND_OVER, type HandOverView } from './hand-over-requests.js';

/** A lead in one line. */
export interface LeadLine {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly stage: Stage;
  readonly version: number;
}
interface OfLead { readonly lead: LeadLine }
/** A merchant who wrote and waits. `mine` false: nobody has the lead. */
export interface WaitingReply extends OfLead { readonly since: Date; readonly text: string; readonly mine: boolean }
export interface WaitingTask extends OfLead { readonly task: TaskView }
export interface WaitingMention extends OfLead { readonly noteId: string; readonly by: string; readonly text: string; readonly at: Date }
export interface WaitingHandOver extends OfLead { readonly request: HandOverView }
/** What came of the person's own request. */
export interface HandOverAnswer extends OfLead { readonly id: string; readonly state: 'accepted' | 'declined' | 'expired'; readonly by: string | null; readonly answer: string; readonly at: Date }
/** A lead that slept, and why it is back. */
export interface WaitingBack extends OfLead { readonly since: Date; readonly byKind: 'person' | 'merchant' | 'rule' | 'system'; readonly by: string | null; readonly note: string }

export interface WaitingCounts {
  readonly replies: number;
  /** Due today or earlier. */
  readonly tasks: number;
  readonly overdue: number;
  readonly mentions: number;
  readonly handOvers: number;
  readonly answers: number;
  readonly back: number;
}
export interface WaitingLists {
  readonly replies: WaitingReply[];
  readonly tasks: WaitingTask[];
  readonly mentions: WaitingMention[];
  readonly handOvers: WaitingHandOver[];
  readonly answers: HandOverAnswer[];
  readonly back: WaitingBack[];
}

const LEAD = `json_build_object('id', l.id, 'name', m.name, 'score', l.score, 'stage', l.stage, 'version', l.version) as lead`;
const MERCHANT = `join merchant m on m.id = l.merchant_id`;
/** $1 is the person, $2 the end of their day or now. Each walks a partial index of what is open, however much was done before. */
const WHERE = {
  replies: `lead l where l.waits_since is not null and l.closed_at is null and (l.owner_id = $1 or l.owner_id is null)`,
  tasks: `task t where t.owner_id = $1 and t.done_at is null and t.cancelled_at is null and t.due_at < $2::timestamptz`,
  mentions: `note_mention mn where mn.user_id = $1 and mn.seen_at is null`,
  handOvers: `hand_over_request h where h.state = 'open' and h.asked_by <> $1 and (select owner_id from lead where id = h.lead_id) = $1`,
  answers: `hand_over_request h where h.asked_by = $1 and h.seen_at is null and h.state in ('accepted', 'declined', 'expired')`,
  back: `lead_snooze z where z.woke_at is not null and z.ended_at is null and (select coalesce(owner_id, z.by_user_id) = $1 and closed_at is null from lead where id = z.lead_id)`,
} as const;

/** What waits for one person, oldest first. Reads only. */
@Injectable()
export class Waiting {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** The zone of a person's day: their own, else the workspace's, else UTC. */
  async zoneOf(on: Tx | DataSource, userId: string): Promise<string> {
    const [row] = await sql<{ zone: string }>(on, `select coalesce((select zone from digest_setting where user_id = $1), (select zone from workspace), 'UTC') as zone`, [userId]);
    return row!.zone;
  }

  /** One statement. */
  async counts(userId: string, zone: string): Promise<WaitingCounts> {
    const now = await this.clock.now();
    const count = (what: keyof typeof WHERE): string => `(select count(*) from ${WHERE[what]})::int as "${what}"`;
    const [row] = await sql<WaitingCounts>(this.db,
      `select ${(Object.keys(WHERE) as Array<keyof typeof WHERE>).map(count).join(', ')}, (select count(*) from task t where t.owner_id = $1 and t.done_at is null and t.cancelled_at is null and t.due_at < $3)::int as overdue`,
      [userId, endOfDay(now, zone), now]);
    return row!;
  }

  /** @param most of each list. */
  async lists(userId: string, zone: string, most = 8): Promise<WaitingLists> {
    const end = endOfDay(await this.clock.now(), zone);
    const read = <Row>(text: string, ...more: unknown[]): Promise<Row[]> => sql<Row>(this.db, `${text} limit ${most}`, [userId, ...more]);
    const [replies, tasks, mentions, handOvers, answers, back] = await Promise.all([
      read<WaitingReply>(
        `select ${LEAD}, l.waits_since as since, coalesce(l.owner_id = $1, false) as mine,
                coalesce((select a.summary from activity a where a.lead_id = l.id and a.kind = 'reply' order by a.at desc, a.id desc limit 1), '') as text
           from (select l.* from ${WHERE.replies} order by l.owner_id is null, l.waits_since, l.id limit ${most}) l ${MERCHANT} order by l.owner_id is null, l.waits_since, l.id`),
      read<WaitingTask & TaskView>(`select ${LEAD}, ${TASK} from (select t.* from ${WHERE.tasks} order by t.due_at, t.id limit ${most}) t join lead l on l.id = t.lead_id ${MERCHANT} order by t.due_at, t.id`, end),
      read<WaitingMention>(
        `select ${LEAD}, n.id as "noteId", (select name from app_user where id = n.author_id) as by, n.body as text, mn.at
           from (select mn.* from ${WHERE.mentions} order by mn.at desc limit ${most}) mn join note n on n.id = mn.note_id join lead l on l.id = n.lead_id ${MERCHANT} order by mn.at desc`),
      read<WaitingHandOver & HandOverView>(`select ${LEAD}, ${HAND_OVER} from (select h.* from ${WHERE.handOvers} order by h.asked_at, h.id limit ${most}) h join lead l on l.id = h.lead_id ${MERCHANT} order by h.asked_at, h.id`),
      read<HandOverAnswer>(
        `select ${LEAD}, h.id, h.state, (select name from app_user where id = h.answered_by) as by, h.answer, h.answered_at as at
           from (select h.* from ${WHERE.answers} order by h.answered_at desc limit ${most}) h join lead l on l.id = h.lead_id ${MERCHANT} order by h.answered_at desc`),
      read<WaitingBack>(
        `select ${LEAD}, z.woke_at as since, z.by_kind as "byKind", (select name from app_user where id = z.by_user_id) as by, z.note
           from (select z.* from ${WHERE.back} order by z.woke_at, z.id limit ${most}) z join lead l on l.id = z.lead_id ${MERCHANT} order by z.woke_at, z.id`),
    ]);
    return {
      replies, mentions, answers, back,
      tasks: tasks.map(({ lead, ...task }) => ({ lead, task })),
      handOvers: handOvers.map(({ lead, ...request }) => ({ lead, request })),
    };
  }
}
