/** Deeper than any state that a shop writes; what nests deeper is refused, not recursed into. */
const MAX_DEPTH = 256;

const NAMES: Record<string, unknown> = { true: true, false: false, null: null, undefined: null, NaN: null, Infinity: null };
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '', '\r': '' };
const SPACE = /[\s\ufeff]*/y;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const NUMBER = /[+-]?(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;
const NAME = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const FLAG = /!([01])|void\s+0/y;
/** A run of a string in which nothing needs a second look. */
const PLAIN = { '"': /[^"\\]*/y, "'": /[^'\\]*/y, '`': /[^`\\$]*/y };

/**
 * The value of the object or list literal that starts at `from` in a script, as JSON would hold it: bare keys, either quotes, trailing commas, comments,
 * hexadecimal numbers, `!0` and `void 0` are understood (ECMA-262 13.2.4, 13.2.5). Undefined for anything that would have to be run: names, calls, sums.
 * One pass, never throws.
 */
export function readLiteral(text: string, from: number): unknown {
  try {
    return new Literal(text, from).value(0);
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

class NotALiteral extends Error {}

class Literal {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new NotALiteral();
    this.skip();
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.list(depth);
    if (char === '"' || char === "'" || char === '`') return this.string(char);
    const flag = this.take(FLAG);
    if (flag) return flag[1] === undefined ? null : flag[1] === '0';
    const number = this.take(NUMBER)?.[0];
    if (number !== undefined) return Number(number);
    const name = this.take(NAME)?.[0];
    if (name === undefined || !Object.hasOwn(NAMES, name)) throw new NotALiteral();
    return NAMES[name];
  }

  private object(depth: number): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    this.at++;
    for (;;) {
      if (this.eat('}')) return made;
      const key = this.key();
      if (!this.eat(':')) throw new NotALiteral();
      const value = this.value(depth + 1);
      // A key named __proto__ is data here and must never reach a prototype.
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
      if (!this.eat(',') && !this.next('}')) throw new NotALiteral();
    }
  }

  private list(depth: number): unknown[] {
    const made: unknown[] = [];
    this.at++;
    for (;;) {
      if (this.eat(']')) return made;
      if (this.next(',')) made.push(null);
      else made.push(this.value(depth + 1));
      if (!this.eat(',') && !this.next(']')) throw new NotALiteral();
    }
  }

  private key(): string {
    this.skip();
    const char = this.text[this.at];
    if (char === '"' || char === "'") return this.string(char);
    const bare = this.take(NAME)?.[0] ?? this.take(NUMBER)?.[0];
    if (bare === undefined) throw new NotALiteral();
    return bare;
  }

  private string(quote: '"' | "'" | '`'): string {
    let made = '';
    this.at++;
    for (;;) {
      made += this.take(PLAIN[quote])?.[0] ?? '';
      const char = this.text[this.at];
      if (char === quote) {
        this.at++;
        return made;
      }
      if (char === '$' && this.text[this.at + 1] !== '{') {
        made += char;
        this.at++;
      } else if (char === '\\') made += this.escape();
      else throw new NotALiteral();
    }
  }

  private escape(): string {
    const char = this.text[this.at + 1] ?? '';
    const code = char === 'x' ? /^[\da-f]{2}/i.exec(this.text.slice(this.at + 2, this.at + 4)) : char === 'u' ? /^(?:[\da-f]{4}|\{[\da-f]{1,6}\})/i.exec(this.text.slice(this.at + 2, this.at + 10)) : null;
    this.at += 2 + (code?.[0].length ?? 0);
    if (!code) return ESCAPES[char] ?? char;
    const point = Number.parseInt(code[0].replace(/[{}]/g, ''), 16);
    return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  private skip(): void {
    do this.take(SPACE);
    while (this.take(COMMENT));
  }

  private next(char: string): boolean {
    this.skip();
    return this.text[this.at] === char;
  }

  private eat(char: string): boolean {
    const there = this.next(char);
    if (there) this.at++;
    return there;
  }
}
