import { Body, Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { Refusal, sql } from '#platform';
import { applyRepairs, Captures, decodeHtml, pageOf, parseRecipe, RecipeInvalid, RecipeVersionNotFound, Readings, RecipeVersions, suggestRepairs, type Recipe, type WantedReading } from '#sourcing';
import { Returns } from '../returns.js';
import { Allow, Me, NotAudited } from '../routes.js';
import { CaptureGone } from '../runs/captures.controller.js';
import { lastKnown } from './known-page.js';
import { previewOf } from './preview.js';
import { readingOnWire } from './readings.controller.js';
import { Preview, Proposed, ReadingView, RecipeDetail, RecipeList, Repairs, VersionBody } from './recipe.shapes.js';
import { recipeRows, storedPagesOf, versionsOf, type RecipeRow } from './recipes.queries.js';

export class RecipeNotFound extends Refusal {
  readonly code = 'recipe-not-found';
  override readonly kind = 'missing';
}
/** The YAML is no recipe, or one of another marketplace. */
export class RecipeRefused extends Refusal {
  readonly code = 'recipe-invalid';
}

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'A recipe\'s id is small letters, digits and "-".');
const VersionId = z.uuid('A version\'s id is a UUID.');
// In characters; a request's body may be 256 KB and the largest recipe so far has 14.
const Yaml = z.string().min(1).max(200_000);
const Draft = z.object({ yaml: Yaml }).meta({ id: 'RecipeDraft' });
const DraftOnPage = z.object({ yaml: Yaml, captureId: z.string().regex(/^\d{1,18}$/) }).meta({ id: 'RecipeDraftOnPage' });
const DraftToRepair = DraftOnPage.extend({ accepted: z.array(z.string().max(300)).max(200).optional().describe('fields of the repairs that a person accepts; absent: only suggest') }).meta({ id: 'RecipeDraftToRepair' });
const Choice = z.object({ versionId: VersionId }).meta({ id: 'RecipeVersionChoice' });

