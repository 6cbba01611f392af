import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { Source } from '../source.entity.js';
import { budgetSchema } from '../source.schema.js';
import { SourceNameTaken } from '../sourcing.errors.js';
import { ListInvalid } from './imports.errors.js';
import { LIST_RECIPE } from './list-recipe.js';
import { newListSchema, type NewList } from './list.schema.js';
import { ListSource } from './list-source.entity.js';

/** Sources that nobody crawls: a team brings their rows. */
@Injectable()
export class Lists {
  /**
   * @returns the new source's id.
   * @throws ListInvalid (details: `errors` by field), SourceNameTaken
   */
  async create(tx: Tx, given: NewList): Promise<string> {
    const parsed = newListSchema.safeParse(given);
    if (!parsed.success) throw new ListInvalid('The list cannot be used as it is described.', { errors: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) });
    const { name, marketplace, category, origin, originUrl, permission } = parsed.data;
    if (await tx.existsBy(Source, { name })) throw new SourceNameTaken(`There is a source "${name}" already.`, { name });
    const source = await tx.save(Source, tx.create(Source, {
      name, marketplace, recipeId: LIST_RECIPE, entries: [{ url: originUrl ?? `list:${encodeURIComponent(origin)}`, category, list: name }], cron: null, zone: 'UTC', blackouts: [], budget: budgetSchema.parse({}), permission, wallClockLimitS: 900,
    }));
    await tx.insert(ListSource, { sourceId: source.id, origin, originUrl: originUrl ?? null, category, mapping: null });
    return source.id;
  }
}
