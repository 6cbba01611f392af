// The heavy proofs, apart from `npm test`: `npm run prove -- kill [SEED]`, `npm run prove -- crawl-kill [SEED]`, `npm run prove -- queue`, `npm run prove -- audit`, `npm run prove -- identity`, `npm run prove -- fuzz [SEED]`, `npm run prove -- import [ROWS]`, `npm run prove -- live`, `npm run prove -- board [MINUTES] [ROUNDS]`, `npm run prove -- review [PRESSES]`. Figures go to bench/prove.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const proofs = {
  kill: async (argv) => (await import('../test/prove/kill.mjs')).proveKill(argv),
  fuzz: async (argv) => (await import('../test/prove/fuzz.mjs')).proveFuzz(argv),
  'crawl-kill': async (argv) => (await import('../test/prove/crawl-kill.mjs')).proveCrawlKill(argv),
  audit: async () => (await import('../test/prove/audit.mjs')).proveAudit(),
  board: async (argv) => (await import('../test/prove/board-browser.mjs')).proveBoard(argv),
  identity: async () => (await import('../test/prove/identity.mjs')).proveIdentity(),
  import: async (argv) => (await import('../test/prove/import.mjs')).proveImport(argv),
  live: async (argv) => (await import('../test/prove/live.mjs')).proveLive(argv),
  review: async (argv) => (await import('../test/prove/review.mjs')).proveReview(argv),
  queue: async (argv) => (await import('../test/prove/queue.mjs')).proveQueue(argv),
};
const [name, ...argv] = process.argv.slice(2);
if (!Object.hasOwn(proofs, name ?? '')) {
  process.stderr.write(`Which proof? ${Object.keys(proofs).join(', ')}\n`);
  process.exit(2);
}
const result = await proofs[name](argv);
const folder = fileURLToPath(new URL('../bench', import.meta.url));
const file = join(folder, 'prove.json');
mkdirSync(folder, { recursive: true });
const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
writeFileSync(file, `${JSON.stringify({ ...all, [name]: result }, null, 2)}\n`);
process.stdout.write(`\n${JSON.stringify(result, null, 2)}\n${name}: ${result.ok ? 'proved' : 'NOT PROVED'}\n`);
process.exit(result.ok ? 0 : 1);
