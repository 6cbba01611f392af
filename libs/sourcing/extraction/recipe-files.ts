import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hostPattern } from './address-pattern.js';
import { parseRecipe } from './recipe.js';
import { RecipeInvalid } from './recipe.errors.js';
import type { Recipe } from './recipe.schema.js';

/** Every recipe of a folder (`*.yaml`, `*.yml`), by file name. Throws RecipeInvalid that names the file. */
export function loadRecipes(dir: string): Recipe[] {
  return filesIn(dir).map(loadRecipe);
}

/**
 * The recipes of a folder whose hosts an address belongs to. The others are not read beyond their `hosts`: a command that answers
 * in under a second cannot afford every marketplace. Throws RecipeInvalid that names the file.
 */
export function loadRecipesFor(url: string, dir: string): Recipe[] {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return filesIn(dir).filter((file) => mayKnow(readFileSync(file, 'utf8'), host)).map(loadRecipe);
}

function filesIn(dir: string): string[] {
  return readdirSync(dir).filter((file) => /\.ya?ml$/.test(file)).sort().map((file) => join(dir, file));
}

/** True also where the hosts cannot be read on their own: then the whole recipe says what is wrong with it. */
function mayKnow(yaml: string, host: string): boolean {
  const lines = yaml.split('\n');
  const from = lines.findIndex((line) => line.startsWith('hosts:'));
  if (from < 0) return true;
  const length = lines.slice(from + 1).findIndex((line) => /^[^\s#-]/.test(line));
  try {
    const { hosts } = parse(lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n')) as { hosts: unknown };
    return !Array.isArray(hosts) || hosts.some((pattern) => typeof pattern !== 'string' || hostPattern(pattern)(host));
  } catch {
    return true;
  }
}

/** One recipe from a file. Throws RecipeInvalid that names the file. */
export function loadRecipe(file: string): Recipe {
  try {
    return parseRecipe(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof RecipeInvalid) throw new RecipeInvalid(cause.path, `${cause.problem} (${file})`, { cause });
    throw cause;
  }
}
