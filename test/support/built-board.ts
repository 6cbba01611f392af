import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The board as it stands in dist/, made anew when a source is younger than it: as people get it, and not as the test runner's NODE_ENV would have it. */
export function builtBoard(): void {
  const built = 'dist/board/index.html';
  const madeAt = existsSync(built) ? statSync(built).mtimeMs : 0;
  const sources = readdirSync('apps/board/src', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (sources.every((file) => statSync(file).mtimeMs <= madeAt)) return;
  execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'warn', 'apps/board'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
}
