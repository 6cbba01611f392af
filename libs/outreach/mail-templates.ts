import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** Where the shipped templates lie; the compiled code stands one folder deeper than the source. */
const FOLDER = join(import.meta.dirname, import.meta.dirname.replaceAll('\\', '/').includes('/dist/libs/') ? '../../..' : '../..', 'templates');

export type Variables = { readonly [name: string]: string | number | Variables | readonly (string | Variables)[] | undefined };
export type Template = (variables: Variables) => string;

/** A variable that the template needs is not there, or empty. Names it. */
export class MissingVariable extends Error {
  override readonly name = 'MissingVariable';
  constructor(readonly variable: string) {
    super(`the template needs “${variable}”, which is missing or empty`);
  }
}

const compiled = new Map<string, Template>();

/**
 * A shipped template, compiled once a process (compiling each time is 120 times slower). Strict: a missing or empty variable throws,
 * so that nobody is ever greeted with "Hello ,". Only the built-in block helpers exist. `.html.hbs` and page templates are escaped; subject
 * and plain text are not HTML and are not.
 * @throws MissingVariable from the returned function.
 */
export function template(name: string): Template {
  let made = compiled.get(name);
  if (!made) {
    const source = readFileSync(join(FOLDER, `${name}.hbs`), 'utf8');
    const render = Handlebars.compile<Variables>(source, { strict: true, knownHelpersOnly: true, noEscape: /\.(text|subject)$/.test(name), preventIndent: true });
    made = (variables) => {
      try {
        return render(withoutBlanks(variables) ?? {});
      } catch (error) {
        const missing = /^"(.+?)" not defined in/.exec(error instanceof Error ? error.message : '');
        if (missing) throw new MissingVariable(missing[1]!);
        throw error;
      }
    };
    compiled.set(name, made);
  }
  return made;
}

/** HTML that is already escaped, for a layout around it. */
export const asIs = (html: string): Variables => new Handlebars.SafeString(html) as unknown as Variables;

/** An empty text is a missing one. */
function withoutBlanks<Value>(value: Value): Value | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((entry) => entry !== undefined) as Value;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutBlanks(entry)] as const).filter(([, entry]) => entry !== undefined)) as Value;
  }
  return value;
}