/** How marketplaces are read, as data: versions, what a draft would read on kept pages, and which version is in use. */
@ApiTags('Recipes')
@Controller('api')
export class RecipesController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(RecipeVersions) private readonly versions: RecipeVersions,
    @Inject(Readings) private readonly readings: Readings, @Inject(Captures) private readonly captures: Captures,
  ) {}

  @Get('recipes')
  @Returns(RecipeList)
  async list(): Promise<z.infer<typeof RecipeList>> {
    return { recipes: (await recipeRows(this.db)).map(summaryOf) };
  }

  @Get('recipes/:id')
  @Returns(RecipeDetail)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof RecipeDetail>> {
    const row = await this.found(id);
    const [list, pages] = await Promise.all([versionsOf(this.db, id), storedPagesOf(this.db, id)]);
    return { ...summaryOf(row), body: row.body, list, pages };
  }

  @Get('recipe-versions/:id')
  @Returns(VersionBody)
  async body(@Param('id', { schema: VersionId }) id: string): Promise<z.infer<typeof VersionBody>> {
    const [row] = await sql<z.infer<typeof VersionBody>>(this.db, `select id, recipe_id as "recipeId", body from recipe_version where id = $1`, [id]);
    if (!row) throw new RecipeVersionNotFound('There is no such version.', { id });
    return row;
  }

  /** What a draft reads on one kept page, beside what the current version reads there. Asks nobody, writes nothing. */
  @Post('recipes/:id/previews')
  @NotAudited('reads stored pages and changes nothing')
  @Allow('admin', 'operator')
  @Returns(Preview)
  async preview(@Param('id', { schema: Id }) id: string, @Body({ schema: DraftOnPage }) { yaml, captureId }: z.infer<typeof DraftOnPage>): Promise<z.infer<typeof Preview>> {
    const [row, page] = await Promise.all([this.found(id), this.captures.content(Number(captureId))]);
    if (page?.kind !== 'html') throw new CaptureGone('This page is not kept any more. Choose another one.');
    return previewOf(yaml, row.body, page.body, page.url);
  }

  /** Readers for where the last known values of a kept page stand now. Accepted ones come back in a new draft; nothing is kept. */
  @Post('recipes/:id/repairs')
  @NotAudited('suggests, and keeps nothing')
  @Allow('admin', 'operator')
  @Returns(Repairs)
  async repairs(@Param('id', { schema: Id }) id: string, @Body({ schema: DraftToRepair }) { yaml, captureId, accepted }: z.infer<typeof DraftToRepair>): Promise<z.infer<typeof Repairs>> {
    const recipe = usable(yaml, id);
    const [page, known] = await Promise.all([this.captures.content(Number(captureId)), lastKnown(this.db, captureId), this.found(id)]);
    if (page?.kind !== 'html') throw new CaptureGone('This page is not kept any more. Choose another one.');
    const rule = pageOf(page.url, recipe) ?? recipe.pages.find(({ kind }) => kind === known?.pageKind);
    if (!known || !rule) return { known: false, repairs: [], yaml: null };
    const repairs = suggestRepairs(recipe, rule.name, known, decodeHtml(page.body), page.url);
    const wanted = repairs.filter(({ field }) => accepted?.includes(field));
    return { known: true, repairs, yaml: wanted.length > 0 ? applyRepairs(recipe, wanted).yaml : null };
  }

  /** Reads the kept pages of the last five runs with a draft, and holds it against the gates; the reading tells how far it is. Asks no site, changes nothing. */
  @Post('recipes/:id/replays')
  @Allow('admin', 'operator')
  @Returns(ReadingView, 202)
  async replay(@Param('id', { schema: Id }) id: string, @Body({ schema: Draft }) { yaml }: z.infer<typeof Draft>, @Me() me: SignedIn): Promise<z.infer<typeof ReadingView>> {
    await this.found(id);
    usable(yaml, id);
    return this.asked({ kind: 'replay', recipeId: id, askedBy: me.userId, yaml });
  }

  /** Keeps a draft as a version, without using it. */
  @Post('recipes/:id/versions')
  @Allow('admin', 'operator')
  @Returns(Proposed, 201)
  async propose(@Param('id', { schema: Id }) id: string, @Body({ schema: Draft }) { yaml }: z.infer<typeof Draft>, @Me() me: SignedIn): Promise<z.infer<typeof Proposed>> {
    await this.found(id);
    usable(yaml, id);
    return { versionId: await this.versions.propose(yaml, me.userId) };
  }

  /** Uses a version from the next run on, when it reads the last five runs well enough; else its reading fails with `recipe-regresses` and names the gates. */
  @Put('recipes/:id/current')
  @Allow('admin', 'operator')
  @Returns(ReadingView, 202)
  async promote(@Param('id', { schema: Id }) id: string, @Body({ schema: Choice }) { versionId }: z.infer<typeof Choice>, @Me() me: SignedIn): Promise<z.infer<typeof ReadingView>> {
    const version = await this.body(versionId);
    if (version.recipeId !== id) throw new RecipeVersionNotFound(`The recipe "${id}" has no such version.`, { versionId });
    return this.asked({ kind: 'promote', recipeId: id, askedBy: me.userId, recipeVersionId: versionId });
  }

  private async asked(wanted: WantedReading): Promise<z.infer<typeof ReadingView>> {
    return readingOnWire(await this.readings.one(await this.db.transaction((tx) => this.readings.ask(tx, wanted))));
  }

  private async found(id: string): Promise<RecipeRow> {
    const [row] = await recipeRows(this.db, id);
    if (!row) throw new RecipeNotFound(`There is no recipe "${id}".`, { id });
    return row;
  }
}

/** @throws RecipeRefused */
function usable(yaml: string, id: string): Recipe {
  try {
    const recipe = parseRecipe(yaml);
    if (recipe.id !== id) throw new RecipeRefused(`This is the recipe "${recipe.id}", not "${id}".`, { fields: ['yaml'] });
    return recipe;
  } catch (error) {
    throw error instanceof RecipeInvalid ? new RecipeRefused(error.message, { fields: ['yaml'] }) : error;
  }
}

function summaryOf({ body, ...row }: RecipeRow): z.infer<typeof RecipeList>['recipes'][number] {
  const { name = row.id, hosts = [] } = head(body);
  return { ...row, promotedAt: row.promotedAt?.toISOString() ?? null, name, hosts };
}

/** What stands at the top of a recipe; of one that cannot be read any more, nothing. */
function head(body: string): { name?: string; hosts?: string[] } {
  try {
    const { name, hosts } = parseRecipe(body);
    return { name, hosts: [...hosts] };
  } catch {
    return {};
  }
}
