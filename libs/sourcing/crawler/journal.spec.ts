import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, lastWord } from './journal.js';

describe('the journal of a run', () => {
  let folder: string;
  const open: Journal[] = [];
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'journal-')); });
  afterEach(() => {
    for (const journal of open.splice(0)) journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const aCrawler = (): Journal => {
    const journal = new Journal(folder);
    open.push(journal);
    return journal;
  };
  /** So many crawlers, one after the other, that all come to the same end. */
  const crawlers = (count: number, work: (crawler: Journal) => void, end: 'killed' | 'broke' | 'stopped'): void => {
    for (let n = 0; n < count; n++) {
      work(aCrawler());
      if (end !== 'killed') lastWord(folder, end);
    }
  };

  it('tells the next crawler which requests left and never came to an end', async () => {
    const first = aCrawler();
    await Promise.all(['one', 'two', 'three'].map((key) => first.ask(key)));
    first.end('two');
    const second = aCrawler();
    expect(['one', 'two', 'three', 'four'].map((key) => second.lost(key))).toEqual([1, 0, 1, 0]);
    await second.ask('one');
    expect([second.lost('one'), second.asked('one')]).toEqual([2, 2]);
  });

  it('has an ask on the disk before it may leave, however many leave at once', async () => {
    const crawler = aCrawler();
    await Promise.all(Array.from({ length: 200 }, async (_, n) => {
      await crawler.ask(`key${n}`);
      expect(readFileSync(join(folder, 'journal'), 'utf8')).toContain(`ask key${n}\n`);
    }));
  });

  it('leaves out a page that three crawlers broke on, whether they read it or it was alone under way', () => {
    crawlers(2, (crawler) => { crawler.visit('7'); }, 'broke');
    expect(aCrawler().condemns('7')).toBe(false);
    crawlers(1, (crawler) => {
      crawler.visit('6');
      crawler.visit('7');
      // As it stands when reading never came to an end.
      appendFileSync(join(folder, 'journal'), 'read 7\n');
    }, 'broke');
    expect(aCrawler().condemns('7')).toBe(true);
    expect(aCrawler().condemns('6')).toBe(false);
  });

  it('does not take a page that was read to its end for the one that was being read', () => {
    crawlers(5, (crawler) => {
      crawler.visit('8');
      crawler.reading('8', () => 'its title');
    }, 'killed');
    expect(aCrawler().condemns('8')).toBe(false);
  });

  it('suspects all that were under way when a crawler broke, until they have been left in good order', () => {
    crawlers(1, (crawler) => { crawler.visit('1'); crawler.visit('2'); crawler.visit('3'); crawler.left('3'); }, 'broke');
    expect(['1', '2', '3'].map((page) => aCrawler().suspects(page))).toEqual([true, true, false]);
    crawlers(1, (crawler) => { crawler.visit('1'); crawler.left('1'); }, 'killed');
    expect(['1', '2', '3'].map((page) => aCrawler().suspects(page))).toEqual([false, true, false]);
  });

  it('holds it against no page that operators kill crawlers, unless it was there twenty times', () => {
    crawlers(19, (crawler) => { crawler.visit('1'); }, 'killed');
    expect(aCrawler().condemns('1')).toBe(false);
    crawlers(1, (crawler) => { crawler.visit('1'); }, 'killed');
    expect(aCrawler().condemns('1')).toBe(true);
    crawlers(100, (crawler) => { crawler.visit('2'); }, 'stopped');
    expect(aCrawler().condemns('2')).toBe(false);
  });

  it('is read to its end though a power failure cut its last line', async () => {
    await aCrawler().ask('whole');
    appendFileSync(join(folder, 'journal'), 'ask hal');
    const next = aCrawler();
    await next.ask('later');
    expect(['whole', 'hal', 'later'].map((key) => aCrawler().lost(key))).toEqual([1, 1, 1]);
  });
});
