import type { Browser, BrowserContext, BrowserServer } from 'playwright-core';
import type { AddressGuard } from './address-guard.js';
import { BrowserMissing, findBrowser } from './find-browser.js';
import { GuardedProxy } from './guarded-proxy.js';
import { BrowserLost, StopRun } from './stop-run.js';

const FLAGS = ['--disable-quic', '--disable-dev-shm-usage', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', '--disable-features=Translate,MediaRouter'];

/** A browser that does not start so often in a row will not start. */
const MOST_FAILED_STARTS = 3;

interface Running { readonly server: BrowserServer; readonly browser: Browser; readonly proxy: GuardedProxy; readonly proxyUrl: string }

/**
 * One Chromium, started when first needed and again when it died. It reaches the network through the guarded proxy only, and its process id is told so
 * that a supervisor can kill it from outside: browsers hang.
 */
export class CrawlBrowser {
  private started: Promise<Running> | undefined;
  private failures = 0;
  private closing = false;

  constructor(private readonly guard: AddressGuard, private readonly userAgent: string, private readonly executable: string | undefined, private readonly onPid: (pid: number) => void) {}

  /** A fresh context: own cookies, own cache, our own user agent. */
  async newContext(): Promise<BrowserContext> {
    const { browser, proxy, proxyUrl } = await (this.started ??= this.start().catch((error: unknown) => this.noBrowser(error)));
    return await browser.newContext({
      userAgent: this.userAgent, serviceWorkers: 'block', acceptDownloads: false, ignoreHTTPSErrors: false, viewport: { width: 1280, height: 1024 },
      proxy: { server: proxyUrl, username: proxy.username, password: proxy.password, bypass: '<-loopback>' },
    }).catch((error: unknown) => { throw browser.isConnected() ? error : new BrowserLost('the browser died'); });
  }

  async close(): Promise<void> {
    this.closing = true;
    const running = await this.started?.catch(() => undefined);
    if (!running) return;
    await Promise.race([running.browser.close().then(() => running.server.close()), new Promise((resolve) => setTimeout(resolve, 3_000).unref())]).catch(() => undefined);
    await running.server.kill().catch(() => undefined);
    await running.proxy.close();
  }

  private async start() {
    const { chromium } = await import('playwright-core');
    const proxy = new GuardedProxy(this.guard);
    const proxyUrl = await proxy.start();
    const server = await chromium.launchServer({
      executablePath: findBrowser(this.executable), headless: true, chromiumSandbox: process.getuid?.() !== 0, args: FLAGS, host: '127.0.0.1', timeout: 30_000,
      handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false,
    });
    this.onPid(server.process().pid!);
    const running: Running = { server, proxy, proxyUrl, browser: await chromium.connect(server.wsEndpoint()) };
    this.failures = 0;
    // Browsers crash, and operators kill them; the next page starts another one.
    running.browser.once('disconnected', () => {
      if (this.closing) return;
      this.started = undefined;
      void server.kill().catch(() => undefined);
      void proxy.close().catch(() => undefined);
    });
    return running;
  }

  /** Without a browser no page of this run that needs one can be had; trying each of them would only take longer. */
  private noBrowser(error: unknown): never {
    const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    this.started = undefined;
    if (error instanceof BrowserMissing) throw new StopRun('failed', message);
    if (++this.failures < MOST_FAILED_STARTS) throw new BrowserLost(message);
    throw new StopRun('failed', `The browser did not start: ${message}`);
  }
}
