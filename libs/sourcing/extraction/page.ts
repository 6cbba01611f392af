import { type Dom, type El, textOf } from './dom.js';
import { type State, type StateSource, readState } from './embedded-state.js';
import { type Index, Selector, indexOf } from './selector.js';
import type { Symbols } from './money.js';
import { parseDom } from './tree.js';

const TITLE = Selector.of('title');

/** One stored page while it is read: parsed once, its state read at most once each, its warnings collected. */
export class Page {
  readonly dom: Dom;
  readonly index: Index;
  readonly warnings = new Set<string>();
  private readonly states = new Map<string, State>();
  private pageTitle: string | undefined;

  constructor(
    readonly html: string,
    readonly url: URL,
    readonly symbols: Symbols,
    readonly decimal: '.' | ',' | undefined,
  ) {
    this.dom = parseDom(html);
    this.index = indexOf(this.dom);
    if (this.dom.cut) this.warnings.add('The page is too large or too deeply nested; only its beginning was read.');
  }

  get root(): El {
    return this.dom.root;
  }

  get title(): string {
    return (this.pageTitle ??= this.find(TITLE, this.root, 1).map((element) => textOf(element)).join(''));
  }

  find(selector: Selector, scope: El, limit?: number): El[] {
    return selector.find(this.dom, scope, this.index, limit);
  }

  first(selector: Selector, scope: El): El | undefined {
    return selector.first(this.dom, scope, this.index);
  }

  has(selector: Selector): boolean {
    return this.first(selector, this.root) !== undefined;
  }

  /** A piece of embedded state by its name in the recipe; undefined, with a warning where it is broken, when there is none. */
  state(name: string, source: StateSource | ((page: Page) => StateSource)): unknown {
    let state = this.states.get(name);
    if (!state) {
      state = readState(typeof source === 'function' ? source(this) : source, this.dom);
      this.states.set(name, state);
      if ('missing' in state && state.missing === 'broken') this.warnings.add(`The embedded state "${name}" is not valid JSON.`);
    }
    return 'value' in state ? state.value : undefined;
  }

  /** An absolute http(s) address without its fragment; null for anything else. */
  absolute(href: string): string | null {
    const plain = href.trim();
    if (PLAIN_PATH.test(plain) && !DOTS.test(plain)) return this.url.origin + plain;
    if (plain === '' || plain.startsWith('#') || plain.length > 4_000) return null;
    try {
      const url = new URL(plain, this.url);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
      url.hash = '';
      return url.href;
    } catch {
      return null;
    }
  }
}

/** A path from the root in which nothing needs escaping: by far the most links, and parsing a URL costs more than reading a tile. */
const PLAIN_PATH = /^\/(?!\/)[\w\-.~/?=&+,;:@!$*()]{0,2000}$/;
const DOTS = /\/\.{1,2}(?:\/|\?|$)/;
