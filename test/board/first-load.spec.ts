import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtBoard } from '../support/built-board.js';

const KB = 1000;

describe('the first load of the board', () => {
  it('is at most 350 kB of scripts and styles, gzipped: all that the page asks for before it shows cards', () => {
    builtBoard();
    const page = readFileSync('dist/board/index.html', 'utf8');
    // The entry, what it preloads (its static imports), and the styles; and the catalogs and the drawer, which follow at once.
    const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
    const entry = readFileSync(join('dist/board', named.find((file) => /assets\/index-.*\.js$/.test(file))!), 'utf8');
    const drawer = [...entry.matchAll(/assets\/LeadDrawer-[\w-]+\.(?:js|css)/g)].map(([file]) => file);
    const files = [...new Set([...named, ...drawer])];
    expect(named.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(0);
    expect(drawer.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join('dist/board', file)), { level: 9 }).length, 0);
    expect(bytes).toBeLessThanOrEqual(350 * KB);
  }, 180_000);
});
