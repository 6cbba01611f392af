// Side-by-side measurements: `npm run bench crawl [--rounds N] [--only NAMES]`, `npm run bench ingest [--rows N]`, `npm run bench identity [--storefronts N]`, `npm run bench board [--leads N]`. Every ratio has both sides in one run, so only ratios travel
// from one machine to another. Peers are installed into bench/node_modules the first time (bench/package-lock.json). Figures go to bench/results.json.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../bench', import.meta.url));
const benches = {
  crawl: async (argv) => { installPeers(); return (await import('../bench/crawl/bench.mjs')).benchCrawl(argv); },
  ingest: async (argv) => (await import('../bench/ingest/bench.mjs')).benchIngest(argv),
  identity: async (argv) => (await import('../bench/identity/bench.mjs')).benchIdentity(argv),
  board: async (argv) => (await import('../bench/board/bench.mjs')).benchBoard(argv),
  score: async (argv) => (await import('../bench/score/bench.mjs')).benchScore(argv),
};
const [name, ...argv] = process.argv.slice(2);
if (!Object.hasOwn(benches, name ?? '')) {
  process.stderr.write(`Which bench? ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const before = loadavg()[0];
const { goal, ratios, raw, partial } = await benches[name](argv);
const machine = { at: new Date().toISOString(), cores: cpus().length, node: process.version, loadBefore: Number(before.toFixed(2)), loadAfter: Number(loadavg()[0].toFixed(2)) };
const file = join(folder, 'results.json');
const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
if (!partial) writeFileSync(file, `${JSON.stringify({ ...all, [name]: { goal, ratios, raw: { machine, ...raw } } }, null, 2)}\n`);
const rows = Object.entries(goal).filter(([what]) => !partial || ratios[what] !== undefined).map(([what, { least, most }]) => {
  const got = ratios[what];
  const met = got !== undefined && (least === undefined || got >= least) && (most === undefined || got <= most);
  return { what, goal: least === undefined ? `<= ${most}` : `>= ${least}`, got: got === undefined ? 'not measured' : Number(got.toFixed(2)), met: met ? 'yes' : 'NO' };
});
console.table(rows);
console.table(Object.entries(ratios).filter(([what]) => !goal[what]).map(([what, got]) => ({ 'for the record': what, got: Number(got.toFixed(2)) })));
process.stdout.write(`load ${machine.loadBefore} before, ${machine.loadAfter} after, on ${machine.cores} cores; ${partial ? 'figures of some contestants only, kept nowhere' : 'figures are in bench/results.json'}\n`);
process.exit(rows.every((row) => row.met === 'yes') ? 0 : 1);

function installPeers() {
  const want = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).update(process.version).digest('hex');
  const mark = join(folder, 'node_modules', '.beckon-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === want) return;
  process.stderr.write('installing the crawlers to measure against…\n');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    process.stderr.write('npm ci in bench/ failed; its own words are above.\n');
    process.exit(2);
  }
  writeFileSync(mark, want);
}
