import fc from 'fast-check';
import { byMerit, chooseFair, mixBinds, mostOf, type Candidate, type Given, type MixRule } from './fair-mix.js';
import { countriesSpeaking, LANGUAGES } from './languages.js';
import { countriesOf, fitsRoute, isAway, nextInTurn, type Route, type Taker } from './routing.js';

const RULE: MixRule = { categoryShare: 0.3, sourceShare: 0.3, freeCards: 10 };
const since = new Date('2026-05-04T06:00:00Z');
const card = (id: string, category: string, source: string, score = 60): Candidate => ({ id, category, source, score, since });
const tallyOf = (cards: readonly Candidate[]): Given[] => {
  const cells = new Map<string, { category: string; source: string; count: number }>();
  for (const one of cards) {
    const cell = cells.get(`${one.category}|${one.source}`) ?? { category: one.category, source: one.source, count: 0 };
    cells.set(`${one.category}|${one.source}`, { ...cell, count: cell.count + 1 });
  }
  return [...cells.values()];
};

describe('the fair mix', () => {
  const pool = fc.array(fc.record({ category: fc.constantFrom('Kitchen', 'Garden', 'Toys', 'Beauty', 'Sports', 'Pets'), source: fc.constantFrom('', 'alderbay', 'brightcart', 'cobalt', 'dunes'), score: fc.integer({ min: 40, max: 100 }) }), { minLength: 1, maxLength: 120 })
    .map((rows) => rows.map((row, place) => card(String(place).padStart(4, '0'), row.category, row.source, row.score)));
  const rules = fc.record({ categoryShare: fc.constantFrom(0.1, 0.3, 0.5), sourceShare: fc.constantFrom(0.2, 0.3, 0.6), freeCards: fc.integer({ min: 1, max: 12 }) });

  it('keeps every category and marketplace within its share on every day, except where nothing else waits, and then says which limit gave way', () => {
    fc.assert(fc.property(pool, rules, (all, rule) => {
      let waiting = all;
      const given: Candidate[] = [];
      while (waiting.length > 0) {
        const [next] = chooseFair(waiting, tallyOf(given), rule);
        const within = (one: Candidate, by: 'category' | 'source', share: number) => one[by] === '' || given.filter((before) => before[by] === one[by]).length + 1 <= mostOf(share, given.length, rule.freeCards);
        const fits = (one: Candidate) => ({ category: within(one, 'category', rule.categoryShare), source: within(one, 'source', rule.sourceShare) });
        const fitting = waiting.filter((one) => fits(one).category && fits(one).source);
        expect({ category: true, both: true, source: false, none: false }[next!.yielded ?? 'none']).toBe(!fits(next!).category);
        expect({ category: false, both: true, source: true, none: false }[next!.yielded ?? 'none']).toBe(!fits(next!).source);
        if (fitting.length > 0) expect(next!.id).toBe(fitting.sort(byMerit)[0]!.id);
        given.push(next!);
        waiting = waiting.filter((one) => one.id !== next!.id);
      }
      expect(new Set(given.map((one) => one.id)).size).toBe(all.length);
    }), { numRuns: 60 });
  });

  it('goes by score alone while the day is short', () => {
    fc.assert(fc.property(pool, (all) => {
      const first = [...all].sort(byMerit).slice(0, RULE.freeCards);
      first.forEach((expected, place) => expect(chooseFair(all.filter((one) => !first.slice(0, place).includes(one)), tallyOf(first.slice(0, place)), RULE)[0]!.id).toBe(expected.id));
    }));
  });

  it('never lets one drifting marketplace fill a day of a hundred: 30 of 100', () => {
    const drifting = Array.from({ length: 400 }, (_, place) => card(`d${String(place).padStart(3, '0')}`, ['Kitchen', 'Garden', 'Toys', 'Pets'][place % 4]!, 'alderbay', 99));
    const others = Array.from({ length: 200 }, (_, place) => card(`o${String(place).padStart(3, '0')}`, ['Kitchen', 'Garden', 'Toys', 'Pets'][place % 4]!, ['brightcart', 'cobalt', 'dunes', ''][Math.floor(place / 4) % 4]!, 60));
    let waiting = [...drifting, ...others];
    const given: Candidate[] = [];
    for (let place = 0; place < 100; place++) {
      const [next] = chooseFair(waiting, tallyOf(given), RULE);
      expect(next!.yielded).toBe(null);
      given.push(next!);
      waiting = waiting.filter((one) => one !== next);
    }
    expect(given.filter((one) => one.source === 'alderbay')).toHaveLength(30);
  });

  it('gives way when only one category is left, and says so', () => {
    const kitchen = Array.from({ length: 40 }, (_, place) => card(`k${place}`, 'Kitchen', '', 70));
    const day: Given[] = [{ category: 'Kitchen', source: '', count: 12 }, { category: 'Garden', source: '', count: 8 }];
    expect(chooseFair([...kitchen, card('g', 'Garden', '', 41)], day, RULE)[0]).toMatchObject({ id: 'g', yielded: null });
    expect(chooseFair(kitchen, day, RULE)[0]).toMatchObject({ id: 'k0', yielded: 'category' });
  });

  it('lets two marketplaces go half and half, though each may only make up 30 %', () => {
    const all = Array.from({ length: 200 }, (_, place) => card(String(place).padStart(3, '0'), `Category ${place % 9}`, place < 120 ? 'alderbay' : 'brightcart', place < 120 ? 90 : 50));
    const given: Candidate[] = [];
    for (let place = 0; place < 100; place++) given.push(chooseFair(all.filter((one) => !given.some((before) => before.id === one.id)), tallyOf(given), RULE)[0]!);
    expect(given.filter((one) => one.source === 'alderbay').length).toBeGreaterThanOrEqual(48);
    expect(given.filter((one) => one.source === 'alderbay').length).toBeLessThanOrEqual(52);
  });

  it('asks for a choice only when a share is used up', () => {
    expect(mixBinds([], RULE)).toBe(false);
    expect(mixBinds([{ category: 'Kitchen', source: 'alderbay', count: 9 }], RULE)).toBe(false);
    expect(mixBinds([{ category: 'Kitchen', source: 'alderbay', count: 10 }], RULE)).toBe(true);
    fc.assert(fc.property(pool, rules, fc.integer({ min: 0, max: 119 }), (all, rule, size) => {
      const given = tallyOf(all.slice(0, size));
      const waiting = all.slice(size);
      if (waiting.length > 0 && !mixBinds(given, rule)) expect(chooseFair(waiting, given, rule)[0]!.id).toBe([...waiting].sort(byMerit)[0]!.id);
    }));
  });
});

