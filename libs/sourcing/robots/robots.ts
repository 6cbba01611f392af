/**
 * The Robots Exclusion Protocol (RFC 9309) as pure functions: text in, verdict out. Fetching and caching are elsewhere.
 *
 * Works on octets, not characters: a rule in another encoding still matches the URL that carries the same octets.
 */

/** RFC 9309 2.5 wants at least 500 KiB parsed. Twice that: a site's wish further down still counts. */
export const ROBOTS_PARSE_LIMIT = 1024 * 1024;

export interface RobotsRule {
  readonly allow: boolean;
  /** As written, without comment. */
  readonly text: string;
  /** Line number in the file, from 1. */
  readonly line: number;
  readonly pattern: Pattern;
}
interface Group { readonly agents: string[]; readonly rules: RobotsRule[] }

export interface RobotsTxt { readonly groups: readonly Group[] }

export interface RobotsVerdict {
  readonly allowed: boolean;
  /** The rule that decided, as written; null when no rule matches (2.2.2: then the URL is allowed). */
  readonly rule: string | null;
  /** Its line, from 1; null without a rule. */
  readonly line: number | null;
}

/**
 * Reads a robots.txt. Never throws: what is no rule is skipped (2.2.4, 2.5 "SHOULD parse what it can").
 *
 * - 2.1/2.2: lines end in CR, LF or CRLF; `#` starts a comment; keys are case-insensitive; a BOM is skipped.
 * - 2.1: a group is one or more user-agent lines and the rules after them; blank lines and other records
 *   (2.2.4: sitemap and the like) neither end a group nor start one; rules before any user-agent belong to nobody.
 */
export function parseRobots(body: string | Buffer): RobotsTxt {
  const groups: Group[] = [];
  let current: Group | undefined;
  let collectingAgents = false;
  const lines = octets(body).split(/\r\n|\r|\n/);
  for (const [index, written] of lines.entries()) {
    const hash = written.indexOf('#');
    const text = (hash < 0 ? written : written.slice(0, hash)).trim();
    const colon = text.indexOf(':');
    if (colon < 0) continue;
    const key = text.slice(0, colon).trim().toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (key === 'user-agent') {
      if (!current || !collectingAgents) groups.push(current = { agents: [], rules: [] });
      collectingAgents = true;
      current.agents.push(productToken(value));
    } else if (key === 'allow' || key === 'disallow') {
      collectingAgents = false;
      // 2.2.2: an empty pattern matches nothing, so it is no rule, but it does end the list of user agents.
      if (current && value) current.rules.push({ allow: key === 'allow', text: Buffer.from(text, 'latin1').toString('utf8'), line: index + 1, pattern: compile(value) });
    }
  }
  return { groups };
}

/**
 * May `agent` fetch `url`?
 *
 * - 2.2.1: groups are found by product token, case-insensitively; all groups that name it count as one; only when none
 *   does, the groups of `*` hold; without those everything is allowed.
 * - 2.2.2: the match with the most octets wins; of equal ones, allow. `/robots.txt` itself is always allowed.
 * @param agent product token such as `Beckon`; a version after it (`Beckon/1.0`) is ignored.
 * @param url   absolute URL, or a path with query.
 */
export function judge(robots: RobotsTxt, agent: string, url: string): RobotsVerdict {
  const paths = comparable(pathOf(url));
  if (paths.plain === '/robots.txt') return { allowed: true, rule: null, line: null };
  const token = productToken(agent);
  const own = robots.groups.filter((group) => group.agents.includes(token));
  const groups = own.length > 0 && token !== '*' ? own : robots.groups.filter((group) => group.agents.includes('*'));
  let best: RobotsRule | undefined;
  for (const group of groups) {
    for (const rule of group.rules) {
      if (best && (rule.pattern.length < best.pattern.length || (rule.pattern.length === best.pattern.length && (best.allow || !rule.allow)))) continue;
      if (matches(rule.pattern, paths)) best = rule;
    }
  }
  return best ? { allowed: best.allow, rule: best.text, line: best.line } : { allowed: true, rule: null, line: null };
}

