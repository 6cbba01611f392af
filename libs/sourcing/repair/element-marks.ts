import type { El } from '../extraction/dom.js';

/** A selector by which an element can be told, and how little it is likely to survive the next redesign (lower is better). */
export interface Mark {
  css: string;
  cost: number;
}

/** Attributes whose values name what an element is for. */
const NAMING = ['itemprop', 'data-testid', 'data-test', 'data-qa', 'data-role', 'data-hook', 'data-cy', 'data-field', 'rel', 'role', 'name', 'property', 'headers'];
const PLAIN = /^[A-Za-z_][\w-]*$/;
/** Hashes that a build makes: "_1psv1ze0", "css-bk6tzz", "title__e15tmk". */
const HASHED = /^(?:css|sc|jsx|svelte)-|[_-]{1,2}(?=[a-z0-9]*\d)[a-z0-9]{5,}$|^(?=\w*\d\w*[a-z]\w*\d)\w{6,}$|^_|^[a-zA-Z]{1,2}\d/i;
/** Broken markup makes elements of names that no selector can hold. */
const TAG = /^[a-z][a-z0-9-]*$/;
const SAFE_VALUE = /^[^"\\\p{Cc}\p{Cs}]+$/u;
const MEANING_TAGS = new Set(['h1', 'h2', 'h3', 'h4', 'time', 'address', 'article', 'data', 'dd', 'dt', 'th', 'td', 'li', 'a', 'img', 'strong', 'b', 'p', 'em', 'small', 'figcaption']);

/** Ways to tell an element by itself, the steadiest first. */
export function marksOf(element: El): Mark[] {
  const { attribs } = element;
  const name = TAG.test(element.name) ? element.name : '';
  const marks: Mark[] = [];
  const id = attribs['id'];
  if (id !== undefined && PLAIN.test(id) && !/\d{2}/.test(id)) marks.push({ css: `#${id}`, cost: 1 });
  for (const [attr, value] of Object.entries(attribs)) {
    if (!/^[a-z][a-z0-9-]*$/.test(attr)) continue;
    if (NAMING.includes(attr) && value.length < 40 && SAFE_VALUE.test(value)) marks.push({ css: `${name}[${attr}="${value}"]`, cost: 1.5 });
    else if (attr.startsWith('data-')) {
      marks.push({ css: `[${attr}]`, cost: 1.6 });
      if (value.length < 24 && SAFE_VALUE.test(value)) marks.push({ css: `[${attr}="${value}"]`, cost: 2.4 });
    }
  }
  for (const one of classesOf(element)) {
    const cost = HASHED.test(one) ? 6 : 2;
    marks.push({ css: `.${one}`, cost });
    if (name !== '') marks.push({ css: `${name}.${one}`, cost: cost + 0.2 });
  }
  const section = /^(?:https?:\/\/[^/]+)?(\/[a-z_-]{2,20}\/)/i.exec(attribs['href'] ?? '')?.[1];
  if (section) marks.push({ css: `${name}[href*="${section}"]`, cost: 2.5 });
  const scheme = /^(mailto|tel):/.exec(attribs['href'] ?? '')?.[1];
  if (scheme) marks.push({ css: `${name}[href^="${scheme}:"]`, cost: 1.5 });
  if (name !== '') marks.push({ css: name, cost: MEANING_TAGS.has(name) ? 5 : 7 });
  return marks.sort((a, b) => a.cost - b.cost);
}

/** Ways to tell an element with the help of those around it, up to (not including) `top`. */
export function marksWithin(element: El, top: El, most = 40): Mark[] {
  const own = marksOf(element).slice(0, 8);
  const made = [...own];
  let above = element.parent;
  for (let level = 1; above && above !== top && above.parent && level <= 6; level++, above = above.parent) {
    const near = marksOf(above).filter((mark) => mark.css !== above?.name).slice(0, 3);
    for (const mark of near) {
      for (const inner of own.slice(0, 3).concat(own.filter((one) => one.css === element.name))) {
        made.push({ css: `${mark.css} ${level === 1 ? '> ' : ''}${inner.css}`, cost: Math.max(mark.cost, Math.min(inner.cost, 3)) + 0.6 + level * 0.1 });
      }
    }
  }
  return [...new Map(made.map((mark) => [mark.css, mark])).values()].sort((a, b) => a.cost - b.cost).slice(0, most);
}

function classesOf(element: El): string[] {
  return [...new Set(element.classes.split(' '))].filter((one) => PLAIN.test(one)).slice(0, 8);
}