const route = (over: Partial<Route> = {}): Route => ({ userId: 'u', countries: [], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: null, byTurn: true, awayFrom: null, awayUntil: null, ...over });
const lead = (over: Partial<{ country: string | null; category: string; score: number }> = {}) => ({ country: 'DE', category: 'Kitchen', score: 60, ...over });

describe('routing', () => {
  it.each([
    ['everything, when nothing is asked for', {}, lead({ country: null }), true],
    ['a country that is named', { countries: ['DE'] }, lead(), true],
    ['not another country', { countries: ['FR'] }, lead(), false],
    ['not an unknown country once countries are asked for', { countries: ['FR'] }, lead({ country: null }), false],
    ['a country where the language is spoken', { languages: ['de'] }, lead({ country: 'AT' }), true],
    ['a country with several languages, by each of them', { languages: ['fr'] }, lead({ country: 'CH' }), true],
    ['not a country where it is not spoken', { languages: ['ja'] }, lead(), false],
    ['not an unknown country once a language is asked for', { languages: ['de'] }, lead({ country: null }), false],
    ['language and country together', { languages: ['de'], countries: ['CH', 'FR'] }, lead({ country: 'CH' }), true],
    ['not a named country whose language is not theirs', { languages: ['de'], countries: ['CH', 'FR'] }, lead({ country: 'FR' }), false],
    ['a category that is named', { categories: ['Kitchen', 'Toys'] }, lead(), true],
    ['not another category', { categories: ['Toys'] }, lead(), false],
    ['the ends of a score band', { minScore: 60, maxScore: 60 }, lead(), true],
    ['not above it', { maxScore: 59 }, lead(), false],
    ['not below it', { minScore: 61 }, lead(), false],
  ])('lets through %s', (_, over, one, fits) => {
    expect(fitsRoute(route(over), one)).toBe(fits);
  });

  it('knows no country by a language that is not on the list, and every listed country by its code', () => {
    expect(countriesOf(route({ languages: ['xx'] }))).toEqual([]);
    expect(countriesOf(route())).toBe(null);
    for (const language of LANGUAGES) for (const country of countriesSpeaking([language])) expect(country).toMatch(/^[A-Z]{2}$/);
    expect(countriesSpeaking(['de', 'fr'])).toEqual([...new Set(countriesSpeaking(['de', 'fr']))].sort());
  });

  it('knows who is away: from the first moment on, and no longer at the last', () => {
    const [from, until] = [new Date('2026-05-04T00:00:00Z'), new Date('2026-05-11T00:00:00Z')];
    expect(isAway(route({ awayFrom: from, awayUntil: until }), from)).toBe(true);
    expect(isAway(route({ awayFrom: from, awayUntil: until }), until)).toBe(false);
    expect(isAway(route({ awayFrom: from }), new Date('2030-01-01T00:00:00Z'))).toBe(true);
    expect(isAway(route({ awayFrom: from }), new Date(from.getTime() - 1))).toBe(false);
  });

  const taker = (userId: string, over: Partial<Taker> = {}): Taker => ({ ...route(over), userId, givenToday: 0, lastTurn: 0, ...over });
  it('gives turns evenly, never to who is away, full, not taking turns, or takes other leads', () => {
    const people = [taker('a'), taker('b', { lastTurn: 1 }), taker('away', { awayFrom: since }), taker('full', { dailyCapacity: 2, givenToday: 2 }), taker('sorts', { byTurn: false }), taker('toys', { categories: ['Toys'] })];
    const turns: string[] = [];
    for (let turn = 2; turn < 8; turn++) {
      const next = nextInTurn(people, lead(), since)!;
      turns.push(next.userId);
      Object.assign(people.find((one) => one.userId === next.userId)!, { lastTurn: turn });
    }
    expect(turns).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(nextInTurn(people, lead({ category: 'Toys' }), since)!.userId).toBe('toys');
    expect(nextInTurn([taker('full', { dailyCapacity: 0 })], lead(), since)).toBe(null);
  });
});
