import { extract, parseRecipe } from '../extraction/index.js';
import { tinyRecipe } from '../../../test/support/tiny-marketplace.js';
import { checkOf, isShell } from './mode-check.js';
import { processorTime } from '../../../test/support/processor-time.js';

const URL_OF_LIST = 'http://127.0.0.1/list/top';
const recipe = parseRecipe(tinyRecipe());
const shelf = (items: number): string => `<!doctype html><title>Top</title><body><ol>${Array.from({ length: items }, (_, n) => `<li data-id="p${n}"><span class="rank">#${n + 1}</span> <a href="/item/p${n}">Pot ${n}</a> <b class="price">$${n + 1}.50</b></li>`).join('')}</ol><script src="/app.js"></script></body>`;
const shell = `<!doctype html><head><title>Top</title><script>window.state = ${JSON.stringify('word '.repeat(500))}</script></head><body><div id="root"></div><noscript>${'This shop needs JavaScript. '.repeat(20)}</noscript></body>`;
const read = (html: string) => extract(html, URL_OF_LIST, recipe);

describe('whether a page is still fetched in the right way', () => {
  it('sees that a page read by HTTP has become a shell', () => {
    expect(checkOf('http', { html: Buffer.from(shell), url: URL_OF_LIST }, read(shell), recipe)).toBe('needs-browser');
    expect(checkOf('http', { html: Buffer.from(shelf(10)), url: URL_OF_LIST }, read(shelf(10)), recipe)).toBeNull();
  });

  it('takes a redesigned page full of words for no shell', () => {
    const redesigned = `<body><script src="/a.js"></script>${'<p>A shelf with a new name and many words on it.</p>'.repeat(20)}</body>`;
    expect(checkOf('http', { html: redesigned, url: URL_OF_LIST }, read(redesigned), recipe)).toBeNull();
  });

  it('sees that a drawn page held everything before any script ran', () => {
    expect(checkOf('browser', { html: shelf(10), url: URL_OF_LIST, plain: shelf(10) }, read(shelf(10)), recipe)).toBe('needs-no-browser');
  });

  it.each([
    ['is a shell', shell], ['holds fewer things', shelf(4)], ['lacks a value', shelf(10).replace('$3.50', '')], ['says another value', shelf(10).replace('$3.50', '$9.99')],
  ])('leaves the browser where the plain answer %s', (_what, plain) => {
    expect(checkOf('browser', { html: shelf(10), url: URL_OF_LIST, plain }, read(shelf(10)), recipe)).toBe('fits');
  });

  it('says nothing of a page that nobody held against its plain answer', () => {
    expect(checkOf('browser', { html: shelf(10), url: URL_OF_LIST }, read(shelf(10)), recipe)).toBeNull();
  });

  it('reads hostile pages in time that grows with their length only', () => {
    for (const piece of ['<', '<script', '<!--', '</script ', '<a '.repeat(3), '&a;']) {
      const started = processorTime();
      isShell('<script>' + piece.repeat(400_000));
      expect(processorTime() - started).toBeLessThan(1_000);
    }
  });
});
