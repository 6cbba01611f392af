// Exactly CI: types, lint, boundaries, drift, then the tests as the README runs them. Stops at the first that fails.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const gates = [
  ['types', ['run', '--silent', 'types']],
  ['lint', ['run', '--silent', 'lint']],
  ['boundaries', ['run', '--silent', 'boundaries']],
  ['drift of openapi.json, the board\'s types and the recipe schema', ['run', '--silent', 'drift']],
  ['tests', ['test']],
];
for (const [name, args] of gates) {
  const started = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.stdout.write(`== ${name} failed\n`);
    process.exit(status ?? 1);
  }
  process.stdout.write(`== ${name}: ok in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
