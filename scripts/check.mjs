// Exactly CI: types, lint, boundaries and drift two at a time, then the tests as the README runs them. Stops at the first that fails.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (script) => ['run', '--silent', script];
const rounds = [
  [['types', run('types')], ['lint', run('lint')]],
  [['boundaries', run('boundaries')], ['drift of openapi.json, the board\'s types and the recipe schema', run('drift')]],
  [['tests', ['test']]],
];
for (const round of rounds) {
  const codes = await Promise.all(round.map(([name, args]) => gate(name, args, round.length === 1)));
  const bad = codes.find((code) => code !== 0);
  if (bad !== undefined) process.exit(bad);
}

/** Runs one gate to its end; beside another one its words are kept until then, so that they stay together. */
function gate(name, args, alone) {
  const started = Date.now();
  if (alone) process.stdout.write(`\n== ${name}\n`);
  const child = spawn('npm', args, { cwd: root, stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const said = [];
  child.stdout?.on('data', (chunk) => said.push(chunk));
  child.stderr?.on('data', (chunk) => said.push(chunk));
  return new Promise((done) => {
    child.on('error', (error) => { process.stdout.write(`== ${name} did not start: ${error.message}\n`); done(1); });
    child.on('close', (code) => {
      const how = code === 0 ? `ok in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'failed';
      process.stdout.write(`${alone ? '' : `\n== ${name}\n${Buffer.concat(said).toString()}`}== ${name}: ${how}\n`);
      done(code ?? 1);
    });
  });
}
