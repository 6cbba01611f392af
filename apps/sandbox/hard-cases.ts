import { Dice } from './random.js';
import type { Merchant, World } from './shapes.js';
import { asciiSlug } from './names.js';
import { LANDS } from './traders.js';

/** A seller as a page or a list shows it, beside who it really is. */
export interface HardListing {
  id: string;
  source: string;
  name: string;
  address: string;
  city: string;
  postcode: string;
  country: string;
  phone: string;
  website: string;
  vat: string;
  registration: string;
  /** The merchant behind it. */
  truth: string;
  /** What makes it hard. */
  family: HardFamily;
}
export const HARD_FAMILIES = ['plain', 'other shop name', 'other script', 'typing errors', 'moved', 'short forms', 'few columns', 'names and towns only', 'same name, other firm', 'shared telephone of an agency', 'one door, many firms', 'branches of a chain'] as const;
export type HardFamily = (typeof HARD_FAMILIES)[number];

type Sheet = Omit<HardListing, 'id' | 'source' | 'truth' | 'family'>;

/**
 * The world's sellers as a list without the numbers that would give everything away, with cases that are hard for whoever
 * compares: one merchant written in two ways, and different merchants that look alike. From dice of its own: the world stays as it is.
 */
export function hardCases(world: World): HardListing[] {
  const listings: HardListing[] = [];
  const add = (truth: string, family: HardFamily, source: string, sheet: Sheet): void => {
    listings.push({ id: `h-${String(listings.length + 1).padStart(5, '0')}`, source, truth, family, ...sheet });
  };
  const taken = new Set<string>();
  for (const [index, merchant] of world.merchants.entries()) {
    const dice = new Dice(world.seed, 'hard', merchant.id);
    const sheet = sheetOf(merchant, dice);
    const kind = index % 24;
    if (kind < 8) add(merchant.id, 'plain', 'alderbay', sheet);
    else if (kind === 8) twice(add, merchant, 'other shop name', sheet, { ...sheet, name: `${merchant.brand} ${dice.pick(['Store', 'Shop', 'Online', 'Official', 'EU'])}`, vat: '' }, { website: dice.chance(0.5) });
    else if (kind === 9 || kind === 10) otherScript(add, merchant, dice, sheet, taken);
    else if (kind < 14) twice(add, merchant, 'typing errors', sheet, { ...sheet, name: mistyped(dice, sheet.name), address: dice.chance(0.3) ? mistyped(dice, sheet.address) : sheet.address, vat: '' });
    else if (kind === 14 || kind === 15) moved(add, merchant, dice, sheet);
    else if (kind === 16 || kind === 17) twice(add, merchant, 'short forms', sheet, { ...sheet, name: shortened(merchant.legalName), address: shortened(sheet.address), phone: domestic(sheet.phone), vat: '', website: '' });
    else if (kind === 18) twice(add, merchant, 'few columns', { ...sheet, phone: '', vat: '', website: '' }, { ...sheet, postcode: '', country: '', phone: '', website: '', vat: '', registration: '', name: merchant.legalName });
    else if (kind === 19) twice(add, merchant, 'names and towns only', only({ ...sheet, name: merchant.brand }), only({ ...sheet, name: merchant.legalName.includes(merchant.brand) ? merchant.legalName : merchant.brand }));
    else if (kind === 20) namesake(add, merchant, dice, sheet);
    else if (kind === 21) chain(add, merchant, dice, sheet);
    else if (kind === 22) add(merchant.id, 'one door, many firms', 'alderbay', { ...sheet, address: '77 Commerce Yard', city: 'Portmere', postcode: `97${100 + (index % 5)}`, country: 'US', phone: dice.chance(0.5) ? '' : sheet.phone });
    else add(merchant.id, 'shared telephone of an agency', dice.pick(['alderbay', 'brightcart']), { ...sheet, phone: `+49 30 5550 ${String(100 + (index % 7))}`, website: dice.chance(0.5) ? 'sellers-agency.example' : '' });
  }
  return listings;
}

type Add = (truth: string, family: HardFamily, source: string, sheet: Sheet) => void;

