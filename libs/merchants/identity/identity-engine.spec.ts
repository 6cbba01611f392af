import fc from 'fast-check';
import { blockingKeys } from './blocking.js';
import { areCertainlyApart } from './compare.js';
import { compareParties, LINK, matchList, partyOf, REVIEW, type Listing, type Rarity } from './index.js';
import { nameForm, namesIn } from './names.js';
import { siteOf, mailDomain } from './domains.js';
import { packParty, unpackOutline, unpackParty } from './packed-party.js';
import { outlineOf, type Party } from './party.js';
import { phonesIn } from './phones.js';
import { placeOf } from './addresses.js';
import { wordsOf } from './words.js';

const rare: Rarity = { size: 5000, named: () => 2, inCity: () => 50, sharing: () => 1, doors: () => 1 };
/** As it comes back from its row. */
const kept = (party: Party) => unpackOutline(JSON.parse(JSON.stringify(packParty(party))));
const score = (a: Partial<Listing>, b: Partial<Listing>, rarity = rare): number => compareParties(partyOf({ id: 'a', names: [], ...a }), partyOf({ id: 'b', names: [], ...b }), rarity).score;
const decided = (a: Partial<Listing>, b: Partial<Listing>, rarity = rare): string => { const found = score(a, b, rarity); return found >= LINK ? 'one' : found >= REVIEW ? 'ask' : 'two'; };
const house = { address: 'Lindenstraße 12', city: 'Hambeck', postcode: '20001', country: 'DE' };

describe('a name', () => {
  it.each([
    ['Tallow Home GmbH & Co. KG', 'TALLOW HOME'], ['S.C. Tallow Home S.R.L.', 'Tallow Home'], ['ООО «Ромашка»', 'Romashka'], ['株式会社桜工房', '桜工房'], ['Tallow Sp. z o.o.', 'Tallow Spółka z ograniczoną odpowiedzialnością'],
    ['Müller', 'Mueller'], ['Kitchen Craft', 'KitchenCraft'], ['L’Été', 'L\'ete'], ['Tallow & Wick', 'Tallow und Wick'], ['Yuri Chaika', 'Juri Tschaika'], ['(주)한빛', '한빛 주식회사'],
  ])('is the same in %s and %s', (one, other) => {
    expect(decided({ ...house, names: [one] }, { ...house, names: [other] })).toBe('one');
  });

  it('of a legal form alone stays a name, and two names on one line are two', () => {
    expect(nameForm('Inc.').joined).not.toBe('');
    expect(namesIn('Tallow Ltd t/a Candle House').map((form) => form.joined)).toEqual(['talov', 'kandlehouse']);
    expect(namesIn('—')).toEqual([]);
  });
});

