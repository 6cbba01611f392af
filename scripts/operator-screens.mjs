// Screens of sources, runs and recipes: redesigns one marketplace of a sandbox, so that a run of it is in quarantine, and takes docs/screens of what an operator sees.
import { LOOKS } from './screens-browser.mjs';

const PATIENCE_MS = 240_000;

/** @throws when there is no source of the first marketplace that was ever read, or its run does not end in quarantine. */
export async function operatorScreens({ browser, board, sandbox, login, findings }) {
  const context = await browser.newContext();
  const api = async (method, path, data) => {
    const answer = await context.request.fetch(`${board}/api${path}`, { method, headers: { origin: board }, ...(method === 'GET' ? {} : { data: data ?? {} }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const until = async (what, look) => {
    for (const started = Date.now(); Date.now() - started < PATIENCE_MS; await new Promise((resolve) => setTimeout(resolve, 500))) {
      const found = await look();
      if (found) return found;
    }
    throw new Error(`${what} did not come within ${PATIENCE_MS / 1000} s`);
  };
  const fault = (name) => fetch(`${sandbox}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: { [id]: name } }) });
  await api('POST', '/session', login);
  const [{ id, origin }] = (await (await fetch(`${sandbox}/truth.json`)).json()).marketplaces;
  const { sources } = await api('GET', '/sources');
  const source = sources.find(({ host, lastRun }) => host === new URL(origin).host && lastRun);
  if (!source) throw new Error(`No source of ${origin} was read yet.`);
  await fault('redesign');
  const { runId } = await api('POST', `/sources/${source.id}/runs`);
  const run = await until('the end of the run', async () => {
    const now = await api('GET', `/runs/${runId}`);
    return ['queued', 'running', 'crawled'].includes(now.state) ? null : now;
  }).finally(() => fault(null));
  if (run.state !== 'quarantined') throw new Error(`The run of the redesigned marketplace is ${run.state}: ${run.reason}`);
  await until('its pictures', async () => (await api('GET', `/runs/${runId}/captures`)).captures.some(({ kind }) => kind === 'screenshot'));
  const state = await context.storageState();
  for (const { theme, width, height } of LOOKS) {
    const desk = await browser.newContext({ viewport: { width, height }, colorScheme: theme, storageState: state });
    const page = await desk.newPage();
    for (const [name, path] of [
      ['source', `/sources/${source.id}`], ['source-permission', `/sources/${source.id}?tab=permission`], ['source-robots', `/sources/${source.id}?tab=robots`], ['source-settings', `/sources/${source.id}?tab=settings`],
      ['source-edit', `/sources/${source.id}/edit`], ['run-quarantined', `/runs/${runId}`], ['recipes', '/recipes'], ['recipe', `/recipes/${run.recipe.id}?run=${runId}`],
    ]) {
      await page.goto(board + path);
      await page.locator('main').getByText(new RegExp(id, 'i')).first().waitFor();
      await page.waitForTimeout(900);
      await findings.shoot(page, { name, theme, width });
      if (name !== 'run-quarantined') continue;
      // Its screen is longer than a window: the pictures side by side stand further down.
      const kept = page.getByRole('region', { name: 'What was kept' });
      await kept.scrollIntoViewIfNeeded();
      await page.waitForTimeout(600);
      await findings.shoot(page, { name: 'run-pictures', theme, width }, { of: kept });
    }
    await desk.close();
  }
  await api('PUT', `/runs/${runId}/decision`, { decision: 'rejected', note: 'The sandbox was redesigned for these screens only.' });
  await context.close();
}