/** 2.2.1: letters, `-` and `_`; digits are seen in the wild. Whatever follows (a version, a remark) is not part of it. */
function productToken(value: string): string {
  if (/^\*(?![^\s])/.test(value)) return '*';
  return (/^[a-z0-9_-]+/i.exec(value)?.[0] ?? value).toLowerCase();
}

interface Comparable { readonly plain: string; readonly query: string }
interface Pattern {
  /** Literal pieces between wildcards, for either way of writing the query. */
  readonly plain: readonly string[];
  readonly query: readonly string[];
  /** `$`: nothing may follow. */
  readonly ends: boolean;
  /** Octets, for "most specific". */
  readonly length: number;
}

/** 2.2.3: `*` stands for any octets, a final `$` for the end; anywhere else `$` is itself. */
function compile(written: string): Pattern {
  const ends = written.endsWith('$');
  const pieces = (ends ? written.slice(0, -1) : written).split('*');
  const plain = pieces.map((piece) => encode(piece, false, true));
  let inQuery = false;
  const query = pieces.map((piece) => {
    const encoded = encode(piece, inQuery);
    inQuery ||= piece.includes('?');
    return encoded;
  });
  return { plain, query, ends, length: plain.reduce((sum, piece) => sum + piece.length, 0) + pieces.length - 1 + (ends ? 1 : 0) };
}

function comparable(path: string): Comparable {
  return { plain: encode(path, false, true), query: encode(path, false) };
}

/**
 * The RFC's table of examples (2.2.2) holds `?u=https://a` and `?u=https%3A%2F%2Fa` for equal, while a pattern with a wildcard
 * before `/b` must still find `/b` in a query. Hence two readings; a rule matches when either does.
 */
const matches = (pattern: Pattern, path: Comparable): boolean =>
  fits(pattern.plain, pattern.ends, path.plain) || fits(pattern.query, pattern.ends, path.query);

/** Leftmost fit of the pieces in order. Linear in the path for each piece; never backtracks. */
function fits(pieces: readonly string[], ends: boolean, path: string): boolean {
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return !ends || path.length === first.length;
  let at = first.length;
  const last = rest.pop()!;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return ends ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}

const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * 2.2.2: octets outside US-ASCII are percent-encoded, percent-encoded unreserved characters are decoded, other escapes
 * keep their meaning with hex in upper case. 2.2.3: a literal `*` or `$` compares as `%2A`, `%24`.
 * @param inQuery the text starts after a `?`; there `:` and `/` compare as their escapes.
 * @param plain   leave `:` and `/` of the query as they are.
 */
function encode(text: string, inQuery: boolean, plain = false): string {
  let out = '';
  let query = inQuery;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const code = text.charCodeAt(i);
    if (char === '%' && /^[0-9a-f]{2}$/i.test(text.slice(i + 1, i + 3))) {
      const octet = String.fromCharCode(parseInt(text.slice(i + 1, i + 3), 16));
      out += UNRESERVED.test(octet) ? octet : text.slice(i, i + 3).toUpperCase();
      i += 2;
    } else if (code > 0x7e || code <= 0x20 || char === '*' || char === '$' || (query && !plain && (char === ':' || char === '/'))) {
      out += '%' + code.toString(16).toUpperCase().padStart(2, '0');
    } else {
      query ||= char === '?';
      out += char;
    }
  }
  return out;
}

function pathOf(url: string): string {
  const parsed = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
  const path = parsed ? parsed.pathname + parsed.search : url.split('#')[0]!;
  return octets(path.startsWith('/') ? path : `/${path}`);
}

/** One character per octet, the BOM gone, cut at the parse limit behind the last whole line. */
function octets(body: string | Buffer): string {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const start = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('latin1', start, Math.min(bytes.length, start + ROBOTS_PARSE_LIMIT));
  return bytes.length - start <= ROBOTS_PARSE_LIMIT ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}
