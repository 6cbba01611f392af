import { parseDocument } from 'yaml';
import { type z } from 'zod';
import { compiled } from './compiled-recipe.js';
import { RecipeInvalid } from './recipe.errors.js';
import { type Recipe, recipeSchema } from './recipe.schema.js';

const MAX_YAML = 512_000;

/**
 * Reads a recipe. Throws RecipeInvalid, which names the place and what to do, for YAML that cannot be read, for anything the schema does
 * not know, and for selectors, patterns and paths that cannot be compiled.
 */
export function parseRecipe(yaml: string): Recipe {
  if (yaml.length > MAX_YAML) throw new RecipeInvalid('', `is longer than ${MAX_YAML} characters. Split it into one recipe per marketplace.`);
  let data: unknown;
  try {
    const document = parseDocument(yaml, { prettyErrors: true });
    // A warning is a tag or a directive that nobody knows: better said than guessed at.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) throw problem;
    data = document.toJS({ maxAliasCount: 500 });
  } catch (cause) {
    throw new RecipeInvalid('', `is not YAML that can be read: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)} Mend that line.`, { cause });
  }
  const result = recipeSchema.safeParse(data);
  if (!result.success) throw refused(result.error);
  compiled(result.data);
  return result.data;
}

function refused(error: z.ZodError): RecipeInvalid {
  const issue = deepest(error.issues);
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
  const what = issue.code === 'unrecognized_keys' ? `has ${issue.keys.map((key) => `"${key}"`).join(' and ')}, which the format does not know. Correct or remove it (docs/recipes.md).` : missing(issue) ? 'is missing. Add it (docs/recipes.md).' : `cannot be used: ${issue.message}. See docs/recipes.md.`;
  return new RecipeInvalid(path, what);
}

type Issue = z.core.$ZodIssue;

const missing = (issue: Issue): boolean => issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

/** A union reports every way that failed; the one that got furthest is what the author meant. */
function deepest(issues: readonly Issue[]): Issue {
  const flat = issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union') return [issue];
    const inner = issue.errors.filter((errors) => errors.length > 0).map((errors) => deepest(errors));
    return inner.length === 0 ? [issue] : inner.map((one) => ({ ...one, path: [...issue.path, ...one.path] }) as Issue);
  });
  const unknown = flat.find((issue) => issue.code === 'unrecognized_keys');
  return flat.reduce((a, b) => (b.path.length > a.path.length ? b : a), unknown ?? flat[0] ?? ({ code: 'custom', path: [], message: 'is empty' } as unknown as Issue));
}
