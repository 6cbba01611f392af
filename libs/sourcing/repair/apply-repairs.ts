import { stringify } from 'yaml';
import { parseRecipe } from '../extraction/recipe.js';
import { RecipeInvalid } from '../extraction/recipe.errors.js';
import type { Recipe } from '../extraction/recipe.schema.js';
import type { Repair } from './repair.js';

/**
 * A new recipe with repairs that a person accepted, and its YAML (without the comments of the old file). The old recipe is not touched.
 * Throws RecipeInvalid where a repair names a page or a place that the recipe does not have.
 */
export function applyRepairs(recipe: Recipe, repairs: readonly Repair[]): { recipe: Recipe; yaml: string } {
  const made = structuredClone(recipe);
  for (const { page, field, now } of repairs) {
    const rule = made.pages.find((one) => one.name === page);
    if (!rule) throw new RecipeInvalid('pages', `has no page named "${page}" to repair.`);
    const steps = field.split(/\.|\[|\]\.?/).filter((part) => part !== '');
    const last = steps.pop();
    const holder = steps.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined), rule);
    if (typeof holder !== 'object' || holder === null || last === undefined) throw new RecipeInvalid(`pages (${page}).${field}`, 'is not there to be repaired.');
    if (now === null) delete (holder as Record<string, unknown>)[last];
    else Object.defineProperty(holder, last, { value: now, enumerable: true, configurable: true, writable: true });
  }
  const yaml = stringify(made, { aliasDuplicateObjects: false, lineWidth: 140 });
  return { recipe: parseRecipe(yaml), yaml };
}
