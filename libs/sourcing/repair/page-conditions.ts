import type { Condition } from '../extraction/conditions.js';
import type { PageRule, WhenSpec } from '../extraction/recipe.schema.js';
import type { Bench } from './best-reader.js';
import type { Repair } from './repair.js';

type One = Exclude<WhenSpec, readonly unknown[]>;

/**
 * Repairs of the conditions that keep a page rule from reading the new page: `when` that no longer knows it, `shell` and `empty` that hold although the
 * known values are there. `shown` are selectors that find them.
 */
export function pageConditions(rule: PageRule, shown: readonly string[], { page }: Bench, compile: (spec: WhenSpec) => Condition): Omit<Repair, 'page'>[] {
  const repairs: Omit<Repair, 'page'>[] = [];
  const [telling = ''] = shown;
  if (!compile(rule.when).holds(page)) {
    const ways = [rule.when].flat() as One[];
    const near = ways.find((way) => compile(way).address(page.url));
    if (near) repairs.push({ field: 'when', was: rule.when, now: [{ ...addressOf(near), css: telling }, ...ways], confidence: 0.8, example: telling });
  }
  for (const name of ['shell', 'empty'] as const) {
    const was = rule[name];
    if (was === undefined || !compile(was).holds(page)) continue;
    const now = ([was].flat() as One[]).map((way) => ({ ...way, without: [...[way.without ?? []].flat(), ...shown.slice(0, 1)] }));
    repairs.push({ field: name, was, now: Array.isArray(was) ? now : now[0], confidence: 0.8, example: telling });
  }
  return repairs;
}

/** What an address alone decides stays; what it says of the page's inside was the old design. */
function addressOf({ host, path, query }: One): One {
  return { ...(host === undefined ? {} : { host }), ...(path === undefined ? {} : { path }), ...(query === undefined ? {} : { query }) };
}
