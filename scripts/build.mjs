// Compiles every TypeScript room to dist/ with swc (types are checked by `npm run types`), and the board with Vite.
// Run with --no-board to leave the board alone.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

for (const folder of ['apps', 'libs', 'migrations']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
run(bin('swc'), ['apps', 'libs', 'migrations', '--out-dir', 'dist', '--quiet']);
if (!process.argv.includes('--no-board')) run(bin('vite'), ['build', '--logLevel', 'warn', 'apps/board']);
