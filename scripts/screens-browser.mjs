// The browser that takes docs/screens, and where they go.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../dist/libs/sourcing/crawler/find-browser.js';

export const SCREENS = fileURLToPath(new URL('../docs/screens', import.meta.url));

export function openScreens() {
  mkdirSync(SCREENS, { recursive: true });
  return chromium.launch({
    executablePath: findBrowser(process.env.BECKON_BROWSER),
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
