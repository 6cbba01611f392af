import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { gatesSchema, MODEL_V1, weightsSchema, type Gates, type Weights } from './model.js';
import { trialOf } from './history/trial.js';
import { DraftChanged, ModelInvalid, ModelMissing, NoDraft, NoteRequired, TrialMissing, TrialWorse } from './scoring.errors.js';

export interface PublishedModel {
  readonly id: string;
  readonly version: number;
  readonly weights: Weights;
  readonly gates: Gates;
}
export interface ModelVersion extends PublishedModel {
  readonly state: 'draft' | 'published' | 'retired';
  readonly note: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  /** When the draft was last saved; null for what was published. */
  readonly editedAt: Date | null;
  /** Merchants whose score was made with it. */
  readonly merchants: number;
}

const COLUMNS = 'id, version, weights, gates';

/** Versions of the score model: exactly one is published, at most one is a draft, the others are retired and kept. Every change is in the audit log. */
@Injectable()
export class ScoreModels {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit) {}

  /** The model in force; the first call in a new installation publishes version 1. */
  async ensurePublished(tx: Tx): Promise<PublishedModel> {
    const published = await this.published(tx);
    if (published) return published;
    await sql(tx, `insert into score_model (version, state, weights, gates, note, published_at) values (1, 'published', $1, $2, $3, $4) on conflict do nothing`,
      [JSON.stringify(MODEL_V1.weights), JSON.stringify(MODEL_V1.gates), MODEL_V1.note, await this.clock.now(tx)]);
    return (await this.published(tx))!;
  }

  async published(on: Tx | DataSource): Promise<PublishedModel | undefined> {
    const [model] = await sql<PublishedModel>(on, `select ${COLUMNS} from score_model where state = 'published'`);
    return model;
  }

  /** @throws ModelMissing */
  async one(on: Tx | DataSource, id: string): Promise<PublishedModel> {
    const [model] = await sql<PublishedModel>(on, `select ${COLUMNS} from score_model where id = $1`, [id]);
    if (!model) throw new ModelMissing('There is no such version of the score model.');
    return model;
  }

  /** Newest first; the draft, if there is one, before all. */
  versions(on: Tx | DataSource = this.db): Promise<ModelVersion[]> {
    return sql<ModelVersion>(on,
      `select m.id, m.version, m.weights, m.gates, m.state, m.note, m.published_at as "publishedAt", u.name as "publishedBy", m.edited_at as "editedAt", coalesce(scored.merchants, 0)::int as merchants
         from score_model m left join app_user u on u.id = m.published_by left join (select model_id, count(*) as merchants from merchant_score group by model_id) scored on scored.model_id = m.id
        order by m.version desc`);
  }

  /**
   * Saves the draft, or begins one. Nothing is scored with it before it is published.
   * @param basedOn when the draft that was edited had last been saved, null for none; left out: whatever there is is replaced.
   * @throws ModelInvalid when weights do not add up to 100 or a gate makes no sense; DraftChanged when somebody else saved, published or discarded meanwhile.
   */
  async saveDraft(tx: Tx, given: { weights: unknown; gates: unknown; basedOn?: Date | null | undefined }, by: string): Promise<PublishedModel & { editedAt: Date }> {
    const { weights, gates } = checked(given);
    await this.ensurePublished(tx);
    await sql(tx, `select pg_advisory_xact_lock(hashtext('scoring.model'))`);
    const [standing] = await sql<{ editedAt: Date }>(tx, `select edited_at as "editedAt" from score_model where state = 'draft'`);
    if (given.basedOn !== undefined && given.basedOn?.getTime() !== standing?.editedAt.getTime()) {
      throw new DraftChanged(standing ? 'Somebody else saved the draft meanwhile. Load it, or save yours again to replace it.' : 'The draft you edited was published or discarded meanwhile. Load the model in force.', { editedAt: standing?.editedAt.toISOString() ?? null });
    }
    const [draft] = await sql<PublishedModel & { editedAt: Date }>(tx,
      `insert into score_model (version, state, weights, gates, note, edited_at) select max(version) + 1, 'draft', $1, $2, '', $3 from score_model
       on conflict (state) where state = 'draft' do update set weights = excluded.weights, gates = excluded.gates, edited_at = excluded.edited_at returning ${COLUMNS}, edited_at as "editedAt"`,
      [JSON.stringify(weights), JSON.stringify(gates), await this.clock.now(tx)]);
    await this.audit.record(tx, { userId: by, action: 'score-model.drafted', subject: `score model v${draft!.version}`, after: { weights, gates } });
    return draft!;
  }

  /** Throws the draft away. Nothing happens when there is none. */
  async discardDraft(tx: Tx, by: string): Promise<void> {
    const [gone] = await sql<{ version: number; weights: Weights }>(tx, `delete from score_model where state = 'draft' returning version, weights`);
    if (gone) await this.audit.record(tx, { userId: by, action: 'score-model.draft-discarded', subject: `score model v${gone.version}`, before: { weights: gone.weights } });
  }

  /**
   * Puts the draft in force and retires the version before. Who publishes says why; a draft that somebody edited since `editedAt` is not published.
   * The caller asks for a pass that scores everybody with it.
   * @throws NoteRequired, NoDraft, DraftChanged, TrialMissing, TrialWorse
   */
  async publish(tx: Tx, { note, editedAt, by, override }: { note: string; editedAt: Date; by: string; override?: string }): Promise<PublishedModel> {
    if (note.trim() === '') throw new NoteRequired('Say in a sentence why this model is published: whoever wonders about a score reads it.', { fields: ['note'] });
    const [draft] = await sql<PublishedModel & { editedAt: Date }>(tx, `select ${COLUMNS}, edited_at as "editedAt" from score_model where state = 'draft' for update`);
    if (!draft) throw new NoDraft('There is no draft to publish: somebody published or discarded it.');
    if (draft.editedAt.getTime() !== editedAt.getTime()) throw new DraftChanged('The draft was edited since you looked at it. Look at it again before you publish.', { editedAt: draft.editedAt.toISOString() });
    const before = await this.published(tx);
    const said = before && await this.despite(tx, draft, before, override?.trim() ?? '');
    const reason = said ? `${note.trim()} (${said})` : note.trim();
    await sql(tx, `update score_model set state = 'retired' where state = 'published'`);
    await sql(tx, `update score_model set state = 'published', note = $2, published_at = $3, published_by = $4, edited_at = null where id = $1`, [draft.id, reason, await this.clock.now(tx), by]);
    await this.audit.record(tx, { userId: by, action: 'score-model.published', subject: `score model v${draft.version}`, before: before && { version: before.version, weights: before.weights, gates: before.gates }, after: { weights: draft.weights, gates: draft.gates, note: reason } });
    return draft;
  }

  /** Once people have said yes, a model is tried on them before it is published, or somebody writes down why not. @returns what is added to the note. */
  private async despite(tx: Tx, draft: PublishedModel, before: PublishedModel, override: string): Promise<string | null> {
    const trial = await trialOf(tx, draft, before.id);
    if (trial.verdict === 'no-outcomes' || trial.verdict === 'holds') return null;
    if (trial.verdict === 'not-tried') {
      if (override === '') throw new TrialMissing('People have said yes by now: try these weights on the past first, or write why they are published untried.', { fields: ['override'] });
      return `published untried: ${override}`;
    }
    const figures = `${trial.tried.hits} of ${trial.tried.of} on the past, ${trial.published.hits} of ${trial.published.of} by v${before.version}`;
    if (override === '') throw new TrialWorse(`It did worse on the past: ${figures}. Change it, or write why it is published all the same.`, { fields: ['override'], tried: trial.tried, published: trial.published });
    return `published though worse on the past (${figures}): ${override}`;
  }
}

/** @throws ModelInvalid */
export function checked(given: { weights: unknown; gates: unknown }): { weights: Weights; gates: Gates } {
  const weights = weightsSchema.safeParse(given.weights);
  const gates = gatesSchema.safeParse(given.gates);
  const fault = weights.error?.issues[0] ?? gates.error?.issues[0];
  if (!weights.success || !gates.success) throw new ModelInvalid(fault!.message, { fields: [weights.success ? `gates.${fault!.path.join('.')}` : 'weights'] });
  return { weights: weights.data, gates: gates.data };
}
