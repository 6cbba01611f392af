import fc from 'fast-check';
import { Page } from './page.js';

const page = new Page('<p>', new URL('https://shop.example/top/list?page=2'), {}, undefined);

function asABrowser(href: string): string | null {
  try {
    const url = new URL(href, page.url);
    url.hash = '';
    return url.href;
  } catch {
    return null;
  }
}

it('makes links absolute exactly as a browser does', () => {
  const piece = fc.constantFrom('a', '/', '//', '.', '..', '?', '#', '=', '%20', '%2e', '&', ':', '@', "'", '"', ' ', '$', '!', '(', '|', 'é', '~', '*', '+', ';', '<');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }).map((all) => `/${all.join('')}`), (href) => {
      expect(page.absolute(href)).toBe(asABrowser(href));
    }),
    { numRuns: 5_000 },
  );
});
it.each(['javascript:alert(1)', 'mailto:a@b.example', 'data:text/html,x', '#top', '', '  ', 'http://[', 'file:///etc/passwd'])('"%s" leads nowhere', (href) => expect(page.absolute(href)).toBeNull());
