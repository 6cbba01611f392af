// Compiles every TypeScript room to dist/ with swc (types are checked by `npm run types`), and the board with Vite.
// Run with --no-board to leave the board alone.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = (script, args) => execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['ignore', process.stderr.fd, 'inherit'] });

node('@swc/cli/bin/swc.js', ['apps', 'libs', 'migrations', '--out-dir', 'dist', '--quiet', '--ignore', '**/*.spec.ts', '--ignore', 'apps/board/**']);
removeOrphans('apps');
removeOrphans('libs');
removeOrphans('migrations');
if (!process.argv.includes('--no-board')) node('vite/bin/vite.js', ['build', '--logLevel', 'warn', 'apps/board']);

/** A file whose source is gone must not stay importable. */
function removeOrphans(folder) {
  for (const entry of readdirSync(join(root, 'dist', folder), { recursive: true })) {
    const path = join(folder, entry);
    if (path.endsWith('.js') && !existsSync(join(root, path.replace(/\.js$/, '.ts')))) for (const end of ['', '.map']) rmSync(join(root, 'dist', path + end), { force: true });
  }
}
