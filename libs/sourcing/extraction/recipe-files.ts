import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecipe } from './recipe.js';
import { RecipeInvalid } from './recipe.errors.js';
import type { Recipe } from './recipe.schema.js';

/** Every recipe of a folder (`*.yaml`, `*.yml`), by file name. Throws RecipeInvalid that names the file. */
export function loadRecipes(dir: string): Recipe[] {
  return readdirSync(dir)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => loadRecipe(join(dir, file)));
}

/** One recipe from a file. Throws RecipeInvalid that names the file. */
export function loadRecipe(file: string): Recipe {
  try {
    return parseRecipe(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof RecipeInvalid) throw new RecipeInvalid(cause.path, `${cause.message.replace(/^The recipe(?:'s \S+)?\s/, '')} (${file})`, { cause });
    throw cause;
  }
}
