import type { z } from 'zod';
import { extract, parseRecipe, RecipeInvalid, type Extraction, type Recipe } from '#sourcing';
import type { Preview } from './recipe.shapes.js';

type View = z.infer<typeof Preview>;
const MOST_CHANGES = 200;
const MOST_VALUES = 400;
const LONGEST_VALUE = 300;

/** What a draft reads on one stored page, field by field beside what the current version reads there. Pure. */
export function previewOf(draft: string, current: string | null, html: Buffer, url: string): View {
  const started = performance.now();
  let recipe: Recipe;
  try {
    recipe = parseRecipe(draft);
  } catch (error) {
    if (!(error instanceof RecipeInvalid)) throw error;
    return { problem: { path: error.path, message: error.message }, pageKind: null, page: null, blocked: null, warnings: [], ms: 0, fields: [], changes: [], values: [] };
  }
  const now = extract(html, url, recipe);
  const ms = Math.round(performance.now() - started);
  const was = current === null ? null : readBy(current, html, url);
  const [before, after] = [was ? flat(was) : new Map<string, string>(), flat(now)];
  const paths = [...new Set([...after.keys(), ...before.keys()])];
  const fields = new Map<string, View['fields'][number]>();
  const changes: View['changes'] = [];
  for (const path of paths) {
    const field = path.replace(/\[\d+\]/g, '');
    const [a, b] = [before.get(path) ?? null, after.get(path) ?? null];
    const tally = fields.get(field) ?? { field, of: 0, before: 0, after: 0, changed: 0 };
    fields.set(field, { field, of: tally.of + 1, before: tally.before + Number(a !== null), after: tally.after + Number(b !== null), changed: tally.changed + Number(a !== b) });
    if (a !== b && was && changes.length < MOST_CHANGES) changes.push({ path, was: a, now: b });
  }
  return {
    problem: null, pageKind: now.pageKind, page: now.page, blocked: now.blocked, warnings: now.warnings, ms, fields: [...fields.values()], changes,
    values: [...after].slice(0, MOST_VALUES).map(([path, value]) => ({ path, value })),
  };
}

/** A version that was taken in may have become unreadable to a newer engine: then there is nothing to compare with. */
function readBy(yaml: string, html: Buffer, url: string): Extraction | null {
  try {
    return extract(html, url, parseRecipe(yaml));
  } catch (error) {
    if (error instanceof RecipeInvalid) return null;
    throw error;
  }
}

function flat({ items, product, seller }: Extraction): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || value === undefined || value === false) return;
    if (isMoney(value)) found.set(path, `${value.amount} ${value.currency}`);
    else if (Array.isArray(value)) value.forEach((one, place) => walk(one, `${path}[${place}]`));
    else if (typeof value === 'object') for (const [key, one] of Object.entries(value)) walk(one, path ? `${path}.${key}` : key);
    else found.set(path, String(value).slice(0, LONGEST_VALUE));
  };
  walk({ items, product, seller }, '');
  return found;
}

const isMoney = (value: unknown): value is { amount: string; currency: string } => typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
