import type { RunState } from '../run-states.js';

/** The whole run must stop now; the site said so, or it cannot go on. Never thrown for one bad page. */
export class StopRun extends Error {
  constructor(readonly state: Extract<RunState, 'blocked' | 'stopped_by_robots' | 'failed'>, reason: string) {
    super(reason);
    this.name = 'StopRun';
  }
}

/** The run is no longer ours: cancelled by a person, or taken over. Nothing more may be written. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

/** What is left of a page that broke in a browser: the HTML where there is any, and what the browser complained of by then (FEATURES S9). */
export interface Traces { readonly url: string; readonly html: Buffer | string | null; readonly complaints: readonly string[] }

/** The browser, or the tab, ended under a page. It does not count as one of the page's tries; `byItself` says that nobody killed it. */
export class BrowserLost extends Error {
  override readonly name = 'BrowserLost';
  constructor(message: string, readonly byItself: boolean, readonly traces?: Traces) {
    super(message);
  }
}

/** robots.txt forbids the page; no request was made. `rule` is the line that says so, `file` the hash of the file in which it stands. */
export class PageRefused extends Error {
  constructor(readonly rule: string, readonly file: string) {
    super(`robots.txt forbids it: ${rule}`);
    this.name = 'PageRefused';
  }
}

/** The page cannot be had and trying again cannot help: wrong address, too large, too many redirects. */
export class PageHopeless extends Error {
  override readonly name: string = 'PageHopeless';
  constructor(message: string, readonly status: number | null = null) {
    super(message);
  }
}

/** The page was asked for twice and both times somebody died before the answer came. It is not asked for again in this run. */
export class PageInterrupted extends PageHopeless {
  override readonly name = 'PageInterrupted';
  constructor() {
    super('interrupted: it was on its way twice when its crawler was killed; the next run asks for it again');
  }
}

/** The page broke while a browser showed it; its tab still stands. */
export class PageBroke extends Error {
  override readonly name = 'PageBroke';
  constructor(message: string, readonly traces: Traces) {
    super(message);
  }
}