describe('two listings', () => {
  it('are one with one VAT number whatever else they say, and two with different numbers of one country', () => {
    expect(decided({ names: ['Tallow'], vat: 'DE123456789' }, { names: ['Candle House'], vat: 'de 123.456.789' })).toBe('one');
    expect(decided({ ...house, names: ['Tallow'], phone: '040 1234567', vat: 'DE123456789' }, { ...house, names: ['Tallow'], phone: '040 1234567', vat: 'DE987654321' })).toBe('two');
    expect(decided({ ...house, names: ['Tallow Copper'], vat: 'DE123456789' }, { ...house, names: ['Tallow Copper'], vat: 'ATU12345678' })).toBe('one');
  });

  it('are one after a move that kept the telephone, and branches of a chain are not', () => {
    expect(decided({ ...house, names: ['Tallow Copper'], phone: '+49 40 1234567' }, { names: ['Tallow Copper GmbH'], phone: '040/1234567', address: 'Gänsemarkt 3', city: 'Münchau', country: 'DE' })).toBe('one');
    expect(decided({ ...house, names: ['Tallow Copper'], phone: '+49 40 1234567' }, { names: ['Tallow Copper'], phone: '089/7654321', address: 'Gänsemarkt 3', city: 'Münchau', country: 'DE' })).toBe('two');
    expect(decided({ ...house, names: ['Tallow Copper #3'] }, { ...house, names: ['Tallow Copper #12'] })).not.toBe('one');
    expect(decided({ names: ['Tallow'], website: 'tallow.example', address: 'Mill Lane 1', city: 'Leedham' }, { names: ['Tallow'], website: 'tallow.example', address: 'Kiln Yard 5', city: 'Bristock' })).toBe('ask');
  });

  it('are not asked about where only a part of the name and a town speak for it', () => {
    const town = { city: 'Hambeck' };
    expect(decided({ ...town, names: ['Cantina Copperwick Tallow'] }, { ...town, names: ['Cascina Copperwick Tallow'] })).toBe('two');
    expect(decided({ ...town, names: ['Ashen Kestrel Wick'] }, { ...town, names: ['Umber Kestrel Wick'] })).toBe('two');
    expect(decided({ ...town, names: ['Tallow Copper'] }, { ...town, names: ['Tallow Copper Ovington'] })).toBe('two');
    expect(decided({ ...house, names: ['Copperwick Grill'], phone: '040 1234567' }, { ...house, names: ['Tallow Copperwick Ovington'], phone: '040 7654321' })).toBe('two');
    expect(decided({ ...house, names: ['Copperwick Grill'], phone: '040 1234567' }, { ...house, names: ['Tallow at the Copperwick'], phone: '040 7654321' })).toBe('two');
    expect(decided({ ...house, names: ['Tallow'], website: 'tallow.example', phone: '040 1234567' }, { names: ['Tallow Nord'], website: 'tallow.example', phone: '089 7654321', address: 'Kiln Yard 5', city: 'Bristock', country: 'DE' })).toBe('two');
  });

  it('are one whatever a name adds to say that it is a shop, where it is, or writes as one word', () => {
    const town = { city: 'Hambeck' };
    expect(decided({ ...town, names: ['Tallow Copperwick'] }, { ...town, names: ['Tallow Copperwick Official Store'] })).toBe('one');
    expect(decided({ ...town, names: ['Brothers Copperwick Crafts'] }, { ...town, names: ['BrothersCopperwickCrafts'] })).toBe('one');
    expect(decided({ ...house, names: ['Tallow Candle Bar'] }, { ...house, names: ['Tallow Candle Bar at the Copper Hotel'] })).toBe('one');
  });

  it('are asked about where a chain or a group is as likely, and one where a guide names the quarter', () => {
    expect(decided({ city: 'Hambeck', names: ['Tallow Copperwick'], phone: '040 1234567' }, { city: 'Hambeck', names: ['Tallow Copperwick'], phone: '040 7654321' })).toBe('ask');
    expect(decided({ ...house, names: ['Copperwick Kestrel GmbH'] }, { ...house, names: ['Copperwick Verwaltungs GmbH'] })).toBe('ask');
    const street = { names: ['Tallow Copperwick Bistro'], address: '4118 Kiln Yard' };
    expect(decided({ ...street, city: 'Hambeck' }, { ...street, names: ['Tallow Copperwick'], city: 'Bristock' })).toBe('one');
    expect(decided({ ...street, city: 'Hambeck', postcode: '20001' }, { ...street, city: 'Bristock', postcode: '81234' })).not.toBe('one');
  });

  it('get nothing from a telephone or a site that three names share', () => {
    const agency: Rarity = { ...rare, sharing: () => 3 };
    const pair = [{ names: ['Tallow'], phone: '+49 30 5550100' }, { names: ['Candle House'], phone: '+49 30 5550100' }] as const;
    const verdict = compareParties(partyOf({ id: 'a', ...pair[0] }), partyOf({ id: 'b', ...pair[1] }), agency);
    expect(verdict.score).toBeLessThan(REVIEW);
    expect(verdict.basis).toEqual([]);
  });

  it('say why, the weightiest first', () => {
    const { reasons, basis } = compareParties(partyOf({ id: 'a', names: ['Tallow Copper'], ...house, phone: '+49 40 1234567' }), partyOf({ id: 'b', names: ['Talow Copper Shop'], ...house, phone: '040 1234567' }), rare);
    expect(reasons).toEqual(expect.arrayContaining([expect.stringContaining('same telephone'), 'same address: 12 linden', expect.stringContaining('Talow Copper Shop'), 'same town: 20001']));
    expect(basis).toContain('t:401234567');
  });

  it('are compared the same both ways round, whatever is missing, and nothing throws', () => {
    const cell = fc.oneof(fc.constant(null), fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('Tallow Home GmbH', 'Lindenstraße 12a, 20001 Hambeck, DE', '+49 40 1234567', 'https://www.tallow.example/x', 'DE 123.456.789', '12-14 Mill Lane, Manbury M1 4AA', 'ООО Ромашка', '#', '(', 'facebook.com', '0000000000', 'DE', 'usa'));
    const listing = fc.record({ id: fc.string(), source: cell, names: fc.array(cell, { maxLength: 3 }), address: cell, city: cell, region: cell, postcode: cell, country: cell, phone: cell, website: cell, email: cell, vat: cell, registration: cell });
    fc.assert(fc.property(listing, listing, (a, b) => {
      const [one, other] = [partyOf(a), partyOf(b)];
      const [there, back] = [compareParties(one, other, rare), compareParties(other, one, rare)];
      expect(there.score).toBeGreaterThanOrEqual(0);
      expect(there.score).toBeLessThanOrEqual(1);
      expect(back.score).toBeCloseTo(there.score, 9);
      expect(unpackParty(a.id, JSON.parse(JSON.stringify(packParty(one))))).toEqual({ ...one, source: null });
      expect(blockingKeys(one).every((key) => key.length > 2)).toBe(true);
    }), { numRuns: 400 });
  });

  it('are passed over unseen only where comparing them would have said "two", however rare anything is', () => {
    const names = fc.constantFrom('Tallow Copper', 'Talow Copper', 'Tallow Copper GmbH', 'Tallow Copper 3', 'Filiale 12', 'TC', 'Home', 'Wick & Wax', '桜工房', '');
    const of = (...values: string[]) => fc.constantFrom(null, ...values);
    const listing = fc.record({
      id: fc.string(), names: fc.array(names, { maxLength: 2 }), address: of('Lindenstraße 12', 'Lindenstr. 12', 'Lindenstraße 14', 'Mill Lane 3'), city: of('Hambeck', 'Hambek', 'Manbury', 'Bad Wernhausen'), postcode: of('20001', '20009', '54321'), country: of('DE', 'GB'),
      phone: of('+49 40 1234567', '+49 40 1234576', '040 1234567', '+49 30 7654321'), website: of('https://tallow.example', 'https://tallow.test', 'https://wickwax.example'), vat: of('DE123456789', 'DE123456798', 'DE987654321'), registration: of('HRB 1234', 'HRB 5678'),
    });
    const seen = { apart: 0, all: 0 };
    fc.assert(fc.property(listing, listing, fc.constantFrom(1, 50, 2_000_000), fc.constantFrom(0, 1, 9), (a, b, size, sharing) => {
      const [one, other] = [partyOf(a), partyOf(b)];
      seen.all += 1;
      if (!areCertainlyApart(outlineOf(one), kept(other))) return;
      seen.apart += 1;
      expect(areCertainlyApart(outlineOf(other), kept(one))).toBe(true);
      expect(compareParties(one, other, { size, named: () => sharing, inCity: () => sharing, sharing: () => sharing, doors: () => sharing }).score).toBeLessThan(REVIEW);
    }), { numRuns: 4000 });
    expect(seen.apart).toBeGreaterThan(seen.all / 50);
  });

  it('that are written alike meet under a key', () => {
    fc.assert(fc.property(fc.constantFrom('Tallow Copper', 'Ölmühle Großwürzen', 'متجر البرتقال', '桜工房', 'X', '24/7'), fc.constantFrom('GmbH', 'Ltd', '', 'Official Store'), (name, tail) => {
      const [one, other] = [blockingKeys(partyOf({ id: 'a', names: [name] })), blockingKeys(partyOf({ id: 'b', names: [`${name} ${tail}`] }))];
      expect(one.filter((key) => other.includes(key)).length).toBeGreaterThan(0);
    }));
  });
});

