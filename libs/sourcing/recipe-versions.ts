import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { parseRecipe } from './extraction/index.js';

/** The recipes of the product, kept by what they say: a run remembers exactly by which words it read. */
@Injectable()
export class RecipeVersions {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

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
}
