import fc from 'fast-check';
import { steady } from '../../apps/board/src/board/steady.js';

const none: ReadonlySet<string> = new Set();
const cards = (text: string) => text.split(' ').filter(Boolean).map((word) => ({ id: word[0]!, score: Number(word.slice(1)) }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

describe('a column that somebody works in', () => {
  it('keeps a card that somebody else took away in its place, and lets the newcomers wait', () => {
    const { cards: shown, gone, waiting } = steady(cards('a90 b80 c70'), cards('x95 a90 y85 c71'), { mine: none, more: false });
    expect(ids(shown)).toBe('abc');
    expect(shown[2]!.score).toBe(71);
    expect([...gone]).toEqual(['b']);
    expect(waiting).toBe(2);
  });

  it('lets a newcomer in that comes last, where it pushes nobody', () => {
    expect(steady(cards('a90 b80'), cards('a90 b80 z10'), { mine: none, more: false })).toMatchObject({ cards: cards('a90 b80 z10'), waiting: 0 });
  });

  it('does at once what this person did: their card goes, their card comes, in order', () => {
    const left = steady(cards('a90 b80 c70'), cards('a90 c70'), { mine: new Set('b'), more: false });
    expect(ids(left.cards)).toBe('ac');
    const came = steady(cards('a90 c70'), cards('a90 b80 c70'), { mine: new Set('b'), more: false });
    expect([ids(came.cards), came.waiting]).toEqual(['abc', 0]);
  });

  it('does not call a card gone that only fell off the page', () => {
    expect([...steady(cards('a90 b80 c70'), cards('x95 a90 b80'), { mine: none, more: true }).gone]).toEqual([]);
    expect([...steady(cards('a90 b80 c70'), cards('x95 a90 b80'), { mine: none, more: false }).gone]).toEqual(['c']);
  });

  it('never moves a card that stays, never shows one twice, and loses none, whatever the news', () => {
    const list = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefghijkl'), score: fc.integer({ min: 0, max: 3 }) }), { selector: ({ id }) => id })
      .map((rows) => rows.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)));
    fc.assert(fc.property(list, list, fc.subarray([...'abcdefghijkl']), fc.boolean(), (shown, incoming, own, more) => {
      const mine = new Set(own);
      const { cards: result, waiting } = steady(shown, incoming, { mine, more });
      const before = shown.filter(({ id }) => result.some((card) => card.id === id));
      expect(ids(result.filter(({ id }) => shown.some((card) => card.id === id)))).toBe(ids(before));
      expect(new Set(ids(result)).size).toBe(result.length);
      for (const card of shown) if (!mine.has(card.id)) expect(ids(result)).toContain(card.id);
      expect(incoming.filter(({ id }) => !result.some((card) => card.id === id))).toHaveLength(waiting);
      if (shown.length > 0) for (const card of incoming) if (mine.has(card.id)) expect(ids(result)).toContain(card.id);
    }), { numRuns: 300 });
  });
});