function twice(add: Add, merchant: Merchant, family: HardFamily, one: Sheet, other: Sheet, drop: { website?: boolean } = {}): void {
  add(merchant.id, family, 'alderbay', one);
  add(merchant.id, family, 'brightcart', drop.website ? { ...other, website: '' } : other);
}

/** What the merchant would write of itself. Numbers of registers are on every third sheet only. */
function sheetOf(merchant: Merchant, dice: Dice): Sheet {
  const [line = '', ...rest] = merchant.address;
  const town = rest.at(-1) ?? '';
  const code = /\d[\d -]*\d|[A-Z]{1,2}\d \d[A-Z]{2}/u.exec(town)?.[0].trim() ?? '';
  return {
    name: dice.chance(0.7) ? merchant.brand : merchant.legalName, address: line, city: town.replace(code, '').replace(/^〒\s*|[,\s]+$|,\s*[A-Z]{2}\s*$|\s[A-Z]{2}$/gu, '').trim(), postcode: code, country: merchant.country,
    phone: merchant.phone, website: dice.chance(0.4) ? `https://www.${asciiSlug(merchant.brand) || merchant.id}.example` : '', vat: dice.chance(0.3) ? merchant.vat ?? '' : '', registration: dice.chance(0.15) ? merchant.registration ?? '' : '',
  };
}

/** Pages spell a name in the script that their readers have; telephone or house are the same. */
const SPELLINGS: readonly (readonly [string, string, string])[] = [
  ['Берёзовая роща', 'Beryozovaya Roshcha', 'RU'], ['Жёлтый филин', 'Zheltyi Filin', 'RU'], ['Щедрый улей', 'Shchedry Uley', 'RU'], ['Хутор Юлии', 'Khutor Yulii', 'RU'], ['Цветочная гавань', 'Tsvetochnaya Gavan', 'RU'],
  ['Κήπος της Χλόης', 'Kipos tis Chlois', 'GR'], ['Γαλάζιο Ψάρι', 'Galazio Psari', 'GR'], ['Φωτεινή Ξυλεία', 'Foteini Xyleia', 'GR'], ['Дъбова къща', 'Dabova Kashta', 'BG'], ['Вишневий сад', 'Vyshnevyi Sad', 'UA'],
  ['متجر البرتقال', 'Matjar Al Burtuqal', 'AE'], ['بيت الزعفران', 'Bayt Al Zafaran', 'AE'], ['Müllers Öle & Gewürze', 'Muellers Oele und Gewuerze', 'DE'], ['Størebø Håndverk', 'Storebo Handverk', 'NO'], ['Şirin Çiçekçi', 'Sirin Cicekci', 'TR'],
  ['서울 바늘집', 'Seoul Baneuljip', 'KR'], ['ひかりのパン', 'Hikari no Pan', 'JP'], ['深海灯具', 'Shenhai Dengju', 'CN'], ['Čokoládovna Říčka', 'Cokoladovna Ricka', 'CZ'], ['Żółwia Księgarnia', 'Zolwia Ksiegarnia', 'PL'],
];
function otherScript(add: Add, merchant: Merchant, dice: Dice, sheet: Sheet, taken: Set<string>): void {
  // The family name keeps the invented firms apart; half of the pages write a telephone, the other half the same street.
  const family = merchant.person.split(' ').at(-1)!;
  const free = SPELLINGS.filter(([, latin]) => !taken.has(`${latin} ${family}`));
  const [native, latin, country] = dice.pick(free);
  taken.add(`${latin} ${family}`);
  const withPhone = dice.chance(0.6);
  const one: Sheet = { ...sheet, name: `${native} ${family}`, country, vat: '', registration: '', website: '' };
  twice(add, merchant, 'other script', one, { ...one, name: `${latin} ${asciiSlug(family)}`, phone: withPhone ? one.phone : '', address: withPhone ? '' : one.address });
}

function moved(add: Add, merchant: Merchant, dice: Dice, sheet: Sheet): void {
  const land = LANDS[merchant.country] ?? LANDS['DE']!;
  const there = land.street(dice.pick(land.streets), dice.whole(1, 220));
  twice(add, merchant, 'moved', sheet, { ...sheet, name: dice.chance(0.5) ? merchant.legalName : sheet.name, address: there, postcode: '', city: dice.chance(0.5) ? sheet.city : 'Neuenstadt', vat: '' });
}

