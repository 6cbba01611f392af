/** One step of a path into embedded state. */
type Step =
  | { kind: 'key'; name: string }
  | { kind: 'keys'; names: string[] }
  | { kind: 'index'; at: number }
  | { kind: 'every' }
  | { kind: 'prefix'; start: string }
  | { kind: 'where'; path: JsonPath; wants: string; not: boolean }
  | { kind: 'anywhere'; name: string }
  | { kind: 'parse' }
  | { kind: 'follow' };

const MAX_LENGTH = 400;
const MAX_FOUND = 20_000;
/** A search at any depth looks at this many values. */
const MAX_VISITED = 400_000;

/**
 * A path into JSON, read once. Steps are parted by points:
 * `a.b` keys · `a|b` both · `'odd.key'` quoted key · `[0]` `[-1]` place · `[*]` every entry · `[type=x]` `[type!=x]` entries by a value (dotted paths allowed) ·
 * `Name*` every key that starts so · `**name` that key at any depth · `(json)` parses a string that holds JSON ·
 * `(ref)` swaps an id, `{id}` or `{__ref}` for the entry of that name at the top of the state.
 */
export class JsonPath {
  private constructor(private readonly steps: Step[]) {}

  /** Throws a SyntaxError that says what is wrong. */
  static of(source: string): JsonPath {
    if (source.length > MAX_LENGTH) throw new SyntaxError(`is longer than ${MAX_LENGTH} characters`);
    const steps: Step[] = [];
    let rest = source;
    while (rest !== '') {
      const [step, length] = readStep(rest, source);
      steps.push(step);
      rest = rest.slice(length).replace(/^\.(?=.)/, '');
    }
    return new JsonPath(steps);
  }

  /** Every value that the path leads to, in order; none where it leads nowhere. `root` is the state that `(ref)` looks entries up in. */
  select(value: unknown, root: unknown = value): unknown[] {
    let current: unknown[] = [value];
    for (const step of this.steps) {
      const next: unknown[] = [];
      for (const one of current) {
        take(step, one, root, next);
        if (next.length > MAX_FOUND) break;
      }
      current = next;
      if (current.length === 0) break;
    }
    return current;
  }
}

const STEP = /^(?:'([^']*)'|\[(-?\d{1,6})\]|\[\*\]|\[([^\]=!]+)(!?=)([^\]]*)\]|\((json|ref)\)|\*\*([\w$-]+)|([^.[\]()'*]+)(\*?))/;

function readStep(rest: string, source: string): [Step, number] {
  const found = STEP.exec(rest);
  if (!found) throw new SyntaxError(`cannot be read at ${JSON.stringify(rest.slice(0, 20))} (in ${JSON.stringify(source)})`);
  const [all, quoted, at, where, sign, wants, call, anywhere, name, star] = found;
  const step: Step =
    quoted !== undefined ? { kind: 'key', name: quoted }
    : at !== undefined ? { kind: 'index', at: Number(at) }
    : where !== undefined ? { kind: 'where', path: JsonPath.of(where), wants: (wants ?? '').replace(/^'(.*)'$/, '$1'), not: sign === '!=' }
    : call !== undefined ? { kind: call === 'json' ? 'parse' : 'follow' }
    : anywhere !== undefined ? { kind: 'anywhere', name: anywhere }
    : name !== undefined ? (star ? { kind: 'prefix', start: name } : name.includes('|') ? { kind: 'keys', names: name.split('|') } : { kind: 'key', name })
    : { kind: 'every' };
  return [step, all.length];
}

type Entries = Record<string, unknown>;
const isObject = (value: unknown): value is Entries => typeof value === 'object' && value !== null;
const own = (value: unknown, key: string): unknown => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);

function take(step: Step, value: unknown, root: unknown, out: unknown[]): void {
  const add = (one: unknown): void => {
    if (one !== undefined && one !== null) out.push(one);
  };
  switch (step.kind) {
    case 'key':
      return add(own(value, step.name));
    case 'keys':
      for (const name of step.names) add(own(value, name));
      return;
    case 'index':
      return add(Array.isArray(value) ? value.at(step.at) : undefined);
    case 'every':
      if (isObject(value)) for (const one of Object.values(value).slice(0, MAX_FOUND)) add(one);
      return;
    case 'prefix':
      if (isObject(value)) for (const [key, one] of Object.entries(value)) if (key.startsWith(step.start)) add(one);
      return;
    case 'where':
      if (isObject(value)) for (const one of Object.values(value)) if (step.path.select(one, root).some((found) => String(found) === step.wants) !== step.not) add(one);
      return;
    case 'anywhere':
      return search(value, step.name, add);
    case 'parse':
      return add(typeof value === 'string' ? parsed(value) : value);
    case 'follow':
      return add(own(root, reference(value)));
  }
}

function reference(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const id = own(value, '__ref') ?? own(value, 'id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function search(value: unknown, name: string, add: (one: unknown) => void): void {
  const stack: unknown[] = [value];
  for (let visited = 0; stack.length > 0 && visited < MAX_VISITED; visited++) {
    const one = stack.pop();
    if (!isObject(one)) continue;
    add(own(one, name));
    const inside = Object.values(one);
    for (let n = inside.length - 1; n >= 0; n--) if (isObject(inside[n])) stack.push(inside[n]);
  }
}

/** JSON or nothing: what a page holds may be broken at will. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
