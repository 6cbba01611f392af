/** The part of regular expressions that recipes may use. No look-around and no back-references: neither can be matched in linear time. */
export type Expr =
  | { kind: 'char'; test: (code: number) => boolean }
  | { kind: 'assert'; at: 'start' | 'end' | 'word' | 'inside' }
  | { kind: 'all'; parts: Expr[] }
  | { kind: 'any'; ways: Expr[] }
  | { kind: 'repeat'; of: Expr; min: number; max: number; lazy: boolean }
  | { kind: 'group'; of: Expr; slot: number };

export interface Syntax {
  expr: Expr;
  /** Name of each capture group by slot (1, 2, …), undefined for unnamed ones. */
  names: (string | undefined)[];
}

const MAX_LENGTH = 400;
const MAX_COUNT = 60;

type CharTest = (code: number) => boolean;
const digit: CharTest = (c) => c >= 48 && c <= 57;
const word: CharTest = (c) => digit(c) || c === 95 || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
const space: CharTest = (c) => c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000 || c === 0xfeff;
const not = (test: CharTest): CharTest => (c) => !test(c);
const SHORTHANDS: Record<string, CharTest> = { d: digit, D: not(digit), w: word, W: not(word), s: space, S: not(space) };
const CONTROLS: Record<string, number> = { n: 10, r: 13, t: 9 };
const property = (name: string): CharTest => {
  const letters = new RegExp(`^\\p{${name}}$`, 'u');
  return (c) => letters.test(String.fromCharCode(c));
};

export const isWordCode = word;

/** Reads a pattern. Throws a SyntaxError that says what is wrong and where. A leading `(?i)` ignores case. */
export function readPattern(source: string): Syntax {
  if (source.length > MAX_LENGTH) throw new SyntaxError(`is longer than ${MAX_LENGTH} characters`);
  const ignoreCase = source.startsWith('(?i)');
  return new Reader(ignoreCase ? source.slice(4) : source, ignoreCase).read();
}

class Reader {
  private at = 0;
  private readonly names: (string | undefined)[] = [undefined];
  private depth = 0;
  constructor(
    private readonly source: string,
    private readonly ignoreCase: boolean,
  ) {}

  read(): Syntax {
    const expr = this.alternatives();
    if (this.at < this.source.length) this.fail('has a ")" too many');
    return { expr, names: this.names };
  }

  private fail(what: string): never {
    throw new SyntaxError(`${what} (at character ${this.at + 1} of ${JSON.stringify(this.source)})`);
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private alternatives(): Expr {
    const ways = [this.sequence()];
    while (this.take('|')) ways.push(this.sequence());
    return ways.length === 1 && ways[0] ? ways[0] : { kind: 'any', ways };
  }

  private sequence(): Expr {
    const parts: Expr[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') parts.push(this.repeated());
    return { kind: 'all', parts };
  }

  private repeated(): Expr {
    const of = this.atom();
    const [min, max] = this.take('*') ? [0, Infinity] : this.take('+') ? [1, Infinity] : this.take('?') ? [0, 1] : (this.counted() ?? [1, 1]);
    if (min === 1 && max === 1) return of;
    const lazy = this.take('?');
    if ('*+?{'.includes(this.source[this.at] ?? ' ')) this.fail('repeats a repetition');
    return { kind: 'repeat', of, min, max, lazy };
  }

  private counted(): [number, number] | undefined {
    const found = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.source.slice(this.at, this.at + 12));
    if (!found) return undefined;
    this.at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === '' ? min : found[3] === '' ? Infinity : Number(found[3]);
    if (max < min || min > MAX_COUNT || (max !== Infinity && max > MAX_COUNT)) this.fail(`counts beyond ${MAX_COUNT}`);
    return [min, max];
  }

  private atom(): Expr {
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.char(this.set());
    if (this.take('.')) return this.char((c) => c !== 10);
    if (this.take('^')) return { kind: 'assert', at: 'start' };
    if (this.take('$')) return { kind: 'assert', at: 'end' };
    if (this.take('\\b')) return { kind: 'assert', at: 'word' };
    if (this.take('\\B')) return { kind: 'assert', at: 'inside' };
    if ('*+?'.includes(this.source[this.at] ?? ' ')) this.fail('has nothing to repeat');
    if (this.take('\\')) return this.char(this.escape());
    return this.char(this.literal(this.source.charCodeAt(this.at++)));
  }

  private char(test: CharTest): Expr {
    return { kind: 'char', test };
  }

  private literal(code: number): CharTest {
    if (!this.ignoreCase) return (c) => c === code;
    const folded = String.fromCharCode(code).toLowerCase();
    return (c) => c === code || String.fromCharCode(c).toLowerCase() === folded;
  }

  private group(): Expr {
    if (++this.depth > 20) this.fail('nests groups too deep');
    let slot = 0;
    if (this.take('?:')) slot = 0;
    else if (this.take('?<') && /[A-Za-z]/.test(this.source[this.at] ?? '')) {
      const end = this.source.indexOf('>', this.at);
      if (end < 0) this.fail('has a group name without ">"');
      slot = this.names.push(this.source.slice(this.at, end)) - 1;
      this.at = end + 1;
    } else if (this.source[this.at] === '?' || this.source[this.at - 1] === '<') this.fail('looks ahead or behind, which recipes may not');
    else slot = this.names.push(undefined) - 1;
    const of = this.alternatives();
    if (!this.take(')')) this.fail('has a "(" without ")"');
    this.depth--;
    return slot === 0 ? of : { kind: 'group', of, slot };
  }

  private escape(): CharTest {
    const letter = this.source[this.at++] ?? this.fail('ends in a backslash');
    const shorthand = SHORTHANDS[letter];
    if (shorthand) return shorthand;
    if (letter === 'p' || letter === 'P') {
      const found = /^\{(L|Lu|Ll|Lo|N|Nd|P|S|Sc|Z)\}/.exec(this.source.slice(this.at, this.at + 5));
      if (!found?.[1]) this.fail('knows only \\p{L}, Lu, Ll, Lo, N, Nd, P, S, Sc, Z');
      this.at += found[0].length;
      return letter === 'p' ? property(found[1]) : not(property(found[1]));
    }
    if (letter === 'u') {
      const code = Number.parseInt(this.source.slice(this.at, this.at + 4), 16);
      if (Number.isNaN(code)) this.fail('has a \\u without four hexadecimal digits');
      this.at += 4;
      return this.literal(code);
    }
    if (digit(letter.charCodeAt(0)) || letter === 'k') this.fail('refers back to a group, which recipes may not');
    return this.literal(CONTROLS[letter] ?? letter.charCodeAt(0));
  }

  private set(): CharTest {
    const negated = this.take('^');
    const tests: CharTest[] = [];
    while (!this.take(']')) {
      if (this.at >= this.source.length) this.fail('has a "[" without "]"');
      if (this.take('\\')) tests.push(this.escape());
      else {
        const from = this.source.charCodeAt(this.at++);
        if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && this.at + 1 < this.source.length) {
          const to = this.source.charCodeAt(this.at + 1);
          this.at += 2;
          tests.push((c) => (c >= from && c <= to) || (this.ignoreCase && inRange(c, from, to)));
        } else tests.push(this.literal(from));
      }
    }
    return negated ? (c) => !tests.some((test) => test(c)) : (c) => tests.some((test) => test(c));
  }
}

function inRange(code: number, from: number, to: number): boolean {
  const char = String.fromCharCode(code);
  return [char.toLowerCase(), char.toUpperCase()].some((other) => other.charCodeAt(0) >= from && other.charCodeAt(0) <= to);
}
