import { Body, Controller, Delete, Get, Inject, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { sql } from '#platform';
import { LABELS, PREVIEWED, QUESTIONS, ScoreModels, ScorePasses, ScorePreviews, SIGNALS, type Gates, type ModelVersion, type Weights } from '#scoring';
import { Returns } from '../returns.js';
import { Allow, Me, NotAudited } from '../routes.js';
import { DraftGiven, DraftSaved, ModelDesk, ModelGiven, PassList, Preview, Publication, Published } from './scoring.shapes.js';

/** What makes a merchant worth asking: everybody looks, leads and admins change it. */
@ApiTags('Scoring')
@Controller('api/scoring')
export class ScoreModelsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ScoreModels) private readonly models: ScoreModels, @Inject(ScorePasses) private readonly passes: ScorePasses, @Inject(ScorePreviews) private readonly previews: ScorePreviews) {}

  @Get('models')
  @Returns(ModelDesk)
  async desk(): Promise<z.infer<typeof ModelDesk>> {
    await this.db.transaction((tx) => this.models.ensurePublished(tx));
    const [versions, categories] = await Promise.all([this.models.versions(), sql<{ category: string }>(this.db, `select distinct category from storefront_signal order by category limit 500`)]);
    return {
      signals: SIGNALS.map((signal) => ({ signal, label: LABELS[signal], question: QUESTIONS[signal] })), versions: versions.map(onWire), categories: categories.map((row) => row.category), previewed: PREVIEWED,
    };
  }

  /** Those that wait or run first, then the newest. */
  @Get('passes')
  @Returns(PassList)
  async recent(): Promise<z.infer<typeof PassList>> {
    return { passes: (await this.passes.recent()).map((pass) => ({ ...pass, requestedAt: pass.requestedAt.toISOString(), startedAt: pass.startedAt?.toISOString() ?? null, finishedAt: pass.finishedAt?.toISOString() ?? null })) };
  }

  /** What a model would change, on the merchants that score best now. Writes nothing. */
  @Post('preview')
  @NotAudited('changes nothing')
  @Returns(Preview)
  async preview(@Body({ schema: ModelGiven }) given: z.infer<typeof ModelGiven>): Promise<z.infer<typeof Preview>> {
    const preview = await this.previews.of(given);
    return { ...preview, entering: [...preview.entering], leaving: [...preview.leaving], rising: [...preview.rising], falling: [...preview.falling], gates: [...preview.gates], histogram: { before: [...preview.histogram.before], after: [...preview.histogram.after] } };
  }

  @Put('draft')
  @Allow('admin', 'lead')
  @Returns(DraftSaved)
  async save(@Body({ schema: DraftGiven }) given: z.infer<typeof DraftGiven>, @Me() me: SignedIn): Promise<z.infer<typeof DraftSaved>> {
    const draft = await this.db.transaction((tx) => this.models.saveDraft(tx, { ...given, basedOn: given.basedOn === null ? null : new Date(given.basedOn) }, me.userId));
    return { id: draft.id, version: draft.version, editedAt: draft.editedAt.toISOString() };
  }

  @Delete('draft')
  @Allow('admin', 'lead')
  @Returns(ModelDesk)
  async discard(@Me() me: SignedIn): Promise<z.infer<typeof ModelDesk>> {
    await this.db.transaction((tx) => this.models.discardDraft(tx, me.userId));
    return this.desk();
  }

  /** Puts the draft in force; everybody is scored with it within minutes. */
  @Post('publications')
  @Allow('admin', 'lead')
  @Returns(Published, 201)
  async publish(@Body({ schema: Publication }) { note, editedAt, override }: z.infer<typeof Publication>, @Me() me: SignedIn): Promise<z.infer<typeof Published>> {
    const published = await this.db.transaction(async (tx) => {
      const model = await this.models.publish(tx, { note, editedAt: new Date(editedAt), by: me.userId, ...(override ? { override } : {}) });
      return { version: model.version, passId: await this.passes.request(tx, `model v${model.version} was published`, 'scores') };
    });
    await this.passes.ring(published.passId);
    return published;
  }
}

const onWire = (model: ModelVersion): z.infer<typeof ModelDesk>['versions'][number] => ({
  ...model, weights: allWeights(model.weights), gates: allGates(model.gates), publishedAt: model.publishedAt?.toISOString() ?? null, editedAt: model.editedAt?.toISOString() ?? null,
});
const allWeights = (weights: Weights) => Object.fromEntries(SIGNALS.map((signal) => [signal, weights[signal] ?? 0])) as Record<(typeof SIGNALS)[number], number>;
const allGates = (gates: Gates) => ({ ...gates, prohibited: [...gates.prohibited], wanted: [...gates.wanted], countryServed: gates.countryServed ?? true, notOurs: gates.notOurs ?? true });
