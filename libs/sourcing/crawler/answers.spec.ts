import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answers } from './answers.js';

describe('answers of the site that a killed crawler left behind', () => {
  let root: string;
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'answers-')); });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const page = (body: string) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(body) });

  it('are used once by the crawler that goes on, byte for byte, and not by the one that got them', () => {
    const first = new Answers(root, 'run');
    first.keep('http://shop.example/a', page('line one\nline two\u00e9'));
    expect(first.take('http://shop.example/a')).toBeUndefined();
    const second = new Answers(root, 'run');
    expect(second.take('http://shop.example/b')).toBeUndefined();
    expect(second.take('http://shop.example/a')).toEqual(page('line one\nline two\u00e9'));
    expect(second.take('http://shop.example/a')).toBeUndefined();
    expect(new Answers(root, 'run').take('http://shop.example/a')).toBeDefined();
    expect(new Answers(root, 'another').take('http://shop.example/a')).toBeUndefined();
  });

  it('are offered again for a page whose browser died', () => {
    const answers = new Answers(root, 'run');
    const key = answers.keep('http://shop.example/a', page('a'));
    answers.offer([key]);
    expect(answers.take('http://shop.example/a')).toEqual(page('a'));
  });

  it('that were not written to their end do not count', () => {
    new Answers(root, 'run').keep('http://shop.example/a', page('a'));
    const [name] = readdirSync(join(root, 'run'));
    rmSync(join(root, 'run', name!));
    writeFileSync(join(root, 'run', `${name}.part`), 'hal');
    expect(new Answers(root, 'run').take('http://shop.example/a')).toBeUndefined();
  });

  it('take little room: only the latest are kept, those of an ended run and of forgotten ones go', () => {
    const forgotten = new Answers(root, 'forgotten');
    forgotten.keep('http://shop.example/a', page('a'));
    const answers = new Answers(root, 'run');
    for (let n = 0; n < 400; n++) answers.keep(`http://shop.example/${n}`, page(String(n)));
    expect(readdirSync(join(root, 'run'))).toHaveLength(300);
    answers.forget();
    expect(readdirSync(root)).toEqual(['forgotten']);
    utimesSync(join(root, 'forgotten'), new Date(), new Date(Date.now() - 2 * 86_400_000));
    expect(readdirSync((new Answers(root, 'next'), root))).toEqual(['next']);
  });
});
