import * as cheerio from 'cheerio';
import fc from 'fast-check';
import { type El, textOf } from './dom.js';
import { indexOf, Selector } from './selector.js';
import { parseDom } from './tree.js';

const find = (html: string, css: string): El[] => {
  const dom = parseDom(html);
  return Selector.of(css).find(dom, dom.root, indexOf(dom));
};

/** Small trees with few names, so that selectors hit often. `n` numbers the elements. */
const tree = fc.letrec<{ node: string }>((tie) => ({
  node: fc.tuple(fc.constantFrom('div', 'span', 'p1', 'i'), fc.constantFrom('', ' class="a"', ' class="b a"', ' class="c\nb"', ' id="x"', ' data-k="v1"', ' data-k="v2" class="a"'), fc.oneof({ maxDepth: 5 }, fc.constant(''), fc.array(tie('node'), { maxLength: 4 }).map((all) => all.join('')))).map(([name, attribs, inner]) => `<${name}${attribs}>${inner}</${name}>`),
})).node;
const compound = fc.constantFrom('div', 'span', '.a', '.b', '#x', '[data-k]', '[data-k=v1]', '[data-k^=v]', '[data-k$="2"]', '[class*=a]', 'div.a', '.a.b', ':not(.a)', 'span:not(#x, .b)', '*', 'p1:first-child', 'i:nth-child(2)');
const selector = fc.array(fc.tuple(compound, fc.constantFrom(' ', ' > ', ' + ', ' ~ ')), { minLength: 1, maxLength: 4 }).map((all) => all.map(([one, between], n) => (n < all.length - 1 ? one + between : one)).join(''));

it('finds what a full selector engine finds, in the same order', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), fc.oneof(selector, fc.tuple(selector, selector).map((two) => two.join(', '))), (nodes, css) => {
      let n = 0;
      const html = `<main>${nodes.join('')}</main>`.replace(/<(div|span|p1|i)/g, (tag) => `${tag} n="${n++}"`);
      const $ = cheerio.load(html, { xml: { xmlMode: false, decodeEntities: true } });
      expect(find(html, css).map((element) => element.attr('n'))).toEqual($(css).get().map((element) => $(element).attr('n')));
    }),
    { numRuns: 1_000 },
  );
});

it.each(['* main div ~ div', ':not(.a) main div + div', ':root > div:nth-child(2)', ':not(main) div:nth-child(2)'])('does not take the document for an element: %s', (css) => {
  const html = '<main><div n="0"></div><div n="1"></div></main>';
  const $ = cheerio.load(html, { xml: { xmlMode: false, decodeEntities: true } });
  expect(find(html, css).map((element) => element.attr('n'))).toEqual($(css).get().map((element) => $(element).attr('n')));
});

it('reads blocks apart, inline words together, and no script', () => {
  expect(textOf(parseDom('<div>15,569<div>19 offers</div>fr<b>o</b>m<script>x</script><br>A&nbsp;1\u200e <span> 2 </span></div>').root)).toBe('15,569 19 offers from A 1 2');
});
