import type { Compiler } from './compile.js';
import { foldLabel } from './compile.js';
import { El, ownTextOf, textOf, tidy } from './dom.js';
import { type JsonPath, parsed } from './json-path.js';
import type { Page } from './page.js';
import type { Found } from './pattern.js';
import type { FieldSpec, ReaderSpec } from './recipe.schema.js';
import type { Selector } from './selector.js';

/** The thing being read: an element or a JSON value, on a page, with what was read of it so far. */
export interface Scope {
  page: Page;
  at: El | { json: unknown };
  /** Texts of the fields read before, for `field` and `template`. */
  known: Record<string, string>;
  /** The state that the JSON came from, where `(ref)` looks entries up. */
  root?: unknown;
}

export interface Raw {
  text: string;
  outOf: number | undefined;
  decimal: '.' | ',' | undefined;
}

/**
 * Offers candidates, the likeliest first, until `take` says that one means something. @returns whether one did.
 * No generators: a list page asks some five hundred fields, and making an iterator costs more than most of them.
 */
export type Field = (scope: Scope, take: (raw: Raw) => boolean) => boolean;

const NO_GROUPS: readonly (string | undefined)[] = [];
const MAX_MATCHES = 200;
/** An element's own words cost no walk through its descendants, so more may be looked at. */
const MAX_OWN_MATCHES = 5_000;
/** Longer texts are no field of a listing. */
const MAX_TEXT = 20_000;

export type ScopeKind = 'element' | 'json';
export type StateLoader = (page: Page, name: string) => unknown;

export function compileField(spec: FieldSpec, kind: ScopeKind, compiler: Compiler, load: StateLoader, at: string): Field {
  const readers = (Array.isArray(spec) ? spec : [spec]).map((one, n) => compileReader(one, kind, compiler, load, Array.isArray(spec) ? `${at}[${n}]` : at));
  const [only] = readers;
  if (readers.length === 1 && only) return only;
  return (scope, take) => {
    for (const reader of readers) if (reader(scope, take)) return true;
    return false;
  };
}

type Shorthand = Exclude<ReaderSpec, string>;

function compileReader(spec: ReaderSpec, kind: ScopeKind, compiler: Compiler, load: StateLoader, at: string): Field {
  const full: Shorthand = typeof spec === 'string' ? (kind === 'json' ? { path: spec } : { css: spec }) : spec;
  const source = compileSource(full, kind, compiler, load, at);
  const pattern = full.match === undefined ? undefined : compiler.pattern(full.match, `${at}.match`);
  const except = full.except === undefined ? undefined : new Set([full.except].flat());
  const { map, outOf, decimal } = full;
  const shaped = full.as === undefined ? undefined : shape(full.as);
  return (scope, take) => source(scope, (found) => {
    let text = found.length > MAX_TEXT ? found.slice(0, MAX_TEXT) : found;
    let groups = NO_GROUPS;
    if (pattern) {
      const hit = pattern.find(text);
      if (!hit) return false;
      groups = hit.groups;
      text = meant(hit);
    }
    text = tidy(text);
    if (shaped && text !== '') text = tidy(shaped(text, groups));
    if (text === '' || except?.has(text)) return false;
    if (map) {
      if (!Object.hasOwn(map, text)) return false;
      text = map[text] ?? text;
    }
    return take({ text, outOf, decimal: decimal ?? scope.page.decimal });
  });
}

/** What a match means: the group named "value", else the first group, else all of it. */
function meant(found: Found): string {
  return found.named['value'] ?? found.groups.slice(1).find((group) => group !== undefined) ?? found.text;
}

/** Puts a text together from "$0" (what was read) and "$1" … (groups of the pattern). */
function shape(template: string): (read: string, groups: readonly (string | undefined)[]) => string {
  const parts = template.split(/\$(\d)/);
  return (read, groups) => parts.map((part, n) => (n % 2 === 0 ? part : part === '0' ? read : (groups[Number(part)] ?? ''))).join('');
}

type Source = (scope: Scope, take: (text: string) => boolean) => boolean;
/** A source of few texts that are there at once. */
const offering = (texts: (scope: Scope) => readonly string[]): Source => (scope, take) => texts(scope).some(take);

function compileSource(spec: Shorthand, kind: ScopeKind, compiler: Compiler, load: StateLoader, at: string): Source {
  const path = spec.path === undefined ? undefined : compiler.path(spec.path, `${at}.path`);
  const { value } = spec;
  if (value !== undefined) return (_scope, take) => take(value);
  if (spec.url) return (scope, take) => take(decodedUrl(scope.page.url));
  if (spec.field !== undefined) return fieldText(spec.field);
  if (spec.template !== undefined) return template(spec.template);
  if (spec.state !== undefined) {
    const name = compiler.state(spec.state, `${at}.state`);
    return offering(({ page }) => {
      const state = load(page, name);
      return state === undefined ? [] : joined(path ? path.select(state).map(written) : [written(state)], spec);
    });
  }
  if (kind === 'json' && spec.in !== 'page' && spec.css === undefined) return offering((scope) => ('json' in scope.at ? joined((path?.select(scope.at.json, scope.root) ?? [scope.at.json]).map(written), spec) : []));
  return compileElementSource(spec, path, compiler, at);
}

