import type { Dice } from './random.js';

/** Where merchants sit (FEATURES E1, bent towards the EU so that about 60 % show a mail address) and how that country writes things. */
interface Land {
  weight: number;
  eu: boolean;
  dial: string;
  streets: readonly string[];
  /** Postcode pattern (# is a digit, A a letter) and town, in the order the country writes them. */
  towns: readonly string[];
  street: (name: string, number: number) => string;
  vat: string | null;
  registration: string;
}

const numberLast = (name: string, number: number) => `${name} ${number}`;
const numberFirst = (name: string, number: number) => `${number} ${name}`;

export const LANDS: Record<string, Land> = {
  DE: { weight: 16, eu: true, dial: '49', streets: ['Lindenstraße', 'Am Mühlgraben', 'Gänsemarkt', 'Königsallee', 'Zur Alten Ölmühle'], towns: ['2#### Hambeck', '8#### Münchau', '5#### Köllnitz', '7#### Großwürzen'], street: numberLast, vat: 'DE#########', registration: 'HRB ######' },
  FR: { weight: 11, eu: true, dial: '33', streets: ['rue des Écoliers', 'avenue du Général Mirandol', 'impasse de la Tannerie', 'quai aux Fleurs'], towns: ['7#### Parigny', '6#### Lyonnet', '3#### Bordelain'], street: numberFirst, vat: 'FR###########', registration: 'RCS #########' },
  IT: { weight: 10, eu: true, dial: '39', streets: ['Via dei Tigli', 'Corso Garavaglia', 'Piazza del Pozzo', 'Viale Libertà'], towns: ['2#### Milavero MI', '0#### Romasco RM', '4#### Bolognetta BO'], street: numberLast, vat: 'IT###########', registration: 'REA MI-#######' },
  ES: { weight: 8, eu: true, dial: '34', streets: ['Calle del Olmo', 'Avenida de la Constitución', 'Paseo Marítimo', 'Plaza Peñón'], towns: ['2#### Madrileja', '0#### Barcelinya', '4#### Valdenciana'], street: numberLast, vat: 'ESB########', registration: 'RM M-######' },
  NL: { weight: 6, eu: true, dial: '31', streets: ['Keizersdijk', 'Molenweg', 'Oude Haven', 'Tulpenplein'], towns: ['1### AA Amstelwoud', '3### AA Rottermeer', '5### AA Eindhout'], street: numberLast, vat: 'NL#########B0#', registration: 'KvK ########' },
  PL: { weight: 8, eu: true, dial: '48', streets: ['ul. Słoneczna', 'ul. Żurawia', 'al. Niepodległości', 'ul. Młyńska'], towns: ['0#-### Warszyn', '3#-### Krakówek', '9#-### Łódzisko'], street: numberLast, vat: 'PL##########', registration: 'KRS ##########' },
  AT: { weight: 3, eu: true, dial: '43', streets: ['Bäckergasse', 'Am Graben', 'Mühlweg'], towns: ['1### Wienau', '8### Grazfeld'], street: numberLast, vat: 'ATU########', registration: 'FN ######a' },
  SE: { weight: 3, eu: true, dial: '46', streets: ['Storgatan', 'Björkvägen', 'Östra Hamngatan'], towns: ['1## ## Stockvik', '4## ## Götebro'], street: numberLast, vat: 'SE##########01', registration: '######-####' },
  GB: { weight: 9, eu: false, dial: '44', streets: ['Mill Lane', 'Station Road', 'Church Street', 'Kiln Yard'], towns: ['Manbury M# #AA', 'Leedham LS# #AA', 'Bristock BS# #AA'], street: numberFirst, vat: 'GB#########', registration: 'Company No. ########' },
  US: { weight: 13, eu: false, dial: '1', streets: ['Old Orchard Rd', 'Commerce Blvd', 'Harbor St', 'W 5th Ave'], towns: ['Portmere, OR 97###', 'Austinville, TX 78###', 'Brookhaven Falls, NY 11###'], street: numberFirst, vat: null, registration: 'File No. #########' },
  CN: { weight: 8, eu: false, dial: '86', streets: ['Longhua Dadao', 'Bantian Jie', 'Yuexing Lu'], towns: ['Shenzhou 518###', 'Guangling 510###', 'Yiwan 322###'], street: numberLast, vat: null, registration: '91######MA########' },
  JP: { weight: 3, eu: false, dial: '81', streets: ['北町', '桜ヶ丘', '港南'], towns: ['〒1##-00## 東都', '〒5##-00## 大川'], street: (name, number) => `${name}${number}丁目${(number % 9) + 1}-${(number % 7) + 1}`, vat: null, registration: 'T#############' },
  AE: { weight: 2, eu: false, dial: '971', streets: ['شارع الواحة', 'Al Sidr Street', 'Corniche Road'], towns: ['Dubara', 'Abu Nakhl'], street: numberLast, vat: null, registration: 'TRN 100############' },
};

const CODES = Object.keys(LANDS);
const TOTAL = CODES.reduce((sum, code) => sum + (LANDS[code] as Land).weight, 0);

export function pickCountry(dice: Dice): string {
  let left = dice.next() * TOTAL;
  for (const code of CODES) {
    left -= (LANDS[code] as Land).weight;
    if (left < 0) return code;
  }
  return 'DE';
}

export const isEu = (country: string): boolean => LANDS[country]?.eu ?? false;

const filled = (dice: Dice, pattern: string): string =>
  pattern.replace(/#/g, () => dice.digits(1)).replace(/\bAA\b|(?<=\d)AA/g, () => dice.letters(2, 'BCDEHKPRSTVXZ'));

export interface TraderFacts {
  /** Street and town lines; the country follows as its own line on the page. */
  address: string[];
  vat: string | null;
  registration: string;
  phone: string;
}

/** Register-like numbers of the right shape. Their check digits are drawn like the rest, so they name nobody real on purpose. */
export function inventTrader(dice: Dice, country: string): TraderFacts {
  const land = LANDS[country] as Land;
  const address = [land.street(dice.pick(land.streets), dice.whole(1, 220)), filled(dice, dice.pick(land.towns))];
  if (dice.chance(0.12)) address.splice(1, 0, country === 'CN' ? `Building ${dice.whole(1, 30)}, Floor ${dice.whole(2, 18)}` : `${dice.letters(1)}${dice.whole(1, 40)}`);
  return {
    address,
    vat: land.vat === null ? null : filled(dice, land.vat),
    registration: filled(dice, land.registration),
    phone: `+${land.dial} ${dice.digits(3)} ${dice.digits(4)} ${dice.digits(3)}`,
  };
}

/** The same number as another clerk would type it: spaces, dots or lower case, never other characters. */
export function retyped(dice: Dice, number: string): string {
  const way = dice.whole(0, 4);
  if (way === 1) return number.toLowerCase();
  if (way === 2 || way === 3) {
    const gap = way === 2 ? ' ' : '.';
    return `${number.slice(0, 2)}${gap}${number.slice(2).replace(/(\w{3})(?=\w)/g, `$1${gap}`)}`;
  }
  return number;
}
