import { compile } from 'css-select';
import { type Selector as Token, SelectorType, parse } from 'css-what';
import { type Dom, type El, textOf } from './dom.js';
import { type Test, simpleTest } from './simple-selector.js';

/** Sibling positions are looked at this far: a row of 100,000 neighbours must not cost their square. */
const MAX_SIBLINGS = 5_000;

type Node = El | string;
const isTag = (node: Node): node is El => typeof node !== 'string';
const childrenOf = (node: Node): Node[] => (isTag(node) ? node.children : []);
const siblingsOf = (node: Node): Node[] => {
  const all = isTag(node) && node.parent ? node.parent.children : [node];
  return all.length > MAX_SIBLINGS ? all.slice(0, MAX_SIBLINGS) : all;
};
const within = (test: (element: El) => boolean, nodes: Node[]): El | null => {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (test(node)) return node;
    const inside = within(test, node.children);
    if (inside) return inside;
  }
  return null;
};
const adapter = {
  isTag,
  getChildren: childrenOf,
  // The document above the first elements is no element: "*" must not find it.
  getParent: (node: El) => (node.parent?.parent ? node.parent : null),
  getSiblings: siblingsOf,
  getName: (element: El) => element.name,
  getAttributeValue: (element: El, name: string) => element.attr(name),
  hasAttrib: (element: El, name: string) => element.attr(name) !== undefined,
  getText: (node: Node) => (isTag(node) ? textOf(node) : node),
  existsOne: (test: (element: El) => boolean, nodes: Node[]) => within(test, nodes) !== null,
  findOne: within,
  findAll: (test: (element: El) => boolean, nodes: Node[]) => {
    const found: El[] = [];
    within((element) => {
      if (test(element)) found.push(element);
      return false;
    }, nodes);
    return found;
  },
  removeSubsets: (nodes: Node[]) => nodes,
};

/** A CSS selector, compiled once. Alternatives (`a, b`) are kept apart so that each finds its candidates by its rarest mark. */
export class Selector {
  private constructor(private readonly ways: { key: string; test: Test }[]) {}

  /** Throws what css-what throws for a selector that cannot be read. */
  static of(text: string): Selector {
    return new Selector(parse(text).map((tokens) => ({ key: rarestMark(tokens), test: simpleTest(tokens) ?? compile<Node, El>([tokens], { adapter }) })));
  }

  matches(element: El): boolean {
    return this.ways.some((way) => way.test(element));
  }

  /** Elements below `scope` in document order, at most `limit`. `index` speeds up a search of a whole page. */
  find(dom: Dom, scope: El, index: Index, limit = Infinity): El[] {
    const [only] = this.ways;
    if (this.ways.length === 1 && only) return scan(only.test, candidates(dom, scope, index, only.key), scope, limit);
    const found = this.ways.flatMap((way) => scan(way.test, candidates(dom, scope, index, way.key), scope, limit));
    return [...new Set(found)].sort((a, b) => a.order - b.order).slice(0, limit);
  }

  /** The first element below `scope` in document order. */
  first(dom: Dom, scope: El, index: Index): El | undefined {
    const [only] = this.ways;
    if (this.ways.length !== 1 || !only) return this.find(dom, scope, index, 1)[0];
    if (!isSmall(scope)) return scan(only.test, candidates(dom, scope, index, only.key), scope, 1)[0];
    const { elements } = dom;
    for (let at = scope.order + 1; at <= scope.end; at++) if (only.test(elements[at]!)) return elements[at];
    return undefined;
  }
}

/** Elements of a page by `#id`, `.class` and tag, made on first use. */
export type Index = () => Map<string, El[]>;

export function indexOf(dom: Dom): Index {
  let made: Map<string, El[]> | undefined;
  return () => (made ??= build(dom));
}

function build(dom: Dom): Map<string, El[]> {
  const index = new Map<string, El[]>();
  const add = (key: string, element: El): void => {
    const list = index.get(key);
    if (list) list.push(element);
    else index.set(key, [element]);
  };
  for (const element of dom.elements) {
    add(element.name, element);
    const id = element.attr('id');
    if (id) add(`#${id}`, element);
    const classes = element.attr('class');
    if (classes) for (const name of element.classes.split(' ')) if (name) add(`.${name}`, element);
  }
  return index;
}

/** Below this many descendants a straight walk beats making and asking the index. */
const SMALL = 1_500;
const isSmall = (scope: El): boolean => scope.end - scope.order < SMALL;

function candidates(dom: Dom, scope: El, index: Index, key: string): El[] | { from: number; to: number; elements: El[] } {
  if (key === '' || isSmall(scope)) return { from: scope.order + 1, to: scope.end, elements: dom.elements };
  return index().get(key) ?? [];
}

function scan(test: Test, among: ReturnType<typeof candidates>, scope: El, limit: number): El[] {
  const found: El[] = [];
  const list = Array.isArray(among) ? among : among.elements;
  const from = Array.isArray(among) ? firstAfter(among, scope.order) : among.from;
  const to = Array.isArray(among) ? among.length - 1 : among.to;
  for (let at = from; at <= to && found.length < limit; at++) {
    const element = list[at];
    if (!element || element.order > scope.end) break;
    if (test(element)) found.push(element);
  }
  return found;
}

function firstAfter(list: El[], order: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.order ?? Infinity) > order) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The mark of the last compound (what the found element itself must carry): id, else class, else tag, else none. */
function rarestMark(tokens: Token[]): string {
  let id = '';
  let name = '';
  let tag = '';
  for (const token of [...tokens].reverse()) {
    if (token.type === SelectorType.Attribute && token.namespace === null && token.ignoreCase !== true) {
      if (token.name === 'id' && token.action === 'equals') id = `#${token.value}`;
      if (token.name === 'class' && token.action === 'element') name = `.${token.value}`;
    } else if (token.type === SelectorType.Tag) tag = token.name.toLowerCase();
    else if (COMBINATORS.has(token.type)) break;
  }
  return id || name || tag;
}

const COMBINATORS = new Set<string>([SelectorType.Descendant, SelectorType.Child, SelectorType.Adjacent, SelectorType.Sibling, SelectorType.Parent, SelectorType.ColumnCombinator]);
