import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';
import { parseRecipe } from './extraction/index.js';
import { failuresOf } from './quarantine/gates.js';
import type { Progress } from './replay/reading-progress.js';
import { ReplayLab } from './replay/replay-lab.js';
import { RecipeRegresses, RecipeVersionNotFound } from './sourcing.errors.js';

/** Runs that a version must read well before it may be used. */
const PROVED_ON = 5;

/** The recipes of the product, kept by what they say: a run remembers exactly by which words it read. */
@Injectable()
export class RecipeVersions {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ReplayLab) private readonly lab: Pick<ReplayLab, 'replay'>, @Inject(Audit) private readonly audit: Audit) {}

  /**
   * Takes in every `*.yaml` of a folder; a file that has not changed since it was last taken in stays as it is, so that it does not
   * undo what a person promoted since. Going back to an older content makes that version the current one again.
   * @returns ids of recipes whose current version changed.
   * @throws RecipeInvalid for a file that is no recipe: nothing is taken in then.
   */
  async importFolder(folder: string): Promise<string[]> {
    const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
    const bodies = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    const recipes = bodies.map((body) => ({ id: parseRecipe(body).id, hash: createHash('sha256').update(body).digest('hex'), body }));
    const rows = await sql<{ recipe_id: string }>(this.db,
      `insert into recipe_version (recipe_id, hash, body, imported_at) select f.*, clock_timestamp() from unnest($1::text[], $2::text[], $3::text[]) f
       on conflict (recipe_id, hash) do update set promoted_at = clock_timestamp(), imported_at = clock_timestamp()
         where recipe_version.imported_at is null
            or exists (select from recipe_version newer where newer.recipe_id = recipe_version.recipe_id and newer.imported_at > recipe_version.imported_at)
       returning recipe_id`,
      [recipes.map(({ id }) => id), recipes.map(({ hash }) => hash), recipes.map(({ body }) => body)]);
    return rows.map((row) => row.recipe_id);
  }

  /** Id of the version of a recipe that was promoted last; null when there is none. */
  async current(tx: Tx, recipeId: string): Promise<string | null> {
    const [row] = await sql<{ id: string }>(tx, `select id from recipe_version where recipe_id = $1 and promoted_at is not null order by promoted_at desc, id limit 1`, [recipeId]);
    return row?.id ?? null;
  }

  /**
   * Keeps a version without using it. The same words twice are one version.
   * @returns its id.
   * @throws RecipeInvalid
   */
  async propose(yaml: string, userId: string): Promise<string> {
    const { id } = parseRecipe(yaml);
    return this.db.transaction(async (tx) => {
      const hash = createHash('sha256').update(yaml).digest('hex');
      const [made] = await sql<{ id: string }>(tx,
        `insert into recipe_version (recipe_id, hash, body, promoted_at, proposed_by) values ($1, $2, $3, null, $4) on conflict (recipe_id, hash) do nothing returning id`, [id, hash, yaml, userId]);
      if (made) await this.audit.record(tx, { userId, action: 'recipe.proposed', subject: id, after: { version: made.id, hash } });
      const [version] = made ? [made] : await sql<{ id: string }>(tx, `select id from recipe_version where recipe_id = $1 and hash = $2`, [id, hash]);
      return version!.id;
    });
  }

  /**
   * Makes a version the current one of its recipe, when it reads the last runs at least as well as they were read: those in quarantine
   * must pass their gates with it. A recipe without a run is promoted as it is.
   * @throws RecipeVersionNotFound; RecipeRegresses (details: `gates` that fail, `runs`)
   */
  async promote(id: string, userId: string, progress?: Progress): Promise<void> {
    const [version] = await sql<{ recipe_id: string; body: string; hash: string }>(this.db, `select recipe_id, body, hash from recipe_version where id = $1`, [id]);
    if (!version) throw new RecipeVersionNotFound(`There is no recipe version ${id}.`, { id });
    const runs = await sql<{ id: string }>(this.db,
      `select r.id from run r join source s on s.id = r.source_id where s.recipe_id = $1 and r.state in ('ok', 'ok_with_warnings', 'quarantined')
         and exists (select from capture c where c.run_id = r.id and c.kind = 'html' and (c.expires_at is null or c.expires_at > clock_timestamp()))
       order by r.queued_at desc limit $2`, [version.recipe_id, PROVED_ON]);
    if (runs.length > 0) {
      const { ok, gates } = await this.lab.replay(runs.map((run) => run.id), version.body, progress);
      if (!ok) throw new RecipeRegresses(`This version does not read the last ${runs.length} runs well enough: ${failuresOf(gates).slice(0, 3).join('; ')}.`, { gates: gates.filter((gate) => !gate.ok), runs: runs.map((run) => run.id) });
    }
    await this.db.transaction(async (tx) => {
      const before = await this.current(tx, version.recipe_id);
      await sql(tx, `update recipe_version set promoted_at = clock_timestamp() where id = $1`, [id]);
      await this.audit.record(tx, { userId, action: 'recipe.promoted', subject: version.recipe_id, before: { version: before }, after: { version: id, hash: version.hash, provedOn: runs.map((run) => run.id) } });
    });
  }
}