describe('normalising', () => {
  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const once = wordsOf(text).map((word) => word.text);
      expect(wordsOf(once.join(' ')).map((word) => word.text).join('')).toBe(once.join(''));
    }));
  });

  it('reads telephones, sites and addresses as people write them', () => {
    expect(phonesIn('(310) 555-0142 ext. 7', 'US')).toEqual([{ full: '+13105550142', tail: '105550142'.slice(-9), national: '3105550142' }].map((phone) => ({ ...phone, tail: '105550142' })));
    expect(phonesIn('0049 40 1234567', null)[0]!.full).toBe('+49401234567');
    expect(phonesIn('000000000; n/a', null)).toEqual([]);
    expect([siteOf('WWW.Tallow.co.uk/shop?x=1'), siteOf('https://tallow.myshopify.com'), siteOf('https://www.facebook.com/tallow.home/'), siteOf('amazon.com'), siteOf('n/a'), mailDomain('Info@Tallow.example'), mailDomain('tallow@gmail.com')]).toEqual(
      ['tallow.co.uk', 'tallow.myshopify.com', 'facebook.com/tallow.home', null, null, 'tallow.example', null]);
    expect(placeOf({ address: 'Lindenstr. 12a, 20001 Hambeck, DE' })).toMatchObject({ numbers: ['12a'], postcode: '20001', country: 'DE', city: [{ text: 'hambeck' }], street: [{ text: 'linden' }] });
    expect(placeOf({ address: '12 Mill Lane, Suite 4, Manbury M1 4AA, United Kingdom' })).toMatchObject({ numbers: ['12'], inside: ['4'], postcode: 'M14AA', country: 'GB', city: [{ text: 'manbury' }], street: [{ text: 'mill' }] });
    expect(placeOf({ address: 'Bäckergasse 5, 1010 Wien', country: 'Österreich' })).toMatchObject({ numbers: ['5'], postcode: '1010', country: 'AT', city: [{ text: 'wien' }] });
  });
});

