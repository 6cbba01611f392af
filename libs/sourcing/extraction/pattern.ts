import { type Expr, isWordCode, readPattern } from './pattern-syntax.js';

/** Longer texts are cut before matching: a field worth reading says it sooner. */
const MAX_TEXT = 2_000;
const MAX_PROGRAM = 1_000;

type Step =
  | { op: 'char'; test: (code: number) => boolean }
  | { op: 'assert'; at: 'start' | 'end' | 'word' | 'inside' }
  | { op: 'save'; slot: number }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'done' };

export interface Found {
  text: string;
  start: number;
  end: number;
  groups: (string | undefined)[];
  named: Record<string, string | undefined>;
}

/**
 * A pattern that cannot run away: every (step, place) is tried at most once, so a match costs at most steps × text.
 * Prefers what JavaScript would prefer (leftmost, greedy unless told otherwise).
 */
export class Pattern {
  private constructor(
    private readonly steps: Step[],
    private readonly names: (string | undefined)[],
  ) {}

  /** Throws a SyntaxError that says what recipes may not use. */
  static of(source: string): Pattern {
    const { expr, names } = readPattern(source);
    const steps: Step[] = [];
    emit(expr, steps);
    steps.push({ op: 'done' });
    return new Pattern(steps, names);
  }

  find(text: string, from = 0): Found | null {
    const subject = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
    const slots = run(this.steps, subject, from, this.names.length);
    if (!slots) return null;
    const start = slots[0] ?? 0;
    const end = slots[1] ?? start;
    const groups = this.names.map((_, slot) => {
      const [open, shut] = [slots[slot * 2] ?? -1, slots[slot * 2 + 1] ?? -1];
      return open < 0 || shut < 0 ? undefined : subject.slice(open, shut);
    });
    const named: Found['named'] = {};
    for (const [slot, name] of this.names.entries()) if (name) named[name] ??= groups[slot];
    return { text: subject.slice(start, end), start, end, groups, named };
  }

  /** Every match in turn, at most `limit`. */
  findAll(text: string, limit: number): Found[] {
    const found: Found[] = [];
    for (let at = 0; found.length < limit; ) {
      const next = this.find(text, at);
      if (!next) break;
      found.push(next);
      at = next.end > next.start ? next.end : next.end + 1;
    }
    return found;
  }
}

function emit(expr: Expr, steps: Step[]): void {
  if (steps.length > MAX_PROGRAM) throw new SyntaxError('is too large; write it with fewer repetitions');
  switch (expr.kind) {
    case 'char':
      steps.push({ op: 'char', test: expr.test });
      return;
    case 'assert':
      steps.push({ op: 'assert', at: expr.at });
      return;
    case 'all':
      for (const part of expr.parts) emit(part, steps);
      return;
    case 'group':
      steps.push({ op: 'save', slot: expr.slot * 2 });
      emit(expr.of, steps);
      steps.push({ op: 'save', slot: expr.slot * 2 + 1 });
      return;
    case 'any':
      return emitWays(expr.ways, steps);
    case 'repeat':
      return emitRepeat(expr, steps);
  }
}

function emitWays(ways: Expr[], steps: Step[]): void {
  const ends: { op: 'jump'; to: number }[] = [];
  for (const [n, way] of ways.entries()) {
    if (n === ways.length - 1) emit(way, steps);
    else {
      const split = { op: 'split' as const, first: steps.length + 1, second: 0 };
      steps.push(split);
      emit(way, steps);
      const jump = { op: 'jump' as const, to: 0 };
      steps.push(jump);
      ends.push(jump);
      split.second = steps.length;
    }
  }
  for (const jump of ends) jump.to = steps.length;
}

function emitRepeat({ of, min, max, lazy }: Extract<Expr, { kind: 'repeat' }>, steps: Step[]): void {
  for (let n = 0; n < min; n++) emit(of, steps);
  const optional = (loop: boolean): void => {
    const at = steps.length;
    const split = { op: 'split' as const, first: at + 1, second: at + 1 };
    steps.push(split);
    emit(of, steps);
    if (loop) steps.push({ op: 'jump', to: at });
    if (lazy) split.first = steps.length;
    else split.second = steps.length;
  };
  if (max === Infinity) optional(true);
  else for (let n = min; n < max; n++) optional(false);
}

/** Which (step, place) was tried, by the number of the search that tried it: never cleared, only outgrown. */
let tried = new Uint32Array(1 << 16);
let search = 0;

function run(steps: Step[], text: string, from: number, groups: number): number[] | null {
  const width = text.length + 1;
  if (steps.length * width > tried.length) tried = new Uint32Array(steps.length * width * 2);
  if (++search > 0xfffffff0) {
    tried.fill(0);
    search = 1;
  }
  const slots = new Array<number>(groups * 2).fill(-1);
  // Entries are (step, place); a negative step -1 - slot restores that slot to `place` when its branch failed.
  const stack: number[] = [];
  for (let start = from; start <= text.length; start++) {
    stack.push(0, start);
    while (stack.length > 0) {
      const place = stack.pop() as number;
      const at = stack.pop() as number;
      if (at < 0) slots[-1 - at] = place;
      else if (walk(steps, text, at, place, width, slots, stack)) {
        slots[0] = start;
        return slots;
      }
    }
  }
  return null;
}

function walk(steps: Step[], text: string, at: number, place: number, width: number, slots: number[], stack: number[]): boolean {
  for (;;) {
    const cell = at * width + place;
    if (tried[cell] === search) return false;
    tried[cell] = search;
    const step = steps[at] as Step;
    switch (step.op) {
      case 'done':
        slots[1] = place;
        return true;
      case 'char':
        if (place >= text.length || !step.test(text.charCodeAt(place))) return false;
        place++;
        at++;
        break;
      case 'assert':
        if (!holds(step.at, text, place)) return false;
        at++;
        break;
      case 'save':
        stack.push(-1 - step.slot, slots[step.slot] ?? -1);
        slots[step.slot] = place;
        at++;
        break;
      case 'jump':
        at = step.to;
        break;
      case 'split':
        stack.push(step.second, place);
        at = step.first;
        break;
    }
  }
}

function holds(at: 'start' | 'end' | 'word' | 'inside', text: string, place: number): boolean {
  if (at === 'start') return place === 0;
  if (at === 'end') return place === text.length;
  const before = place > 0 && isWordCode(text.charCodeAt(place - 1));
  const after = place < text.length && isWordCode(text.charCodeAt(place));
  return (before !== after) === (at === 'word');
}
