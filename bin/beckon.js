#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// From a fresh clone `npx beckon …` works too: what is missing is installed and built first, silently on stdout.
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
if (!existsSync(path('../dist/apps/cli/main.js')) || !existsSync(path('../node_modules'))) {
  const done = spawnSync(process.execPath, [path('../scripts/setup.mjs')], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
await import('../dist/apps/cli/main.js');
