import { AttributeAction, type Selector as Token, SelectorType } from 'css-what';
import type { El } from './dom.js';

export type Test = (element: El) => boolean;

/** Compounds that must match an element, its parent, its parent's parent …; written left of each other with ">". */
type Chain = Test[];

/**
 * A test for the selectors that recipes are mostly made of: tags, classes, ids, attributes, `:not(…)` of those, joined by descendant and child
 * combinators. Undefined for anything else. Looks at each ancestor at most once a compound: taking the nearest ancestor for each part is always
 * right, because a higher one has fewer ancestors left for the parts before it.
 */
export function simpleTest(tokens: readonly Token[]): Test | undefined {
  const groups: Chain[] = [];
  let chain: Chain = [];
  let checks: Test[] = [];
  const closeCompound = (): void => {
    chain.unshift(all(checks));
    checks = [];
  };
  for (const token of tokens) {
    if (token.type === SelectorType.Child) closeCompound();
    else if (token.type === SelectorType.Descendant) {
      closeCompound();
      groups.unshift(chain);
      chain = [];
    } else {
      const check = checkOf(token);
      if (!check) return undefined;
      checks.push(check);
    }
  }
  closeCompound();
  const [first, ...rest] = [chain, ...groups] as [Chain, ...Chain[]];
  if (rest.length === 0 && first.length === 1 && first[0]) return first[0];
  return (element) => climbs(first, rest, element);
}

function climbs(first: Chain, rest: Chain[], element: El): boolean {
  let top = topOf(first, element);
  for (const chain of rest) {
    if (!top) return false;
    let found: El | null = null;
    for (let above = top.parent; above?.parent; above = above.parent) {
      found = topOf(chain, above);
      if (found) break;
    }
    top = found;
  }
  return top !== null;
}

/** The topmost element of a chain that starts at this one, null where the chain does not match. */
function topOf(chain: Chain, element: El): El | null {
  let at: El = element;
  for (let n = 0; n < chain.length; n++) {
    if (n > 0) {
      if (!at.parent?.parent) return null;
      at = at.parent;
    }
    if (!(chain[n] as Test)(at)) return null;
  }
  return at;
}

function all(checks: Test[]): Test {
  const [a, b] = checks;
  if (!a) return () => true;
  if (!b) return a;
  if (checks.length === 2) return (element) => a(element) && b(element);
  return (element) => checks.every((check) => check(element));
}

function checkOf(token: Token): Test | undefined {
  switch (token.type) {
    case SelectorType.Universal:
      return () => true;
    case SelectorType.Tag:
      return token.namespace === null ? tagCheck(token.name.toLowerCase()) : undefined;
    case SelectorType.Attribute:
      if (token.namespace !== null || token.ignoreCase === true || (token.ignoreCase === null && CASELESS.has(token.name.toLowerCase()))) return undefined;
      return attributeCheck(token.name.toLowerCase(), token.action, token.value);
    case SelectorType.Pseudo: {
      if (token.name !== 'not' || !Array.isArray(token.data)) return undefined;
      const inner = token.data.map((one) => simpleTest(one));
      return inner.every((test) => test !== undefined) ? (element) => !inner.some((test) => test(element)) : undefined;
    }
    default:
      return undefined;
  }
}

/** Attributes whose values HTML compares without case (HTML 4.16.2); left to the full selector engine. */
const CASELESS = new Set(['charset', 'checked', 'dir', 'disabled', 'hreflang', 'http-equiv', 'lang', 'language', 'media', 'method', 'rel', 'scope', 'selected', 'shape', 'target', 'type', 'align', 'valign']);

const tagCheck = (name: string): Test => (element) => element.name === name;

function attributeCheck(name: string, action: AttributeAction, value: string): Test | undefined {
  switch (action) {
    case AttributeAction.Exists:
      return (element) => element.attr(name) !== undefined;
    case AttributeAction.Equals:
      return (element) => element.attr(name) === value;
    case AttributeAction.Element: {
      if (value === '' || /\s/.test(value)) return () => false;
      const padded = ` ${value} `;
      return name === 'class' ? (element) => element.classes.includes(padded) : (element) => ` ${(element.attr(name) ?? '').replace(/\s/g, ' ')} `.includes(padded);
    }
    case AttributeAction.Start:
      return value === '' ? () => false : (element) => element.attr(name)?.startsWith(value) === true;
    case AttributeAction.End:
      return value === '' ? () => false : (element) => element.attr(name)?.endsWith(value) === true;
    case AttributeAction.Any:
      return value === '' ? () => false : (element) => element.attr(name)?.includes(value) === true;
    default:
      return undefined;
  }
}
