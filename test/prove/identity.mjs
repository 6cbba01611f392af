// How often the identity engine is right on businesses whose truth is known, by family of hard cases: what test/identity asserts, with its figures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function proveIdentity() {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-identity-'));
  const file = join(folder, 'figures.json');
  try {
    const run = spawnSync(process.execPath, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'test/identity/truth.spec.ts'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)), env: { ...process.env, IDENTITY_FIGURES: file }, stdio: ['ignore', 2, 2],
    });
    return { ok: run.status === 0, lists: JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
