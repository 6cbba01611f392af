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

/** The browser died under a page. Not the page's fault, so it does not count as one of its attempts. */
export class BrowserLost extends Error {
  override readonly name = 'BrowserLost';
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
  constructor(message: string, readonly status: number | null = null) {
    super(message);
    this.name = 'PageHopeless';
  }
}
