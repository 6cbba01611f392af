import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answers } from './answers.js';

describe('answers of the site that a killed crawler left behind', () => {
  let root: string;
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'answers-')); });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const [A, B] = ['a'.repeat(40), 'b'.repeat(40)] as const;
  const page = (body: string) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(body) });

  it('are used once by the crawler that goes on, byte for byte, and not by the one that got them', () => {
    const first = new Answers(root, 'run');
    first.keep(A, page('line one\nline two\u00e9'));
    expect(first.take(A)).toBeUndefined();
    const second = new Answers(root, 'run');
    expect(second.take(B)).toBeUndefined();
    expect(second.take(A)).toEqual(page('line one\nline two\u00e9'));
    expect(second.take(A)).toBeUndefined();
    expect(new Answers(root, 'run').take(A)).toBeDefined();
    expect(new Answers(root, 'another').take(A)).toBeUndefined();
  });

  it('are offered again for a page whose browser died', () => {
    const answers = new Answers(root, 'run');
    answers.keep(A, page('a'));
    answers.offer([A]);
    expect(answers.take(A)).toEqual(page('a'));
  });

  it('that were not written to their end do not count', () => {
    new Answers(root, 'run').keep(A, page('a'));
    const [name] = readdirSync(join(root, 'run'));
    rmSync(join(root, 'run', name!));
    writeFileSync(join(root, 'run', `${name}.part`), 'hal');
    expect(new Answers(root, 'run').take(A)).toBeUndefined();
  });

  it('take little room: only the latest are kept, and those of forgotten runs go', () => {
    const forgotten = new Answers(root, 'forgotten');
    forgotten.keep(A, page('a'));
    const answers = new Answers(root, 'run');
    for (let n = 0; n < 400; n++) answers.keep(n.toString(16).padStart(40, '0'), page(String(n)));
    expect(readdirSync(join(root, 'run'))).toHaveLength(300);
    expect(readdirSync((new Answers(root, 'next'), root)).sort()).toEqual(['forgotten', 'next', 'run']);
    utimesSync(join(root, 'forgotten'), new Date(), new Date(Date.now() - 15 * 86_400_000));
    expect(readdirSync((new Answers(root, 'next'), root)).sort()).toEqual(['next', 'run']);
  });
});
