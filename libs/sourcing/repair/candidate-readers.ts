import { type El, ownTextOf, textOf, tidy } from '../extraction/dom.js';
import type { Page } from '../extraction/page.js';
import type { ReaderSpec } from '../extraction/recipe.schema.js';
import { marksWithin } from './element-marks.js';
import type { FieldKind } from './known-values.js';
import { comparable } from './known-values.js';

/** A reader that may read a field, and how shaky it is (lower is better). */
export interface Candidate {
  spec: Exclude<ReaderSpec, string>;
  cost: number;
}
/** Turns a text into a field's comparable value, as the engine would; null where it means nothing. */
export type Convert = (text: string) => string | null;

const MAX_TEXT = 600;
const MAX_PLACES = 30;
const NUMBER = /\d+(?:[.,'’ \u00a0\u202f]\d+)*(?:\s?(?:[kKMB]|mil|tys\.?|rb|jt)(?![\p{L}]))?/gu;
const NUMERIC = new Set<FieldKind>(['rating', 'count', 'percent', 'rank']);
/** Attributes that carry behaviour or looks, never a value. */
const MUTE = /^(?:style|class|on\w+|srcset|sizes|d|width|height|tabindex|target)$/;

/** Ways to read `wanted` inside `scope`, found by looking where it stands there. */
export function candidatesFor(wanted: string, kind: FieldKind, scope: El, page: Page, convert: Convert): Candidate[] {
  const made: Candidate[] = [];
  let places = 0;
  for (let order = scope.order; order <= scope.end && places < MAX_PLACES; order++) {
    const element = page.dom.elements[order];
    if (!element || ['script', 'style', 'noscript', 'template', 'head', '#document'].includes(element.name)) {
      if (element && element.name !== '#document' && element.name !== 'head') order = element.end;
      continue;
    }
    const before = made.length;
    for (const way of waysIn(element, wanted, kind, convert)) {
      if (element === scope) {
        // All the words of a tile hold the value of today and change with anything that is put into it.
        if (!way.children) made.push({ spec: way.spec, cost: (way.spec.attr === undefined ? 9 : 1) + way.cost });
      } else if (way.children) for (const mark of marksWithin(element, scope)) made.push({ spec: { ...way.spec, css: `${mark.css} > *` }, cost: mark.cost + way.cost });
      else for (const mark of marksWithin(element, scope)) made.push({ spec: { css: mark.css, ...way.spec }, cost: mark.cost + way.cost });
    }
    if (made.length > before) places++;
  }
  return made;
}

/** `children`: the value is put together from the element's children. */
type Way = { spec: Exclude<ReaderSpec, string>; cost: number; children?: boolean };

function waysIn(element: El, wanted: string, kind: FieldKind, convert: Convert): Way[] {
  const ways: Way[] = [];
  for (const [attr, value] of Object.entries(element.attribs)) {
    if (MUTE.test(attr) || value === '' || value.length > MAX_TEXT) continue;
    for (const way of waysOf(tidy(value), wanted, kind, convert)) ways.push({ spec: { attr, ...way.spec }, cost: way.cost + (kind === 'url' || kind === 'link' || attr.startsWith('data-') || attr === 'content' ? 0 : 0.5) });
  }
  if (kind === 'url' || kind === 'link') return ways;
  if (element.end - element.order > 60) return ways;
  const whole = textOf(element);
  if (whole !== '' && whole.length <= MAX_TEXT) for (const way of waysOf(whole, wanted, kind, convert)) ways.push({ ...way, cost: way.cost + (element.end - element.order) * 0.02 });
  const own = ownTextOf(element);
  if (own !== '' && own !== whole && own.length <= MAX_TEXT) for (const way of waysOf(own, wanted, kind, convert)) ways.push({ spec: { text: 'own', ...way.spec }, cost: way.cost + 0.3 });
  if (kind === 'address' && comparable('address', whole) === wanted && element.end > element.order) ways.push({ spec: { all: true }, cost: -0.5, children: true });
  return ways;
}

/** Whole text, or the part of it between what stands around it. */
function waysOf(text: string, wanted: string, kind: FieldKind, convert: Convert): Way[] {
  if (convert(text) === wanted) return [{ spec: {}, cost: 0 }];
  const plain = kind === 'url' ? /^[^?#]+(?=\?)/.exec(text)?.[0] : undefined;
  if (plain !== undefined && convert(plain) === wanted) return [{ spec: { match: '^[^?#]+' }, cost: 0.1 }];
  if (['url', 'link', 'address', 'country'].includes(kind)) return [];
  if (kind === 'text') {
    const at = wanted.length > 1 ? text.indexOf(wanted) : -1;
    return at < 0 ? [] : around(text, at, at + wanted.length).map((match) => ({ spec: { match }, cost: 0.8 }));
  }
  if (!NUMERIC.has(kind)) return [];
  for (const found of text.matchAll(NUMBER)) {
    if (convert(found[0]) !== wanted) continue;
    return around(text, found.index, found.index + found[0].length, true).map((match) => ({ spec: { match }, cost: 0.8 }));
  }
  return [];
}

/** Patterns for the part between `from` and `to`: by the words before it, by what follows it, by both. */
function around(text: string, from: number, to: number, number = false): string[] {
  const before = text.slice(0, from);
  const after = text.slice(to);
  const lead = /(?:[^\s/=:()[\]|·•,]+\s*[/=:([|·•,]*\s*|[/=:([|·•,]+\s*)$/u.exec(before)?.[0] ?? '';
  const stop = after[0] ?? '';
  const inner = number ? String.raw`\d[\d.,'’ ]*(?:\s?(?:[kKMB]\b|mil|tys\.?|rb|jt))?` : stop === '' ? '.+' : `[^${quotedInClass(stop)}]+`;
  const value = `(?<value>${inner})`;
  const follow = after.trim() === '' ? '$' : quoted(/^\s*[^\s\d]+/u.exec(after)?.[0] ?? stop);
  const digitless = (words: string): boolean => !/\d/.test(words);
  const patterns = [
    ...(lead !== '' && digitless(lead) ? [`${quoted(lead)}${value}${number ? '' : stop === '' ? '$' : ''}`] : []),
    ...(before.trim() === '' ? [`^${value}${number || stop === '' ? '' : quoted(stop)}`] : []),
    ...(number && follow !== '$' && digitless(follow) ? [`${value}${follow}`] : []),
    ...(!number && stop !== '' && before.trim() === '' ? [`^(?<value>.+?)${follow}`] : []),
    ...(lead !== '' && !number && digitless(lead) ? [`${quoted(lead)}(?<value>.+)$`, `${quoted(lead)}(?<value>[^/?#&\\s]+)`] : []),
  ];
  return [...new Set(patterns)];
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
const quotedInClass = (char: string): string => (/\s/.test(char) ? '\\s' : char.replace(/[\\\]^-]/g, '\\$&'));
