// Exactly CI: lint, which takes the longest, beside types, boundaries and drift one after the other; then the tests as the README runs them. Stops at what fails.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (script) => ['run', '--silent', script];
const beside = [
  [['lint', run('lint')]],
  [['types', run('types')], ['boundaries', run('boundaries')], ['drift of openapi.json, the board\'s types and the recipe schema', run('drift')]],
];
const codes = await Promise.all(beside.map(async (gates) => {
  for (const [name, args] of gates) {
    const code = await gate(name, args, false);
    if (code !== 0) return code;
  }
  return 0;
}));
process.exit(codes.find((code) => code !== 0) ?? await gate('tests', ['test'], true));

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
