import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtBoard } from '../support/built-board.js';

const KB = 1000;

describe('the first load of the board', () => {
  it('is at most 350 kB of scripts and styles, gzipped: all that the page asks for before it shows cards', () => {
    builtBoard();
    const page = readFileSync('dist/board/index.html', 'utf8');
    // The entry, what it imports (the page preloads that), and the styles. Catalogs are small, and are counted whole.
    const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
    expect(named.some((file) => /assets\/index-.*\.js$/.test(file))).toBe(true);
    expect(named.some((file) => file.endsWith('.css'))).toBe(true);
    const english = readdirSync('apps/board/src/i18n/en').map((file) => file.replace('.json', ''));
    const catalogs = readdirSync('dist/board/assets').filter((file) => file.endsWith('.js') && english.some((name) => file.startsWith(`${name}-`))).map((file) => `assets/${file}`);
    const files = [...new Set([...named, ...catalogs])];
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join('dist/board', file)), { level: 9 }).length, 0);
    expect(bytes).toBeLessThanOrEqual(350 * KB);
  }, 180_000);
});