/** A firm of the same name with everything else of its own. */
function namesake(add: Add, merchant: Merchant, dice: Dice, sheet: Sheet): void {
  add(merchant.id, 'same name, other firm', 'alderbay', sheet);
  const land = LANDS[merchant.country] ?? LANDS['DE']!;
  add(`${merchant.id}-namesake`, 'same name, other firm', 'brightcart', {
    ...sheet, address: land.street(dice.pick(land.streets), dice.whole(1, 220)), city: dice.pick(['Altenfurt', 'Kirchmoor', 'Weststrand', 'Hochdorf', 'Nieder Au']), postcode: '', phone: `+${land.dial} ${dice.digits(3)} ${dice.digits(7)}`,
    website: '', vat: '', registration: '',
  });
}

function chain(add: Add, merchant: Merchant, dice: Dice, sheet: Sheet): void {
  const land = LANDS[merchant.country] ?? LANDS['DE']!;
  for (let branch = 0; branch < 3; branch += 1) {
    add(`${merchant.id}-branch-${branch}`, 'branches of a chain', 'alderbay', {
      ...sheet, name: `${merchant.brand}${dice.chance(0.5) ? '' : ` ${['Nord', 'Altstadt', 'am Markt'][branch]}`}`, address: land.street(land.streets[branch % land.streets.length]!, dice.whole(1, 220)), postcode: '',
      city: branch === 2 ? sheet.city : ['Hinterwald', 'Seebruck'][branch]!, phone: `+${land.dial} ${dice.digits(3)} ${dice.digits(7)}`, vat: '', registration: '', website: dice.chance(0.3) ? sheet.website : '',
    });
  }
}

const only = (sheet: Sheet): Sheet => ({ name: sheet.name, address: '', city: sheet.city, postcode: '', country: '', phone: '', website: '', vat: '', registration: '' });

/** One or two slips of the finger: a letter missed, doubled, swapped with its neighbour, or another one hit. */
function mistyped(dice: Dice, text: string): string {
  let letters = [...text];
  for (let slips = dice.chance(0.3) ? 2 : 1; slips > 0; slips -= 1) {
    const spots = letters.flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []));
    if (spots.length < 4) return letters.join('');
    const at = dice.pick(spots);
    const way = dice.whole(0, 3);
    if (way === 0) letters = letters.filter((_, place) => place !== at);
    else if (way === 1) letters.splice(at, 0, letters[at]!);
    else if (way === 2 && at + 1 < letters.length) [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
    else letters[at] = dice.pick([...'aeinorst']);
  }
  return letters.join('');
}

const SHORT: readonly (readonly [RegExp, string])[] = [[/straße/gu, 'str.'], [/\bStreet\b/gu, 'St'], [/\bRoad\b/gu, 'Rd'], [/\bLane\b/gu, 'Ln'], [/\bavenue\b/gu, 'av.'], [/\bAvenida\b/gu, 'Avda.'], [/\bCalle\b/gu, 'C/'], [/\bViale\b/gu, 'V.le'], [/ & /gu, ' und '], [/\bTrading\b/gu, 'Trdg'], [/\bBrothers\b/gu, 'Bros.'], [/\bManufaktur\b/gu, 'Manuf.'], [/\bLimited\b/gu, 'Ltd.']];
const shortened = (text: string): string => SHORT.reduce((rest, [long, short]) => rest.replace(long, short), text);

/** "+49 123 4567 890" → "0123/4567890". */
function domestic(phone: string): string {
  const [, ...parts] = phone.split(' ');
  return parts.length < 2 ? phone : `0${parts[0]}/${parts.slice(1).join('')}`;
}

const COLUMNS = ['id', 'source', 'name', 'address', 'city', 'postcode', 'country', 'phone', 'website', 'vat', 'registration'] as const;

/** The list as `beckon match` takes it: without the truth. */
export function hardCasesCsv(listings: readonly HardListing[]): string {
  const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  return `${[COLUMNS.join(','), ...listings.map((one) => COLUMNS.map((column) => cell(one[column])).join(','))].join('\n')}\n`;
}
