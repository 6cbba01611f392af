// Writes the API's contract to openapi.json and the board's types from it, out of the built code: no database, no port.
// With --check it writes nothing and fails when the committed files differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const { buildApi } = await import('../dist/apps/api/boot.js');
const { apiDocument } = await import('../dist/apps/api/openapi.js');
const { createLogger, readConfig } = await import('../dist/libs/platform/index.js');

const config = readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', BECKON_SECRET: 'not-a-secret: the contract is made without one' });
const app = await buildApi(config, createLogger('openapi', 'error'), true);
const document = apiDocument(app);
const files = {
  'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  'apps/board/src/api/schema.d.ts': `// Made by scripts/openapi.mjs from openapi.json; do not edit.\n${astToString(await openapiTS(structuredClone(document)))}`,
};

const stale = Object.keys(files).filter((name) => read(join(root, name)) !== files[name]);
if (!process.argv.includes('--check')) for (const name of stale) writeFileSync(join(root, name), files[name]);
else if (stale.length > 0) {
  console.error(`${stale.join(' and ')} ${stale.length > 1 ? 'do' : 'does'} not match the code. Run: node scripts/openapi.mjs`);
  process.exitCode = 1;
}
console.log(stale.length === 0 ? 'openapi.json and the board\'s types match the code' : process.argv.includes('--check') ? '' : `wrote ${stale.join(', ')}`);
// The preview application holds no connection, but libraries may have left timers.
process.exit();

function read(path) {
  try { return readFileSync(path, 'utf8'); } catch { return undefined; }
}
