import type { Known } from './figures.js';

/**
 * Lists as people bring them, made by other hands and other accidents than the sandbox's: two guides to the same
 * restaurants, a register beside a scanned letterhead, shops in several alphabets, sellers with a name and a town.
 * Everything is put together from syllables; the engine's weights were not chosen by it.
 */
export function secondList(seed: number, businesses = 1200): Known[] {
  const dice = diceOf(seed);
  const listings: Known[] = [];
  const taken = new Set<string>();
  const fresh = (make: () => string): string => {
    for (;;) {
      const name = make();
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const add = (truth: string, family: string, source: string, sheet: Sheet): void => {
    listings.push({ id: `s${listings.length + 1}`, truth, family, source, ...sheet, names: [sheet.name] });
  };
  for (let nth = 0; nth < businesses; nth += 1) {
    const truth = `t${nth}`;
    const kinds = [restaurant, restaurant, company, shop, seller];
    kinds[nth % kinds.length]!({ dice, truth, fresh, add, nth });
  }
  return listings;
}

interface Sheet { name: string; address?: string; city?: string; region?: string; postcode?: string; country?: string; phone?: string; website?: string; registration?: string; vat?: string }
type Dice = ReturnType<typeof diceOf>;
interface Making { dice: Dice; truth: string; fresh: (make: () => string) => string; add: (truth: string, family: string, source: string, sheet: Sheet) => void; nth: number }

function diceOf(seed: number) {
  let state = seed * 2654435761 >>> 0;
  const next = (): number => {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 20; warm += 1) next();
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  return { chance: (share: number) => next() < share, whole, pick, digits: (count: number) => Array.from({ length: count }, () => whole(0, 9)).join('') };
}

const ONSETS = 'b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z'.split(' ');
const VOWELS = 'a e i o u ai ea ou'.split(' ');
const CODAS = ['', '', 'l', 'n', 'r', 's', 'm', 'ck', 'nd', 'rt', 'x'];
const syllable = (dice: Dice): string => dice.pick(ONSETS) + dice.pick(VOWELS) + dice.pick(CODAS);
const invented = (dice: Dice): string => capital(Array.from({ length: dice.whole(2, 3) }, () => syllable(dice)).join(''));
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
/** Names also share words that many have. */
const COMMON = 'Golden Blue Royal Green Little Old New Garden Corner Star Sun Lake River Mountain Village Family Brothers Quality Best Smart Fresh First City Park'.split(' ');
const TOWNS = Array.from({ length: 40 }, (_, at) => { const dice = diceOf(at + 901); return `${invented(dice)}${dice.pick(['', ' City', ' Park', 'ville', 'ton', ' Beach'])}`; });
const STREETS = Array.from({ length: 90 }, (_, at) => { const dice = diceOf(at + 301); return dice.chance(0.3) ? dice.pick(['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth']) : invented(dice); });

/** Two guides to one restaurant. */
function restaurant({ dice, truth, fresh, add, nth }: Making): void {
  const core = fresh(() => (dice.chance(0.4) ? `${dice.pick(COMMON)} ${invented(dice)}` : dice.chance(0.5) ? `${invented(dice)} ${invented(dice)}` : `${invented(dice)}`));
  const kind = dice.pick(['Restaurant', 'Cafe', 'Grill', 'Bistro', 'Trattoria', '']);
  const street = dice.pick(STREETS);
  const [number, town] = [dice.whole(2, 9800), dice.pick(TOWNS)];
  const side = dice.pick(['', '', 'E. ', 'W. ', 'N. ']);
  const [area, local] = [`${dice.whole(2, 9)}${dice.digits(2)}`, `${dice.whole(2, 9)}${dice.digits(6)}`];
  const one: Sheet = { name: `${core} ${kind}`.trim().toLowerCase(), address: `${number} ${side}${street} ${dice.pick(['Ave.', 'St.', 'Blvd.', 'Rd.'])}`.toLowerCase(), city: town.toLowerCase(), phone: `${area}/${local.slice(0, 3)}-${local.slice(3)}` };
  add(truth, 'two guides', 'guide one', one);
  if (nth % 15 === 0) {
    // Another room of the same house: its own name and telephone.
    add(`${truth}-room`, 'rooms of one house', 'guide two', { ...one, name: `${fresh(() => invented(dice))} at the ${capital(core.split(' ')[0]!)}`, phone: `${area}-${local.slice(0, 3)}-${dice.digits(4)}` });
    return;
  }
  if (nth % 15 === 1) {
    for (const branch of [1, 2]) add(`${truth}-${branch}`, 'branches', 'guide two', { name: `${core} ${kind}`.trim(), address: `${dice.whole(2, 9800)} ${dice.pick(STREETS)} ${dice.pick(['Ave.', 'St.'])}`, city: dice.chance(0.5) ? town : dice.pick(TOWNS), phone: `${area}-${dice.digits(3)}-${dice.digits(4)}` });
    return;
  }
  const words = [...core.split(' '), ...(kind === '' || dice.chance(0.3) ? [] : [kind])];
  const name = dice.pick([
    () => words.join(' '), () => words.join(' '), () => [...words].reverse().join(' '), () => `The ${words.join(' ')}`, () => `${words.join(' ')} (${town})`, () => `${words.join(' ')} on ${street}`, () => words[0]!.length > 5 ? words.join(' ') : `${words.join(' ')} & Bar`,
  ])();
  const long: Record<string, string> = { 'E. ': 'East ', 'W. ': 'West ', 'N. ': 'North ' };
  add(truth, 'two guides', 'guide two', {
    name, city: dice.chance(0.12) ? dice.pick(TOWNS) : town, phone: dice.chance(0.93) ? `${area}-${local.slice(0, 3)}-${local.slice(3)}` : '',
    address: `${number} ${dice.chance(0.5) ? long[side] ?? '' : side}${numeral(street)} ${dice.pick(['Avenue', 'Street', 'Boulevard', 'Road'])}${dice.chance(0.15) ? ` near ${dice.pick(STREETS)}` : ''}`,
  });
}
const numeral = (street: string): string => ({ First: '1st', Second: '2nd', Third: '3rd', Fourth: '4th', Fifth: '5th', Sixth: '6th', Seventh: '7th', Eighth: '8th' })[street] ?? street;

/** A register's entry beside a scanned letterhead. */
function company({ dice, truth, fresh, add }: Making): void {
  const core = fresh(() => `${invented(dice)}${dice.chance(0.5) ? ` ${invented(dice)}` : ''} ${dice.pick(['Engineering', 'Foods', 'Textiles', 'Instruments', 'Logistik', 'Maschinenbau', 'Chimie', 'Ceramica', 'Instal'])}`);
  const [country, dial, forms] = dice.pick([['DE', '49', ['GmbH', 'Gesellschaft mit beschränkter Haftung', 'G.m.b.H.']], ['FR', '33', ['SARL', 'S.A.R.L.', 'Sté à responsabilité limitée']], ['GB', '44', ['Limited', 'Ltd', 'LTD.']], ['PL', '48', ['Sp. z o.o.', 'Spółka z ograniczoną odpowiedzialnością', 'SP. Z O. O.']], ['IT', '39', ['S.r.l.', 'SRL', 'S.R.L.']]] as const);
  const [street, number, town, code] = [dice.pick(STREETS), dice.whole(1, 240), dice.pick(TOWNS), `${dice.whole(1, 9)}${dice.digits(4)}`];
  const [phone, registration] = [dice.digits(9), dice.digits(8)];
  const one: Sheet = { name: `${core} ${dice.pick(forms)}`, address: country === 'DE' ? `${street}straße ${number}` : `${number} ${street} Street`, city: town, postcode: code, country, phone: dice.chance(0.6) ? `+${dial} ${phone}` : '', registration: dice.chance(0.4) ? registration : '' };
  add(truth, 'register and letterhead', 'register', one);
  const merged = dice.chance(0.5);
  const letters = dice.chance(0.5) ? one.name.toUpperCase() : one.name;
  const line = country === 'DE' ? `${street}str. ${number}` : `${street} St ${number}`;
  add(truth, merged ? 'merged columns' : 'register and letterhead', 'letterhead', {
    name: scanned(dice, letters.replace(one.name.slice(core.length + 1), dice.pick(forms))), phone: one.phone && dice.chance(0.8) ? `0${phone.slice(0, 3)} ${phone.slice(3)}` : '', registration: dice.chance(0.4) ? one.registration ?? '' : '',
    ...(merged ? { address: `${line}, ${code} ${town}${dice.chance(0.4) ? `, ${country}` : ''}` } : { address: line, city: scanned(dice, town), postcode: code, country: dice.chance(0.1) ? dice.pick(['AT', 'CH', 'BE']) : country }),
  });
  // A competitor with a name nearly like it, around the corner.
  if (dice.chance(0.25)) add(`${truth}-rival`, 'names nearly alike', 'register', { ...one, name: `${fresh(() => `${core.split(' ')[0]!} ${invented(dice)}`)} ${dice.pick(forms)}`, address: `${dice.whole(1, 240)} ${dice.pick(STREETS)}`, phone: `+${dial} ${dice.digits(9)}`, registration: '' });
}

/** What a scanner reads: rn for m, 0 for o, 1 for l, a letter lost at an edge. */
function scanned(dice: Dice, text: string): string {
  const swaps: Array<readonly [RegExp, string]> = [[/m/, 'rn'], [/rn/, 'm'], [/l/, 'i'], [/cl/, 'd'], [/e/, 'c'], [/u/, 'v'], [/B/, '8'], [/O/, '0'], [/h/, 'b']];
  const possible = swaps.filter(([from]) => from.test(text));
  return dice.chance(0.4) || possible.length === 0 ? text : text.replace(...dice.pick(possible));
}

/** Letters as two offices romanise them. */
const CYRILLIC: Record<string, readonly [string, string]> = { ж: ['zh', 'ž'], ш: ['sh', 'š'], ч: ['ch', 'č'], ц: ['ts', 'c'], х: ['kh', 'h'], ю: ['yu', 'ju'], я: ['ya', 'ja'], й: ['y', 'j'], в: ['v', 'w'], к: ['k', 'k'], р: ['r', 'r'], а: ['a', 'a'], о: ['o', 'o'], и: ['i', 'i'], у: ['u', 'u'], е: ['e', 'e'], л: ['l', 'l'], н: ['n', 'n'], м: ['m', 'm'], т: ['t', 't'], с: ['s', 's'], д: ['d', 'd'], п: ['p', 'p'], б: ['b', 'b'], г: ['g', 'g'] };
const SLAVIC_ONSETS = [...'жшчцхвкрлнмтсдпбг'];
const SLAVIC_VOWELS = [...'аоиуеюя'];

/** One shop on two marketplaces in two alphabets. */
function shop({ dice, truth, fresh, add }: Making): void {
  const word = (): string => Array.from({ length: dice.whole(2, 4) }, () => dice.pick(SLAVIC_ONSETS) + dice.pick(SLAVIC_VOWELS)).join('') + (dice.chance(0.4) ? 'й' : dice.chance(0.5) ? dice.pick(SLAVIC_ONSETS) : '');
  const native = fresh(() => `${capital(word())} ${capital(word())}`);
  const romanised = (way: 0 | 1): string => native.split(' ').map((part) => capital([...part.toLowerCase()].map((letter) => CYRILLIC[letter]?.[way] ?? letter).join(''))).join(' ');
  const phone = `+7 ${dice.whole(300, 999)} ${dice.digits(7)}`;
  const town = dice.pick(TOWNS);
  const site = `https://${romanised(0).toLowerCase().replace(/\W/g, '')}.example`;
  const withPhone = dice.chance(0.7);
  add(truth, 'two alphabets', 'bazaar', { name: `${dice.pick(['ООО ', '', 'ИП '])}${native}`, city: town, country: 'RU', phone, website: dice.chance(0.5) ? site : '' });
  add(truth, 'two alphabets', 'mall', { name: `${romanised(dice.chance(0.5) ? 0 : 1)}${dice.pick(['', ' Shop', ' LLC', ' Official Store'])}`, city: town, country: dice.chance(0.1) ? 'KZ' : 'RU', phone: withPhone ? phone.replace(/ /g, dice.pick(['', '-'])) : '', website: withPhone && dice.chance(0.5) ? '' : site });
}

/** A seller of whom two lists know a name and a town. */
function seller({ dice, truth, fresh, add }: Making): void {
  const name = fresh(() => (dice.chance(0.6) ? `${invented(dice)} ${invented(dice)}` : `${dice.pick(COMMON)} ${invented(dice)} ${dice.pick(['Supplies', 'Trading', 'Crafts', 'Market'])}`));
  const town = dice.pick(TOWNS);
  add(truth, 'name and town', 'list one', { name: `${name}${dice.chance(0.3) ? ' LLC' : ''}`, city: town });
  const words = name.split(' ');
  const other = dice.pick([() => name.toUpperCase(), () => `${name} Store`, () => words.join(''), () => [...words.slice(1), words[0]!].join(' '), () => slip(dice, name), () => slip(dice, name), () => `${name}, Inc.`])();
  if (dice.chance(0.8)) add(truth, 'name and town', 'list two', { name: other, city: dice.chance(0.1) ? slip(dice, town) : town });
  // Somebody else who shares the word that is everybody's, in the same town.
  if (dice.chance(0.3)) add(`${truth}-other`, 'shares a common word', 'list two', { name: fresh(() => `${words[0]!.length > 6 ? dice.pick(COMMON) : words[0]!} ${invented(dice)} Trading`), city: town });
  // The same name in another town.
  if (dice.chance(0.2)) add(`${truth}-elsewhere`, 'same name elsewhere', 'list two', { name, city: TOWNS[(TOWNS.indexOf(town) + 7) % TOWNS.length]! });
}

function slip(dice: Dice, text: string): string {
  const at = dice.whole(1, text.length - 2);
  return dice.pick([() => text.slice(0, at) + text.slice(at + 1), () => text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2), () => `${text.slice(0, at)}${dice.pick([...'aeiortns'])}${text.slice(at + 1)}`])();
}
