import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';
import { changeWhySql } from '#scoring';
import { STAGE_LABELS, type Stage } from './stages.js';

export interface TimelineItem {
  readonly id: string;
  readonly at: Date;
  /** `stage`, `score`, `change` (of a storefront), `note`, or the kind of the activity. */
  readonly kind: string;
  readonly summary: string;
  readonly data: Record<string, unknown>;
}
export interface TimelinePage {
  readonly entries: readonly TimelineItem[];
  /** Hand it back for what is older; null when these are all. */
  readonly nextCursor: string | null;
}

/** What the timeline can be narrowed to, and the kinds of entry behind each word. `mail` stands for every activity that is under no other word: they all come of writing to merchants. */
export const TIMELINE_TYPES = {
  notes: ['note'],
  mails: ['mail'],
  offers: ['offer_accepted', 'offer_declined', 'offer_not_now', 'offer_expired'],
  stages: ['stage'],
  tasks: ['task'],
  people: ['owner', 'hand-over', 'snoozed', 'woke', 'handled'],
  scores: ['score'],
  changes: ['change'],
} as const satisfies Record<string, readonly string[]>;
const NOT_MAIL = [...TIMELINE_TYPES.offers, ...TIMELINE_TYPES.tasks, ...TIMELINE_TYPES.people].map((kind) => `'${kind}'`).join(', ');
export type TimelineType = keyof typeof TIMELINE_TYPES;

/** In the order in which entries of one moment stand. */
const SOURCES = ['activity', 'change', 'move', 'note', 'score'] as const;
type Source = (typeof SOURCES)[number];
interface Cursor { readonly at: string; readonly source: Source; readonly id: string }
interface Row { readonly source: Source; readonly id: string; readonly at: Date; readonly cursor: string; readonly kind: string; readonly summary: string; readonly data: Record<string, unknown> }

const EXACT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
/** Earlier leads of the merchant in the region, and those of merchants that were joined with it, belong to the same story. */
const LEADS = `(select other.id from lead this join lead other on other.merchant_id = this.merchant_id and other.region_id = this.region_id where this.id = $1)`;
const MERCHANTS = `(select this.merchant_id from lead this where this.id = $1 union all select part.id from lead this join merchant part on part.merged_into = this.merchant_id where this.id = $1)`;

/**
 * Each kind of thing from its own table and its own index, cut before they are put together: a page costs the same however long the story is.
 * `id` and `at` name the columns that a branch is ordered by.
 */
const BRANCHES: Readonly<Record<Source, { id: string; at: string; idType: 'bigint' | 'uuid'; text: string }>> = {
  activity: { id: 'a.id', at: 'a.at', idType: 'bigint', text: `select 'activity' as source, a.id::text as id, a.at, a.kind, a.summary, a.data from activity a where a.lead_id in ${LEADS} and ($3::text[] is null or a.kind = any($3) or ('mail' = any($3) and a.kind not in (${NOT_MAIL})))` },
  change: { id: 'c.id', at: 'c.at', idType: 'bigint', text: `
    select 'change' as source, c.id::text as id, c.at, 'change' as kind, s.name || ': ' || c.text as summary, jsonb_build_object('change', c.kind, 'marketplace', s.marketplace, 'runId', c.run_id, 'beforeRunId', c.before_run_id) as data
      from identity_link link join storefront s on s.id = link.storefront_id join change_signal c on c.storefront_id = s.id
     where link.unlinked_at is null and link.merchant_id = (select this.merchant_id from lead this where this.id = $1) and ($3::text[] is null or 'change' = any($3))` },
  move: { id: 'mv.id', at: 'mv.at', idType: 'bigint', text: `
    select 'move' as source, mv.id::text as id, mv.at, 'stage' as kind, mv.why as summary,
           jsonb_build_object('from', mv.from_stage, 'to', mv.to_stage, 'by', mv.by_kind, 'userId', mv.by_user_id, 'user', (select name from app_user where id = mv.by_user_id), 'why', mv.why) as data
      from stage_move mv where mv.lead_id in ${LEADS} and ($3::text[] is null or 'stage' = any($3))` },
  note: { id: 'n.id', at: 'n.created_at', idType: 'uuid', text: `
    select 'note' as source, n.id::text as id, n.created_at as at, 'note' as kind, n.body as summary,
           jsonb_build_object('noteId', n.id, 'version', n.version, 'authorId', n.author_id, 'author', (select name from app_user where id = n.author_id), 'editedAt', n.edited_at,
             'mentions', coalesce((select jsonb_agg(jsonb_build_object('id', user_id, 'label', label) order by label) from note_mention where note_id = n.id), '[]')) as data
      from note n where n.lead_id in ${LEADS} and n.deleted_at is null and ($3::text[] is null or 'note' = any($3))` },
  score: { id: 'sc.id', at: 'sc.at', idType: 'bigint', text: `
    select 'score' as source, sc.id::text as id, sc.at, 'score' as kind, told.why as summary, jsonb_build_object('from', sc.from_score, 'to', sc.to_score, 'why', told.why) as data
      from score_change sc cross join lateral (select ${changeWhySql('sc')} as why) told where sc.merchant_id in ${MERCHANTS} and ($3::text[] is null or 'score' = any($3))` },
};

