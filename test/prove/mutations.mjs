// Ways in which pages and recipes go wrong: cut, doubled, dropped, swapped, filled with what hurts parsers. Seeded, so that every case can be repeated.
import { parse, stringify } from 'yaml';

const MARKUP = ['<div>', '</div>', '</', '<', '"', "'", '<script>', '</script>', '<!--', '-->', '\u0000', '&#x110000;', '&amp;', '}', '{', ']', '[', '\\', '\ud800', '\u202e', '<b class="', '<template>', '<svg><title>', '<![CDATA[', '"}]}', '\\u00', '999999999999999999999', '-1', 'NaN', '$', '€', '١٢٣', '(((((', '<a href="//[">', '<base href="javascript:">', '<table><tr>'];
const VALUES = [null, true, 0, -1, 1e308, '', ' ', 'x'.repeat(700), '(a+)+$', '(?=a)', '(?<value>', '[*', '**a', '**a'.repeat(50), 'a.b.c', '[type=', ':has(', 'a:nth-child(', '* '.repeat(200), '*', '{origin}', '{', [], {}, [[]], { css: 'a', oops: 1 }, ['a', ['b']], '__proto__', 'constructor', '$0$1', '/**', '\u0000'];

/** A small seeded generator (mulberry32): numbers from 0 to 1. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const below = (random, n) => Math.floor(random() * n);
const oneOf = (random, list) => list[below(random, list.length)];

/** One to six edits of a page. */
export function mutatedPage(html, random) {
  let page = html;
  for (let edits = 1 + below(random, 6); edits > 0; edits--) {
    const at = below(random, page.length + 1);
    const length = below(random, random() < 0.3 ? page.length / 4 + 2 : 200);
    const piece = page.slice(at, at + length);
    switch (below(random, 8)) {
      case 0: page = page.slice(0, at) + page.slice(at + length); break;
      case 1: page = page.slice(0, at + length) + page.slice(at); break;
      case 2: page = page.slice(0, Math.max(20, at)); break;
      case 3: page = page.slice(0, at) + oneOf(random, MARKUP) + page.slice(at); break;
      case 4: page = page.slice(0, at) + oneOf(random, MARKUP).repeat(1 + below(random, 3_000)) + page.slice(at); break;
      case 5: page = page.slice(0, at) + piece.replace(/\d/g, () => String(below(random, 10))) + page.slice(at + length); break;
      case 6: page = page.slice(0, at) + piece.split('').reverse().join('') + page.slice(at + length); break;
      default: page = page.replaceAll(page.slice(at, at + 1 + below(random, 3)), oneOf(random, ['', 'x', '<', '"'])).slice(0, html.length * 2);
    }
  }
  return page;
}

/** A recipe with one to four wrong places: in its text, or in the tree that the text stands for. */
export function mutatedRecipe(yaml, random) {
  if (random() < 0.4) {
    const lines = yaml.split('\n');
    for (let edits = 1 + below(random, 4); edits > 0; edits--) {
      const n = below(random, lines.length);
      const line = lines[n] ?? '';
      const column = below(random, line.length + 1);
      const what = below(random, 5);
      lines[n] = what === 0 ? '' : what === 1 ? line.slice(0, column) + oneOf(random, ['[', '{', ': ', '  ', '*', '&', '"', "'", '#', ')', '|', '- ', '\t', '!!js ', '%']) + line.slice(column) : what === 2 ? line.slice(0, column) : what === 3 ? ` ${line}` : (lines[below(random, lines.length)] ?? '');
    }
    return lines.join('\n');
  }
  const tree = parse(yaml, { maxAliasCount: 500 });
  for (let edits = 1 + below(random, 3); edits > 0; edits--) {
    const places = [];
    const walk = (node, depth) => {
      if (typeof node !== 'object' || node === null || depth > 12) return;
      for (const key of Object.keys(node)) {
        places.push([node, key]);
        walk(node[key], depth + 1);
      }
    };
    walk(tree, 0);
    const [node, key] = oneOf(random, places) ?? [];
    if (!node) break;
    const what = below(random, 5);
    if (what === 0) delete node[key];
    else if (what === 1) node[`${key}x`] = node[key];
    else if (what === 2 && typeof node[key] === 'string') node[key] = node[key].slice(0, below(random, node[key].length + 1)) + oneOf(random, ['(', '[', '*', '}', '"', '\\', '+', ' > ', ':']) + node[key].slice(below(random, node[key].length + 1));
    else if (what === 3) node[key] = [node[key]];
    else node[key] = structuredClone(oneOf(random, VALUES));
  }
  return stringify(tree);
}