const fieldText = (name: string): Source => (scope, take) => Object.hasOwn(scope.known, name) && take(scope.known[name] ?? '');

function template(text: string): Source {
  const parts = text.split(/\{(\w+)\}/);
  return (scope, take) => {
    let made = '';
    for (const [n, part] of parts.entries()) {
      const piece = n % 2 === 0 ? part : part === 'origin' ? scope.page.url.origin : Object.hasOwn(scope.known, part) ? encodeURIComponent(scope.known[part] ?? '') : undefined;
      if (piece === undefined) return false;
      made += piece;
    }
    return take(made);
  };
}

function decodedUrl(url: URL): string {
  try {
    return decodeURI(url.href);
  } catch {
    return url.href;
  }
}

function compileElementSource(spec: Shorthand, path: JsonPath | undefined, compiler: Compiler, at: string): Source {
  const selector = spec.css === undefined ? undefined : compiler.selector(spec.css, `${at}.css`);
  const closest = spec.closest === undefined ? undefined : compiler.selector(spec.closest, `${at}.closest`);
  const without = spec.without === undefined ? undefined : compiler.selector(spec.without, `${at}.without`);
  const attrs = spec.attr === undefined ? undefined : [spec.attr].flat();
  const labelled = spec.labelled === undefined ? undefined : compileLabelled(spec.labelled, compiler, `${at}.labelled`);
  const limit = spec.text === 'own' && !labelled ? MAX_OWN_MATCHES : MAX_MATCHES;
  const except = without && ((element: El) => without.matches(element));
  const [attr, ...more] = attrs ?? [];
  const plain = !labelled && !path && more.length === 0;
  const textIn = (element: El): string => (spec.text === 'own' ? ownTextOf(element) : textOf(element, except));
  const read = (element: El): string[] => (attrs ? attrs.map((name) => element.attr(name) ?? '').filter((value) => value !== '') : [textIn(element)]);
  const texts = (page: Page, element: El): string[] => {
    const found = labelled ? labelled(page, element, except) : read(element);
    return path ? found.flatMap((text) => path.select(parsed(text)).map(written)) : found;
  };
  const offer = (page: Page, element: El, take: (text: string) => boolean): boolean => {
    if (!plain) return texts(page, element).some(take);
    const text = attr === undefined ? textIn(element) : element.attr(attr) ?? '';
    return text !== '' && take(text);
  };
  return (scope, take) => {
    const { page } = scope;
    let start: El | null = spec.in === 'page' || 'json' in scope.at ? page.root : scope.at;
    if (closest) start = ancestor(start, closest);
    if (!start) return false;
    if (!selector || spec.all) return joined((selector ? page.find(selector, start, limit) : [start]).flatMap((element) => texts(page, element)), spec).some(take);
    // The first match nearly always means something; the others are only looked for when it does not.
    const first = page.first(selector, start);
    return first !== undefined && (offer(page, first, take) || page.find(selector, start, limit).slice(1).some((element) => offer(page, element, take)));
  };
}

function joined(texts: string[], spec: Shorthand): string[] {
  if (!spec.all) return texts;
  const kept = texts.map(tidy).filter((text) => text !== '');
  return kept.length === 0 ? [] : [kept.join(spec.join ?? ', ')];
}

function ancestor(from: El, selector: Selector): El | null {
  for (let element: El | null = from; element; element = element.parent) if (element.parent && selector.matches(element)) return element;
  return null;
}

type Labelled = NonNullable<Shorthand['labelled']>;

function compileLabelled(spec: Labelled, compiler: Compiler, at: string): (page: Page, scope: El, except?: (element: El) => boolean) => string[] {
  const rows = compiler.selector(spec.rows, `${at}.rows`);
  const among = compiler.labelsOf(spec.among);
  const label = spec.label === undefined ? undefined : compiler.selector(spec.label, `${at}.label`);
  const value = spec.value === undefined ? undefined : compiler.selector(spec.value, `${at}.value`);
  const next = spec.next === undefined ? undefined : compiler.selector(spec.next, `${at}.next`);
  return (page, scope, except) => {
    for (const row of page.find(rows, scope, 2_000)) {
      const mark = label ? page.find(label, row, 1)[0] : undefined;
      if (label && !mark) continue;
      const whole = textOf(row, except);
      const colon = whole.search(/[:：]/);
      const said = mark ? textOf(mark) : next ? whole : colon < 0 ? '' : whole.slice(0, colon);
      if (!among.has(foldLabel(said))) continue;
      if (next) return followers(row, next, except);
      if (value) return page.find(value, row, MAX_MATCHES).map((element) => textOf(element, except));
      return [mark ? textOf(row, (element) => element === mark || Boolean(except?.(element))).replace(/^[\s:：]+/, '') : whole.slice(colon + 1)];
    }
    return [];
  };
}

/** Texts of the element siblings after a row, up to the first that is of another kind. */
function followers(row: El, next: Selector, except?: (element: El) => boolean): string[] {
  const siblings = row.parent?.children ?? [];
  const texts: string[] = [];
  for (const sibling of siblings.slice(siblings.indexOf(row) + 1)) {
    if (!(sibling instanceof El)) continue;
    if (!next.matches(sibling)) break;
    texts.push(textOf(sibling, except));
  }
  return texts;
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