/** Everything that happened to a lead, newest first, a page at a time. */
@Injectable()
export class LeadTimeline {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /**
   * One statement a page. @param types only these; empty: all. @param cursor of the page before; an unreadable one is the beginning. @param limit 1 to 100.
   */
  async page(leadId: string, types: readonly TimelineType[] = [], cursor: string | null = null, limit = 30): Promise<TimelinePage> {
    const kinds = types.length > 0 ? types.flatMap((type) => TIMELINE_TYPES[type] as readonly string[]) : null;
    const below = cursor === null ? null : readCursor(cursor);
    const branches = SOURCES.map((source) => {
      const { id, at, text } = BRANCHES[source];
      return `(${text}${below ? ` and ${after(source, below)}` : ''} order by ${at} desc, ${id} desc limit $2)`;
    });
    const rows = await sql<Row>(this.db,
      `select *, to_char(at at time zone 'UTC', ${EXACT}) as cursor from (${branches.join(' union all ')}) story order by at desc, source, case when source = 'note' then id else lpad(id, 20, '0') end desc limit $2`,
      [leadId, limit + 1, kinds, ...(below ? [below.at, below.id] : [])]);
    const entries = rows.slice(0, limit);
    const last = entries.at(-1);
    return {
      entries: entries.map(({ source, id, at, kind, summary, data }) => ({ id: `${source}-${id}`, at, kind, summary: wording(source, summary, data), data })),
      nextCursor: rows.length > limit && last ? Buffer.from(`${last.cursor} ${last.source} ${last.id}`).toString('base64url') : null,
    };
  }
}

/** What of a branch comes after the cursor: $4 is its moment, $5 its id, which counts in its own branch alone. */
function after(source: Source, cursor: Cursor): string {
  const { id, at, idType } = BRANCHES[source];
  if (source === cursor.source) return `(${at}, ${id}) < ($4::timestamptz, $5::text::${idType})`;
  return `${at} ${source > cursor.source ? '<=' : '<'} $4::timestamptz and $5::text is not null`;
}

/** @returns null for anything that {@link LeadTimeline.page} did not write. */
function readCursor(text: string): Cursor | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (activity|change|move|score|note) (\d{1,18}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(text, 'base64url').toString());
  if (!match || (match[2] === 'note') !== match[3]!.includes('-')) return null;
  return { at: match[1]!, source: match[2] as Source, id: match[3]! };
}

function wording(source: Source, summary: string, data: Record<string, unknown>): string {
  if (source === 'score') return data['from'] === null ? `Score ${String(data['to'])}: ${summary}` : `Score ${String(data['from'])} → ${String(data['to'])}: ${summary}`;
  if (source !== 'move') return summary;
  const to = STAGE_LABELS[data['to'] as Stage];
  return data['from'] === null ? `${to}: ${summary}` : `${STAGE_LABELS[data['from'] as Stage]} → ${to}: ${summary}`;
}
