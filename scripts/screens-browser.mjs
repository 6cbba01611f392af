// The browser that takes docs/screens, and where they go.
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const SCREENS = fileURLToPath(new URL('../docs/screens', import.meta.url));

export function openScreens() {
  mkdirSync(SCREENS, { recursive: true });
  return chromium.launch({
    executablePath: process.env.BECKON_BROWSER ?? ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path)),
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
