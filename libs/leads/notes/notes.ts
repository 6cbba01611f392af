import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { LeadNotFound } from '../leads.errors.js';
import { NoteChanged, NoteNotFound, NoteNotYours } from './notes.errors.js';

export interface NoteView {
  readonly id: string;
  readonly leadId: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly mentions: ReadonlyArray<{ readonly id: string; readonly label: string }>;
  readonly version: number;
  readonly at: Date;
  readonly editedAt: Date | null;
}
export interface NoteWritten {
  readonly text: string;
  /** People who are named in the text as `@` and their name; who is not named there, or is not here any more, is left out. */
  readonly mentions: readonly string[];
  readonly userId: string;
}

/** Columns of a note, from `note n`, as {@link NoteView}. */
export const NOTE = `
  n.id, n.lead_id as "leadId", json_build_object('id', n.author_id, 'name', (select name from app_user where id = n.author_id)) as author, n.body as text, n.version, n.created_at as at, n.edited_at as "editedAt",
  coalesce((select json_agg(json_build_object('id', user_id, 'label', label) order by label) from note_mention where note_id = n.id), '[]') as mentions`;

/** Notes on leads. A note is its author's: others read it. */
@Injectable()
export class Notes {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit, @Inject(LeadNews) private readonly news: LeadNews) {}

  /** Writes a note down. The same id again changes nothing. @param id made by who writes. @throws LeadNotFound, NoteChanged when the id is another note's */
  async add(tx: Tx, { id, leadId, text, mentions, userId }: NoteWritten & { id: string; leadId: string }): Promise<NoteView> {
    const [lead] = await sql(tx, `select from lead where id = $1`, [leadId]);
    if (!lead) throw new LeadNotFound('There is no such lead.', { leadId });
    const now = await this.clock.now(tx);
    const added = await sql(tx, `insert into note (id, lead_id, author_id, body, created_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing returning id`, [id, leadId, userId, text, now]);
    if (added.length > 0) {
      await this.mention(tx, id, text, mentions, userId, now);
      this.news.changed(tx, [leadId]);
    }
    const note = await this.find(tx, id);
    if (note.leadId !== leadId || note.author.id !== userId) throw new NoteChanged('This note exists already. Write it again.', { version: note.version });
    return note;
  }

  /** Words it anew; what it said before goes to the audit log. Whoever is named for the first time is told. @throws NoteNotFound, NoteNotYours, NoteChanged */
  async edit(tx: Tx, { id, version, text, mentions, userId }: NoteWritten & { id: string; version: number }): Promise<NoteView> {
    const before = await this.take(tx, id, version, userId);
    const now = await this.clock.now(tx);
    if (before.text !== text) {
      await sql(tx, `update note set body = $2, version = version + 1, edited_at = $3 where id = $1`, [id, text, now]);
      await this.audit.record(tx, { userId, action: 'note.edited', subject: `note:${id}`, before: { text: before.text }, after: { text } });
    }
    await sql(tx, `delete from note_mention where note_id = $1 and user_id <> all($2::uuid[])`, [id, mentions]);
    await this.mention(tx, id, text, mentions, userId, now);
    this.news.changed(tx, [before.leadId]);
    return this.find(tx, id);
  }

  /** Takes it off the lead; its words stay in the audit log alone. Deleting it again changes nothing. @throws NoteNotFound, NoteNotYours, NoteChanged */
  async remove(tx: Tx, { id, version, userId }: { id: string; version: number; userId: string }): Promise<void> {
    const [gone] = await sql(tx, `select from note where id = $1 and author_id = $2 and deleted_at is not null`, [id, userId]);
    if (gone) return;
    const before = await this.take(tx, id, version, userId);
    await sql(tx, `delete from note_mention where note_id = $1`, [id]);
    await sql(tx, `update note set body = '', version = version + 1, deleted_at = $2 where id = $1`, [id, await this.clock.now(tx)]);
    await this.audit.record(tx, { userId, action: 'note.deleted', subject: `note:${id}`, before: { text: before.text } });
    this.news.changed(tx, [before.leadId]);
  }

  /** The person has seen where they were named on a lead. */
  async seen(tx: Tx, { leadId, userId }: { leadId: string; userId: string }): Promise<number> {
    return (await sql(tx, `update note_mention m set seen_at = $3 from note n where n.id = m.note_id and n.lead_id = $1 and m.user_id = $2 and m.seen_at is null returning m.note_id`,
      [leadId, userId, await this.clock.now(tx)])).length;
  }

  private async mention(tx: Tx, noteId: string, text: string, mentions: readonly string[], authorId: string, at: Date): Promise<void> {
    await sql(tx, `insert into note_mention (note_id, user_id, label, at) select $1, u.id, u.name, $4 from app_user u where u.id = any($2::uuid[]) and u.id <> $5 and u.disabled_at is null and strpos($3, '@' || u.name) > 0 on conflict do nothing`,
      [noteId, mentions, text, at, authorId]);
  }

  private async take(tx: Tx, id: string, version: number, userId: string): Promise<NoteView> {
    const [row] = await sql(tx, `select from note where id = $1 and deleted_at is null for update`, [id]);
    if (!row) throw new NoteNotFound('This note is not there any more.', { id });
    const note = await this.find(tx, id);
    if (note.author.id !== userId) throw new NoteNotYours(`Only ${note.author.name} can change this note. Write one of your own.`, {});
    if (note.version !== version) throw new NoteChanged('You changed this note in another window. Look at it again.', { version: note.version, text: note.text });
    return note;
  }

  private async find(tx: Tx, id: string): Promise<NoteView> {
    const [note] = await sql<NoteView>(tx, `select ${NOTE} from note n where n.id = $1`, [id]);
    return { ...note!, at: new Date(note!.at) };
  }
}
