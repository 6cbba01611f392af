import { type Dom, type El, rawTextOf } from './dom.js';
import { readLiteral } from './js-literal.js';
import { parsed } from './json-path.js';

/** How a page carries its data for its own scripts. */
export type StateSource =
  | { script: string }
  | { assigned: string }
  | { containing: string }
  | { jsonLd: string[] }
  | { element: El[]; attr: string };

/** A piece of state as JSON, or why there is none: absent, or there but not JSON. */
export type State = { value: unknown } | { missing: 'absent' | 'broken' };

const ABSENT: State = { missing: 'absent' };
const BROKEN: State = { missing: 'broken' };
/** How often a name may stand in a page before the search for its assignment stops. */
const MAX_MENTIONS = 200;

/** Finds and parses one piece of embedded state. Never throws. */
export function readState(source: StateSource, dom: Dom): State {
  if ('element' in source) return firstJson(source.element.map((element) => element.attr(source.attr) ?? ''));
  const scripts = dom.elements.filter((element) => element.name === 'script');
  if ('script' in source) return firstJson(scripts.filter((script) => script.attr('id') === source.script).map(rawTextOf));
  if ('jsonLd' in source) return linkedData(scripts, source.jsonLd);
  if ('assigned' in source) return assigned(scripts.map(rawTextOf), source.assigned);
  return firstJson(scripts.map(rawTextOf).filter((text) => text.includes(source.containing)).map(unwrapped));
}

function firstJson(texts: string[]): State {
  if (texts.length === 0) return ABSENT;
  for (const text of texts) {
    const value = parsed(text) ?? valueAt(text, text.search(/[{[]/));
    if (value !== undefined) return { value };
  }
  return texts.every((text) => text.trim() === '') ? ABSENT : BROKEN;
}

/** JSON as a statement: the trailing semicolon goes. */
function unwrapped(text: string): string {
  return text.trim().replace(/;$/, '');
}

/** The object or list that a script assigns to a name: `window.__STATE__ = {…};`, `"name": {…}` or `name: {…}`. */
function assigned(texts: string[], name: string): State {
  let seen = false;
  for (const text of texts) {
    let from = 0;
    for (let n = 0; n < MAX_MENTIONS; n++) {
      const at = text.indexOf(name, from);
      if (at < 0) break;
      from = at + name.length;
      const value = valueAfter(text, from);
      if (value === undefined) continue;
      seen = true;
      if (value.json !== undefined) return { value: value.json };
    }
  }
  return seen ? BROKEN : ABSENT;
}

/** What stands after a name and "=" or ":"; undefined where no data follows, `json` undefined where it follows but cannot be read. */
function valueAfter(text: string, from: number): { json: unknown } | undefined {
  const lead = /^["'\]]{0,2}\s{0,4}[=:]\s{0,4}(?:JSON\.parse\(\s{0,4})?/.exec(text.slice(from, from + 40))?.[0];
  if (lead === undefined) return undefined;
  const start = from + lead.length;
  if (text[start] === '"' && lead.includes('JSON.parse')) {
    const quoted = parsed(stringAt(text, start) ?? '');
    return typeof quoted === 'string' ? { json: parsed(quoted) } : undefined;
  }
  return text[start] === '{' || text[start] === '[' ? { json: valueAt(text, start) } : undefined;
}

/** The object or list that starts at a place: JSON as nearly always, else a JavaScript literal. */
function valueAt(text: string, start: number): unknown {
  if (start < 0) return undefined;
  const json = balanced(text, start);
  return (json === undefined ? undefined : parsed(json)) ?? readLiteral(text, start);
}

function stringAt(text: string, start: number): string | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return text.slice(start, at + 1);
  }
  return undefined;
}

/** From the first bracket at or after `from` to the one that closes it, strings skipped. */
export function balanced(text: string, from: number): string | undefined {
  let depth = 0;
  let start = -1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      if (start < 0) continue;
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (code === 123 || code === 91) {
      if (depth++ === 0) start = at;
    } else if ((code === 125 || code === 93) && depth > 0 && --depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
}

/** Every JSON-LD node of the wanted types, in page order, as a list; lists and @graph are opened. */
function linkedData(scripts: El[], types: string[]): State {
  const nodes: unknown[] = [];
  let broken = false;
  for (const script of scripts) {
    if (!/ld\+json/i.test(script.attr('type') ?? '')) continue;
    const text = rawTextOf(script);
    const value = parsed(text) ?? parsed(text.replace(/[\u0000-\u001f]+/g, ' '));
    if (value === undefined) broken ||= text.trim() !== '';
    else gather(value, types, nodes, 0);
  }
  return nodes.length > 0 ? { value: nodes } : broken ? BROKEN : ABSENT;
}

function gather(value: unknown, types: string[], out: unknown[], depth: number): void {
  if (depth > 6 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 5_000)) gather(one, types, out, depth + 1);
    return;
  }
  const node = value as Record<string, unknown>;
  const names = [node['@type']].flat().map(String);
  if (names.some((name) => types.includes(name))) out.push(node);
  if ('@graph' in node) gather(node['@graph'], types, out, depth + 1);
}
