import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import type { El } from './dom.js';
import { parseDom } from './tree.js';

type Written = string | [name: string, attributes: Record<string, string>, children: Written[]];

const ours = (html: string): Written[] => {
  const write = (node: El | string): Written => (typeof node === 'string' ? node : [node.name, { ...node.attribs }, node.children.map(write)]);
  return parseDom(html).root.children.map(write);
};

/** The same page by the library whose trees recipes were written for. */
function theirs(html: string): Written[] {
  const open: Written[][] = [[]];
  const parser = new Parser({
    onopentag(name, attributes) {
      const children: Written[] = [];
      open.at(-1)!.push([name, attributes, children]);
      open.push(children);
    },
    ontext(text) {
      const top = open.at(-1)!;
      if (typeof top.at(-1) === 'string') top.push(String(top.pop()) + text);
      else top.push(text);
    },
    onclosetag: () => { if (open.length > 1) open.pop(); },
  });
  parser.end(html);
  return open[0]!;
}

/** Closes whatever a piece of a page may have left open inside of a tag: of a tag that the page's end cuts off the two differ, on purpose. */
const CLOSED = `"'>--></title></textarea></script></style></iframe></noembed></noframes></xmp>]]><p>end</p>`;

const piece = fc.constantFrom(
  '<', '</', '>', '/>', '/', '=', '"', "'", ' ', '\n', '!', '?', '-', '--', '<!--', '-->', '--!>', '<!', '<!doctype html>', '<![CDATA[', ']]>', '<?xml', '&', ';', '#', '&amp;', '&AMP;', '&ampx;', '&copy', '&copy=', '&eacute;', '&#39;', '&#x27;', '&#x80;', '&#xd800;', '&#0;',
  '&notin;', '&not', '&#', '&#x', '&lt', 'a', 'b1', 'é', '\u0000', '\ud800', '😀', '<a', '<A HREF=', '<div class="x y">', '</div>', '<p>', '</p>', '<li>', '<ul>', '</ul>', '<br>', '</br>', '<hr/>', '<img src=x/>', '<image>', '</image>', '<svg>', '<svg/>', '</svg>', '<svg><title>', '<linearGradient>',
  '</linearGradient>', '<foreignObject>', '</foreignobject>', '<desc>', '<path/>', '<math>', '<mi>', '</math>', '<table>', '<tr>', '<td>', '<th>', '</tr>', '<tbody>', '<thead>', '</table>', '<dl>', '<dt>', '<dd>', '<ruby>', '<rt>', '<h1>', '<h2>', '</h1>', '<body>', '<head>', '<link>', '<b>', '</b>',
  '<script>', '</script>', '</SCRIPT >', '</scriptx>', '<script src=x />', '<style>', '</style', '<title>', '</title>', '<textarea>', '</textarea>', '<plaintext>', '<iframe src="a">', '</iframe>', '<xmp>', '<noembed>', '<noframes>', '<titlex>', '<form>', '</form>', '<option>', '<optgroup>', '<select>',
  '<input>', '<button>', ' x', ' x=1', ' X=2', ' x="1&amp;2"', " y='&lt;&eacute;'", ' z=&gt;', ' z=a"&copy"b', ' =', ' "', '<div constructor toString>',
);

describe('the tree of a page', () => {
  it('is the one that recipes were written for, whatever the page', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }).map((all) => all.join('') + CLOSED), (html) => {
      expect(ours(html)).toEqual(theirs(html));
    }), { numRuns: 5_000, seed: 20_261_122 });
  });

  it.each(readdirSync('test/fixtures/pages'))('is the same for %s', (file) => {
    const html = readFileSync(`test/fixtures/pages/${file}`, 'utf8');
    expect(ours(html)).toEqual(theirs(html));
  });

  it('holds every entity that HTML knows, in texts and in attributes', () => {
    for (const entity of ['&hellip;', '&NotEqualTilde;', '&fjlig;', '&euro', '&frac12', '&copyx', '&#128;', '&#x1F600;', '&ampamp;', '& amp;', '&;', '&#;', '&#x110000;', '&gt', '&quot;&#39;&nbsp;']) {
      for (const html of [`<b>1${entity}2</b>`, `<b>${entity}`, `<b x="${entity}2">`, `<b x='${entity}'>`, `<b x=${entity}>`, `<b x="a&amp;${entity}=">`]) expect([html, ours(html)]).toEqual([html, theirs(html)]);
    }
  });

  it('leaves out a tag that the end of the page cuts off, as browsers do', () => {
    for (const cut of ['<', '<a', '<a ', '<a href', '<a href=', '<a href="x', '<a href=x', '<a /', '</', '</a', '</a ', '<scri', '<!', '<!-', '<!-- x', '<![CDATA[ x', '<?']) {
      expect([cut, ours(`<p>text${cut}`)]).toEqual([cut, [['p', {}, [cut === '<' || cut === '</' ? `text${cut}` : 'text']]]]);
    }
  });

  it('takes no longer for a page that wants to be slow', () => {
    // Its own work, not the wall clock: a machine may have much else to do.
    const began = process.cpuUsage();
    for (const page of [
      `<a ${Array.from({ length: 300_000 }, (_, n) => `a${n}=1`).join(' ')}>`, '<a x=&eacute;>'.repeat(200_000), `<title>${'<&eacute;'.repeat(500_000)}`, `<a x=${`"'&eacute;`.repeat(300_000)}>`, '&eacute;<i>'.repeat(150_000),
      '<script>'.repeat(300_000), `<script>${'</scrip'.repeat(500_000)}`, '<!--'.repeat(500_000), '<!-- -'.repeat(500_000), '<'.repeat(2_000_000), '<a '.repeat(500_000), '&'.repeat(2_000_000), '</p>'.repeat(300_000), '<svg><title>'.repeat(100_000),
    ]) parseDom(page);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(15_000);
  });
});
