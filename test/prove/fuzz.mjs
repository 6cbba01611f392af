// Broken pages and broken recipes by the thousand: no crash, no page over two seconds, every refusal a clear error.
// The work runs in a thread, so that a page that hangs is seen and named and does not hang the proof.
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const PARTS = { captured: 2_000, fixtures: 100_000, recipes: 10_000 };
const PAGES = '../shared/pages';
/** Nothing for this long is a hang: twenty times what one page may take. */
const SILENCE_MS = 40_000;

export async function proveFuzz(argv) {
  const seed = Number(argv[0] ?? 20_260_301);
  const figures = { seed };
  const wrong = { 'pages that crashed the extraction': 0, 'pages over two seconds': 0, 'answers that are not the contract': 0, 'recipes refused without a clear error': 0, 'parts that hung': 0 };
  for (const [part, count] of Object.entries(PARTS)) {
    if (part === 'captured' && !existsSync(PAGES)) {
      figures.captured = 'not run: needs ../shared/pages';
      continue;
    }
    const { hung, ...result } = await run(part, { seed, count });
    figures[part] = { mutations: result.done, seconds: result.seconds, ...result.figures };
    for (const [name, cases] of Object.entries(result.wrong)) {
      wrong[name] += cases.length;
      if (cases.length > 0) figures[part][name] = cases.slice(0, 5);
    }
    if (hung) wrong['parts that hung']++;
    if (result.done < count) wrong['parts that hung'] ||= 1;
    process.stdout.write(`${part}: ${result.done} mutations in ${result.seconds} s\n`);
  }
  return { ok: Object.values(wrong).every((count) => count === 0), figures, wrong };
}

function run(part, { seed, count }) {
  return new Promise((resolve) => {
    const started = Date.now();
    const worker = new Worker(new URL('./fuzz-worker.mjs', import.meta.url), { workerData: { part, seed, count, pages: PAGES } });
    let last = { done: 0, figures: {}, wrong: {} };
    const finish = (more) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve({ ...last, ...more, seconds: Math.round((Date.now() - started) / 1000) });
    };
    let timer = setTimeout(() => finish({ hung: true }), SILENCE_MS);
    worker.on('message', (message) => {
      last = message;
      timer.refresh();
      if (message.end) finish({ hung: false });
    });
    worker.on('error', (error) => {
      last.wrong['pages that crashed the extraction'] = [...(last.wrong['pages that crashed the extraction'] ?? []), `the thread died: ${error.message}`];
      finish({ hung: false });
    });
  });
}
