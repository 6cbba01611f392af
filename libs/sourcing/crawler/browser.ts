import type { Browser, BrowserContext, BrowserServer } from 'playwright-core';
import type { AddressGuard } from './address-guard.js';
import { BrowserMissing, findBrowser } from './find-browser.js';
import { GuardedProxy } from './guarded-proxy.js';
import { StopRun } from './stop-run.js';

const FLAGS = ['--disable-quic', '--disable-dev-shm-usage', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', '--disable-features=Translate,MediaRouter'];

/**
 * One Chromium, started when first needed. It reaches the network through the guarded proxy only, and its process id is told so
 * that a supervisor can kill it from outside: browsers hang.
 */
export class CrawlBrowser {
  private started: Promise<{ server: BrowserServer; browser: Browser; proxy: GuardedProxy; proxyUrl: string }> | undefined;

  constructor(private readonly guard: AddressGuard, private readonly userAgent: string, private readonly executable: string | undefined, private readonly onPid: (pid: number) => void) {}

  /** A fresh context: own cookies, own cache, our own user agent. */
  async newContext(): Promise<BrowserContext> {
    const { browser, proxy, proxyUrl } = await (this.started ??= this.start().catch(noBrowser));
    return browser.newContext({
      userAgent: this.userAgent, serviceWorkers: 'block', acceptDownloads: false, ignoreHTTPSErrors: false, viewport: { width: 1280, height: 1024 },
      proxy: { server: proxyUrl, username: proxy.username, password: proxy.password, bypass: '<-loopback>' },
    });
  }

  async close(): Promise<void> {
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
    return { server, proxy, proxyUrl, browser: await chromium.connect(server.wsEndpoint()) };
  }
}

/** Without a browser no page of this run that needs one can be had; trying each of them would only take longer. */
function noBrowser(error: unknown): never {
  const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  throw new StopRun('failed', error instanceof BrowserMissing ? message : `The browser did not start: ${message}`);
}