describe('a list', () => {
  it('gives pairs with a score, a decision and reasons, the surest first', () => {
    const pairs = matchList([{ id: '1', names: ['Tallow Copper'], ...house }, { id: '2', names: ['Candle House'], ...house }, { id: '3', names: ['TALLOW COPPER Store'], ...house }].map(partyOf));
    expect(pairs).toEqual([{ a: '1', b: '3', score: expect.any(Number) as number, decision: 'link', reasons: expect.arrayContaining(['same town: 20001']) as string[] }]);
  });

  it('does not ask about the doors of a chain', () => {
    const doors = ['Mill Lane 1', 'Kiln Yard 95', 'Candle Row 40', 'Copper Court 7'];
    expect(matchList(doors.map((address, at) => partyOf({ id: String(at), names: ['Tallow Copperwick'], address, city: 'Hambeck' })))).toEqual([]);
    expect(matchList(doors.slice(0, 2).map((address, at) => partyOf({ id: String(at), names: ['Tallow Copperwick'], address, city: 'Hambeck' })))).toMatchObject([{ decision: 'review' }]);
  });

  it('does not link two that contradict each other to a third', () => {
    const town = { city: 'Hambeck' };
    const pairs = matchList([{ id: 'here', names: ['Tallow Copperwick'], ...town, address: 'Mill Lane 1', phone: '040 3171951' }, { id: 'there', names: ['Tallow Copperwick'], ...town, address: 'Kiln Yard 95', phone: '040 8462273' }, { id: 'nowhere', names: ['Tallow Copperwick'], ...town }].map(partyOf));
    expect(pairs.map(({ a, b, decision }) => ({ a, b, decision }))).toEqual([{ a: 'here', b: 'nowhere', decision: 'review' }, { a: 'there', b: 'nowhere', decision: 'review' }]);
  });
});
