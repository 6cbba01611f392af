import { appendFileSync, closeSync, existsSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'journal';

/**
 * How heavily the end of a crawler or a browser weighs on a page: it broke by itself with this page alone, it was killed while it read this page, it was killed while
 * this page was under way. With `most` of it a page is left out: after three that broke, five killed while reading, twenty killed.
 */
export const BLAME = { broke: 7, killedReading: 4, killed: 1, most: 20 } as const;

/** Lines that others add: `broke`, the crawler ended by itself and should not have; `stopped`, somebody wanted it to end, or its database went. */
export type LastWord = 'broke' | 'stopped';

/** What earlier crawlers of a run left behind. */
interface Past {
  readonly asks: Map<string, { asked: number; ended: number }>;
  readonly blame: Map<string, number>;
  /** Pages that were under way when a crawler broke: one of them may have done it. */
  readonly suspects: Set<string>;
}

/**
 * What a crawler notes of its run before it does it, in a file that outlives a SIGKILL: `ask KEY` before a request leaves and `end KEY` when it came to an end,
 * `visit PAGE` and `left PAGE` around the work on a page, `read PAGE` and `unread` around reading it. So the next crawler knows which requests were on their way and under which page this one died.
 * A file and not rows: two lines a page cost 10 µs, a commit a page would cost the crawl a tenth of its speed. An ask is on the disk before it leaves; asks that leave
 * together share one fdatasync (0.5 ms).
 */
export class Journal {
  private readonly file: number;
  private readonly past: Past;
  private syncing: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** Opens the journal of a run and begins the life of one more crawler in it. */
  constructor(folder: string) {
    const path = join(folder, NAME);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    this.past = pastOf(text);
    this.file = openSync(path, 'a', 0o600);
    // A line that was cut by a power failure stands alone.
    this.note(text === '' || text.endsWith('\n') ? 'start' : '\nstart');
  }

  /** A request is about to leave. Resolves when that is on the disk. */
  async ask(key: string): Promise<void> {
    this.count(key).asked++;
    this.note(`ask ${key}`);
    await this.sync();
  }

  /** A request came to an end and we are still there: answered, refused, timed out. */
  end(key: string): void {
    this.count(key).ended++;
    this.note(`end ${key}`);
  }

  /** Requests that left and never came to an end: whoever made them died. */
  lost(key: string): number {
    const ask = this.past.asks.get(key);
    return ask ? ask.asked - ask.ended : 0;
  }

  asked(key: string): number {
    return this.past.asks.get(key)?.asked ?? 0;
  }

  visit(page: string): void { this.note(`visit ${page}`); }
  left(page: string): void { this.note(`left ${page}`); }

  /** Reading a page happens at one go, so of a crawler that dies meanwhile it is known which page it was. */
  reading<Result>(page: string, read: () => Result): Result {
    this.note(`read ${page}`);
    try {
      return read();
    } finally {
      this.note('unread');
    }
  }

  /** Has this page ended so many crawlers that it is to be left out? */
  condemns(page: string): boolean {
    return (this.past.blame.get(page) ?? 0) >= BLAME.most;
  }

  suspects(page: string): boolean {
    return this.past.suspects.has(page);
  }

  close(): void {
    closeSync(this.file);
  }

  private count(key: string): { asked: number; ended: number } {
    let ask = this.past.asks.get(key);
    if (!ask) this.past.asks.set(key, ask = { asked: 0, ended: 0 });
    return ask;
  }

  private note(line: string): void {
    writeSync(this.file, `${line}\n`);
  }

  /** One call to the disk at a time; who comes while one is under way shares the next one. */
  private sync(): Promise<void> {
    if (!this.syncing) return (this.syncing = this.flush().finally(() => (this.syncing = undefined)));
    return (this.next ??= this.syncing.then(() => {
      this.next = undefined;
      return this.sync();
    }));
  }

  private flush(): Promise<void> {
    return new Promise((resolve, reject) => fdatasync(this.file, (error) => (error ? reject(error) : resolve())));
  }
}

/** Says how a crawler ended; without that word it counts as killed. */
export function lastWord(folder: string, word: LastWord): void {
  const path = join(folder, NAME);
  if (existsSync(path)) appendFileSync(path, `${word}\n`);
}

function pastOf(text: string): Past {
  const past: Past = { asks: new Map(), blame: new Map(), suspects: new Set() };
  let life = { underWay: new Set<string>(), reading: '', word: '' };
  const over = (): void => {
    judge(past, life);
    life = { underWay: new Set(), reading: '', word: '' };
  };
  for (const line of text.split('\n')) {
    const [word, what = ''] = line.split(' ');
    switch (word) {
      case 'start': over(); break;
      case 'broke': case 'stopped': life.word ||= word; break;
      case 'ask': case 'end': {
        const ask = past.asks.get(what) ?? { asked: 0, ended: 0 };
        ask[word === 'ask' ? 'asked' : 'ended']++;
        past.asks.set(what, ask);
        break;
      }
      case 'visit': life.underWay.add(what); break;
      case 'read': life.reading = what; break;
      case 'unread': life.reading = ''; break;
      case 'left':
        life.underWay.delete(what);
        past.suspects.delete(what);
        break;
      default:
    }
  }
  over();
  return past;
}

/** Whose fault was the end of this crawler? Reading is done by one page at a time, so there it is certain; of several that were only under way it is not. */
function judge({ blame, suspects }: Past, { underWay, reading, word }: { underWay: ReadonlySet<string>; reading: string; word: string }): void {
  if (word === 'stopped') return;
  const add = (page: string, weight: number): unknown => blame.set(page, (blame.get(page) ?? 0) + weight);
  const alone = reading || (underWay.size === 1 ? [...underWay][0]! : '');
  if (word === 'broke') {
    if (alone) add(alone, BLAME.broke);
    for (const page of underWay) suspects.add(page);
  } else {
    for (const page of underWay) add(page, page === reading ? BLAME.killedReading : BLAME.killed);
  }
}
