import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** A tree with our rules and only the given files: what the lint says about it. */
function lint(files: Record<string, string>): { code: number | null; said: string } {
  const tree = mkdtempSync(join(tmpdir(), 'beckon-rooms-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, name), join(tree, name));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, name)), { recursive: true });
      writeFileSync(join(tree, name), text);
    }
    const done = spawnSync(process.execPath, [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...new Set(Object.keys(files).map((name) => name.split('/')[0]!))],
      { cwd: tree, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    return { code: done.status, said: done.stdout + done.stderr };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const rooms = { 'libs/platform/index.ts': 'export const clock = 1;', 'libs/leads/index.ts': "import { clock } from '#platform';\nexport const lead = clock;", 'libs/leads/inner.ts': 'export const inner = 1;' };

describe('the order of the rooms', () => {
  it('lets a room import what stands above it', () => {
    expect(lint(rooms)).toMatchObject({ code: 0 });
  });

  // Planted side by side in one tree: each in files of its own, so that each is named by its own rule.
  const planted: Array<[rule: string, by: string, files: Record<string, string>]> = [
    ['platform-imports-only-upwards', 'libs/platform/late.ts', { 'libs/platform/late.ts': "import { lead } from '#leads';\nexport const late = lead;" }],
    ['front-door-only', 'libs/outreach/index.ts', { 'libs/outreach/index.ts': "import { inner } from '../leads/inner.js';\nexport const send = inner;" }],
    ['front-door-only-from-apps', 'apps/api/main.ts', { 'apps/api/main.ts': "import { inner } from '../../libs/leads/inner.js';\nexport const api = inner;" }],
    ['libs-know-no-app', 'libs/offers/app.ts', { 'apps/worker/main.ts': 'export const worker = 1;', 'libs/offers/app.ts': "import { worker } from '../../apps/worker/main.js';\nexport const wrong = worker;" }],
    ['sandbox-and-board-import-no-room', 'apps/sandbox/main.ts', { 'apps/sandbox/main.ts': "import { clock } from '#platform';\nexport const wrong = clock;" }],
    ['the-auditor-imports-no-room', 'apps/cli/demo/audit.ts', { 'apps/cli/demo/audit.ts': "import { lead } from '#leads';\nexport const wrong = lead;" }],
    ['no-cycles', 'libs/insights/a.ts', { 'libs/insights/a.ts': "import { b } from './b.js';\nexport const a = () => b;", 'libs/insights/b.ts': "import { a } from './a.js';\nexport const b = () => a;" }],
  ];
  let verdict: ReturnType<typeof lint>;
  beforeAll(() => { verdict = lint(Object.assign({ ...rooms }, ...planted.map(([, , files]) => files)) as Record<string, string>); });

  it.each(planted)('refuses what breaks %s', (rule, by) => {
    expect(verdict.code).not.toBe(0);
    expect(verdict.said.split('\n').filter((line) => line.includes(`error ${rule}:`)).join('\n')).toContain(by);
  });
});
