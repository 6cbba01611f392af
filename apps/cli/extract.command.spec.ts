import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Extraction } from '../../libs/sourcing/extraction/index.js';

const pages = 'test/fixtures/pages';
const folder = mkdtempSync(join(tmpdir(), 'beckon-extract-'));

interface Answer {
  code: number;
  out: string;
  complaint: string;
}
const beckon = (...argv: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['bin/beckon.js', 'extract', ...argv], (error, out, complaint) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, complaint }));
  });
const json = ({ out }: Answer): Extraction => JSON.parse(out) as Extraction;

it('prints one JSON object for a stored page, packed or not', async () => {
  const packed = join(folder, 'list.html.gz');
  writeFileSync(packed, gzipSync('<body data-page="bestsellers"><ol class="grid"><li class="tile" data-product-id="p1"><span class="price">5 €</span></li></ol>'));
  const answer = await beckon('--url', 'http://127.0.0.1:4701/bestsellers/x', packed, '--json');
  expect(answer.code).toBe(0);
  expect(json(answer)).toMatchObject({ pageKind: 'list', blocked: null, items: [{ rank: 1, productId: 'p1', price: { amount: '5.00', currency: 'EUR' } }], product: null, seller: null, warnings: [] });
});
it('answers 3 for a page that is blocked', async () => {
  const answer = await beckon('--url', 'https://www.amazon.com/dp/B000000000', `${pages}/amazon-captcha.html`, '--json');
  expect([answer.code, json(answer).blocked]).toEqual([3, 'captcha']);
});
it('answers 4 when no recipe knows the page, and says what to do', async () => {
  const answer = await beckon('--url', 'https://shop.example/x', `${pages}/amazon-captcha.html`, '--json');
  expect([answer.code, json(answer).pageKind]).toEqual([4, 'unknown']);
  expect(answer.complaint).toMatch(/shop\.example.*--recipe/);
});
it.each([
  [[], /exactly one stored page/],
  [[`${pages}/amazon-captcha.html`], /--url is missing/],
  [['--url', 'ftp://x', `${pages}/amazon-captcha.html`], /not an http/],
  [['--url', 'https://www.amazon.com/', 'nowhere.html'], /no file nowhere\.html/],
  [['--url', 'https://www.amazon.com/', '--recipe', 'amazn', `${pages}/amazon-captcha.html`], /no recipe "amazn"/],
  [['--url', 'https://www.amazon.com/', '--recipe', 'package.json', `${pages}/amazon-captcha.html`], /package\.json/],
  [['--wrong'], /usage/],
])('answers 2 and a sentence to %j', async (argv, sentence) => {
  const answer = await beckon(...argv);
  expect([answer.code, answer.out]).toEqual([2, '']);
  expect(answer.complaint).toMatch(sentence);
});
it('tells a person in a few lines', async () => {
  const { out } = await beckon('--url', 'https://www.amazon.com/zgbs/x', `${pages}/amazon-bestsellers.html`);
  expect(out).toMatch(/^Amazon: list \(bestseller-list\)\n4 items, 1 with a price, 0 with a seller\n {2}1\. Amber Storm Lantern, brass & glass {2}32\.24 AWG/);
});
