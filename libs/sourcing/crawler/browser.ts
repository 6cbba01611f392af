import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import type { Browser, BrowserContext } from 'playwright-core';
import type { AddressGuard } from './address-guard.js';
import { BrowserMissing, findBrowser } from './find-browser.js';
import { GuardedProxy } from './guarded-proxy.js';
import { BrowserLost, StopRun } from './stop-run.js';

/**
 * No `--disable-features`: the last one counts, and Playwright has a list of its own. Images are not even asked for, which spares some thirty intercepted requests a page; the other
 * settings beside it are Playwright's, for here too the last one counts.
 */
const FLAGS = ['--disable-quic', '--disable-dev-shm-usage', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--blink-settings=imagesEnabled=false,primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4'];

/** A browser that does not start so often in a row will not start. */
const MOST_FAILED_STARTS = 3;

/** By these a browser is ended from outside; by any other it ended itself. */
const KILLED_BY = new Set<NodeJS.Signals | null>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

interface Running { readonly process: ChildProcess; readonly browser: Browser; readonly proxy: GuardedProxy; readonly proxyUrl: string; /** Settles when it has ended: did it break, or was it killed? */ readonly broke: Promise<boolean> }

/**
 * One Chromium, started when first needed and again when it died. It reaches the network through the guarded proxy only, and its process id is told so
 * that a supervisor can kill it from outside: browsers hang.
 */
export class CrawlBrowser {
  private started: Promise<Running> | undefined;
  private current: Running | undefined;
  private failures = 0;
  private closing = false;

  constructor(private readonly guard: AddressGuard, private readonly userAgent: string, private readonly executable: string | undefined, private readonly onPid: (pid: number) => void) {}

  /** A fresh context: own cookies, own cache, our own user agent. @throws BrowserLost when the browser ended meanwhile. */
  async newContext(): Promise<{ context: BrowserContext; broke: Promise<boolean>; isGone: () => boolean }> {
    const running = await (this.started ??= this.start().catch((error: unknown) => this.noBrowser(error)));
    const { browser, proxy, proxyUrl, broke } = running;
    const isGone = (): boolean => !browser.isConnected();
    try {
      const context = await browser.newContext({
        userAgent: this.userAgent, serviceWorkers: 'block', acceptDownloads: false, ignoreHTTPSErrors: false, viewport: { width: 1280, height: 1024 },
        proxy: { server: proxyUrl, username: proxy.username, password: proxy.password, bypass: '<-loopback>' },
      });
      return { context, broke, isGone };
    } catch (error) {
      if (!isGone()) throw error;
      this.bury(running);
      throw new BrowserLost('the browser was killed', false);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    const running = await this.started?.catch(() => undefined);
    if (!running) return;
    await Promise.race([running.browser.close(), new Promise((resolve) => setTimeout(resolve, 3_000).unref())]).catch(() => undefined);
    kill(running.process);
    await running.proxy.close();
  }

  private async start() {
    const { chromium } = await import('playwright-core');
    const proxy = new GuardedProxy(this.guard);
    const proxyUrl = await proxy.start();
    const { browser, process: child } = await launched(() => chromium.launch({
      executablePath: findBrowser(this.executable), headless: true, chromiumSandbox: process.getuid?.() !== 0, args: FLAGS, timeout: 30_000,
      handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false,
    }));
    this.onPid(child.pid!);
    const broke = new Promise<boolean>((resolve) => {
      const over = (signal: NodeJS.Signals | null): void => resolve(!KILLED_BY.has(signal));
      if (hasEnded(child)) over(child.signalCode);
      else child.once('exit', (_code, signal) => over(signal));
    });
    const running: Running = { process: child, proxy, proxyUrl, broke, browser };
    this.failures = 0;
    this.current = running;
    running.browser.once('disconnected', () => this.bury(running));
    return running;
  }

  /** Browsers crash, and operators kill them; the next page starts another one. */
  private bury(running: Running): void {
    if (this.closing || this.current !== running) return;
    this.current = this.started = undefined;
    kill(running.process);
    void running.proxy.close().catch(() => undefined);
  }

  /** Without a browser no page of this run that needs one can be had; trying each of them would only take longer. */
  private noBrowser(error: unknown): never {
    const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    this.started = undefined;
    if (error instanceof BrowserMissing) throw new StopRun('failed', message);
    if (++this.failures < MOST_FAILED_STARTS) throw new BrowserLost(message, false);
    throw new StopRun('failed', `The browser did not start: ${message}`);
  }
}

/**
 * A browser and its process. Playwright tells the process only of a browser server, and everything that goes through one is written and read as JSON twice more, a sixth of
 * the crawler's own work; so Node is asked what it starts.
 */
async function launched(launch: () => Promise<Browser>): Promise<{ browser: Browser; process: ChildProcess }> {
  const started: ChildProcess[] = [];
  const notice = (message: unknown): unknown => started.push((message as { process: ChildProcess }).process);
  subscribe('child_process', notice);
  try {
    const browser = await launch();
    const main = started.find((child) => child.spawnargs.includes('--remote-debugging-pipe'));
    if (main?.pid !== undefined) return { browser, process: main };
    await browser.close();
    throw new Error('the process of the browser is not known');
  } finally {
    unsubscribe('child_process', notice);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

function kill(child: ChildProcess): void {
  if (hasEnded(child)) return;
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
