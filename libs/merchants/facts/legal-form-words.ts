/** What the law of its country makes of a business. */
export type LegalKind = 'company' | 'individual';

/** One legal form with the spellings that stand for it, each as {@link formTokens} writes it. */
export interface LegalFormWords {
  /** As people write it. */
  readonly name: string;
  readonly kind: LegalKind;
  readonly words: readonly string[];
  /** ISO 3166-1 alpha-2 of where it means this; absent: wherever it is seen. */
  readonly countries?: readonly string[];
  /** Where in a name it stands. `anywhere` is for spellings that mean nothing else in any language we read. */
  readonly at: 'end' | 'start' | 'either' | 'anywhere';
}

const company = (name: string, words: string, at: LegalFormWords['at'] = 'end', countries?: string): LegalFormWords => form('company', name, words, at, countries);
const individual = (name: string, words: string, at: LegalFormWords['at'] = 'anywhere', countries?: string): LegalFormWords => form('individual', name, words, at, countries);
const form = (kind: LegalKind, name: string, words: string, at: LegalFormWords['at'], countries?: string): LegalFormWords =>
  ({ name, kind, words: words.split('|'), at, ...(countries ? { countries: countries.split(' ') } : {}) });

/**
 * Legal forms of the countries whose marketplaces we read. Partnerships without limited liability (GbR, VOF, s.c.) count
 * as individuals: so do the rules on electronic mail in the United Kingdom (PECR reg. 2) and their like elsewhere.
 *
 * Identity keeps a table of its own by families that do not contradict each other: it takes anything off a name that may
 * be a form, while a wrong "company" here lets a mail to a person pass. So this one is strict about place and country.
 */
export const LEGAL_FORM_WORDS: readonly LegalFormWords[] = [
  company('GmbH & Co. KG', 'gmbh co kg|gmbh und co kg|gmbh cokg|ug co kg|ug haftungsbeschraenkt co kg|ag co kg', 'anywhere'), company('GmbH & Co. KGaA', 'gmbh co kgaa', 'anywhere'),
  company('gGmbH', 'ggmbh', 'anywhere'), company('GmbH', 'gmbh|gesmbh|ges mbh|gesellschaft mit beschraenkter haftung|gesellschaft mit beschrankter haftung|mbh', 'anywhere'),
  company('UG (haftungsbeschränkt)', 'ug haftungsbeschraenkt|ug haftungsbeschrankt|unternehmergesellschaft', 'anywhere'), company('UG', 'ug', 'end', 'DE'),
  company('AG', 'ag|aktiengesellschaft', 'end'), company('KGaA', 'kgaa', 'end'), company('OHG', 'ohg', 'anywhere'), company('KG', 'kg|kommanditgesellschaft', 'end'), company('eG', 'eg', 'end', 'DE AT'), company('e.V.', 'ev', 'end', 'DE'),
  company('SE', 'se', 'end'),
  company('Ltd', 'ltd|limited|private limited|pvt ltd|pte ltd|pty ltd|proprietary limited|pty limited|co ltd|company limited|sdn bhd|berhad|bhd', 'end'), company('Ltd', 'ltd|pvt ltd|pte ltd|pty ltd|sdn bhd', 'anywhere'),
  company('PLC', 'plc|public limited company', 'end'), company('LLP', 'llp', 'end'), company('CIC', 'cic', 'end', 'GB'), company('DAC', 'dac', 'end', 'IE'), company('CLG', 'clg', 'end', 'IE'),
  company('LLC', 'llc|pllc|limited liability company', 'anywhere'), company('Inc.', 'inc|incorporated', 'end'), company('Corp.', 'corp|corporation', 'end'), company('LP', 'lp', 'end', 'US CA GB'),
  company('SARL', 'sarl', 'either'), company('EURL', 'eurl', 'either'), company('SASU', 'sasu', 'either'), company('SAS', 'sas', 'either', 'FR CO BE LU'), company('S.a.s.', 'sas', 'end', 'IT'), company('SNC', 'snc', 'end', 'FR IT CH BE'), company('SCI', 'sci', 'either', 'FR'), company('SCOP', 'scop', 'either', 'FR'),
  company('S.A.', 'sa|societe anonyme|sociedad anonima', 'either', 'FR BE CH LU ES PT PL RO GR AR BR MX CL CO PE'), company('S.A. de C.V.', 'sa de cv|s de rl de cv|sapi de cv', 'end'), company('S.p.A.', 'spa', 'end', 'IT CL'), company('S.r.l.', 'srl|srls|societa a responsabilita limitata', 'end'),
  company('S.L.', 'sl|slu|sociedad limitada', 'end', 'ES'), company('Lda.', 'lda|limitada|ltda|eireli', 'end'), company('S.A.S. de C.V.', 'sas de cv', 'end', 'MX'),
  company('B.V.', 'bv|besloten vennootschap', 'either', 'NL BE'), company('N.V.', 'nv|naamloze vennootschap', 'either', 'NL BE'), company('BVBA', 'bvba|sprl', 'either', 'BE'),
  company('AB', 'ab|aktiebolag', 'either', 'SE FI'), company('HB', 'hb|handelsbolag', 'end', 'SE'), company('Oy', 'oy|oyj|osakeyhtio', 'either', 'FI'), company('A/S', 'a s|as', 'end', 'DK NO'), company('ApS', 'aps|anpartsselskab', 'end'), company('IVS', 'ivs', 'end', 'DK'), company('ASA', 'asa', 'end', 'NO'), company('ehf.', 'ehf|hf', 'end', 'IS'),
  company('Sp. z o.o.', 'sp z oo|spzoo|sp zoo|spolka z oo|spolka z ograniczona odpowiedzialnoscia', 'anywhere'), company('Sp. k.', 'sp k|spk|spolka komandytowa', 'end', 'PL'), company('Sp. j.', 'sp j|spj|spolka jawna', 'end', 'PL'),
  company('s.r.o.', 'sro|spol sro|spolecnost s rucenim omezenym', 'end'), company('a.s.', 'as|a s', 'end', 'CZ SK'), company('Kft.', 'kft', 'end'), company('Zrt.', 'zrt|nyrt|bt', 'end', 'HU'), company('d.o.o.', 'doo|jdoo', 'end'), company('d.d.', 'dd', 'end', 'HR SI BA'), company('S.C. S.R.L.', 'sc srl', 'either', 'RO'),
  company('OOD', 'ood|eood|ад|оод|еоод', 'end', 'BG'), company('UAB', 'uab', 'either', 'LT'), company('SIA', 'sia', 'either', 'LV'), company('OÜ', 'ou', 'either', 'EE'), company('ΕΠΕ', 'επε|ικε|αε|epe|ike', 'end', 'GR CY'),
  company('A.Ş.', 'as|anonim sirketi|ltd sti|limited sirketi', 'end', 'TR'), company('ООО', 'ооо|оао|зао|пао|ao', 'start'), company('ТОВ', 'тов|тзов', 'start', 'UA'),
  company('株式会社', '株式会社|有限会社|合同会社|(株)', 'anywhere'), company('K.K.', 'kk|kabushiki kaisha|godo kaisha|gk', 'end', 'JP'), company('有限公司', '有限公司|有限责任公司|股份有限公司', 'anywhere'), company('주식회사', '주식회사|유한회사|(주)', 'anywhere'),
  company('PT', 'pt', 'start', 'ID'), company('CV', 'cv', 'start', 'ID'), company('W.L.L.', 'wll|fzco|fze|fz llc', 'end'), company('ש.מ', 'בעמ', 'end', 'IL'), company('ش.م.م', 'شمم|ذمم', 'anywhere'),

  individual('e.K.', 'ek|ekfm|ekfr|eingetragener kaufmann|eingetragene kauffrau', 'end', 'DE'), individual('e.U.', 'eu|eingetragener unternehmer', 'end', 'AT'), individual('Inhaber', 'inh|inhaber|inhaberin|einzelunternehmen|einzelunternehmer|einzelfirma'), individual('GbR', 'gbr|gesellschaft buergerlichen rechts|gesellschaft burgerlichen rechts'),
  individual('entrepreneur individuel', 'entrepreneur individuel|entreprise individuelle|auto entrepreneur|autoentrepreneur|micro entreprise|micro entrepreneur'), individual('EI', 'ei|eirl', 'either', 'FR'), individual('ditta individuale', 'ditta individuale|impresa individuale'),
  individual('autónomo', 'autonomo|empresario individual|persona fisica'), individual('sole trader', 'sole trader|sole proprietor|sole proprietorship|trading as|proprietorship'), individual('t/a', 't a|ta', 'anywhere', 'GB IE'), individual('d/b/a', 'd b a|dba', 'anywhere', 'US CA'),
  individual('eenmanszaak', 'eenmanszaak'), individual('V.O.F.', 'vof', 'end', 'NL BE'), individual('enskild firma', 'enskild firma|enskild naringsidkare|enkeltmandsvirksomhed|enkeltpersonforetak|toiminimi|tmi'), individual('s.c.', 'sc|spolka cywilna', 'end', 'PL'),
  individual('jednoosobowa działalność', 'jednoosobowa dzialalnosc gospodarcza|dzialalnosc gospodarcza|jdg'), individual('OSVČ', 'osvc|zivnostnik|szco'), individual('ИП', 'ип|индивидуальный предприниматель', 'either'), individual('ФОП', 'фоп', 'start', 'UA'), individual('MEI', 'mei|empresario individual', 'end', 'BR'), individual('個人事業主', '個人事業主|個人事業'), individual('个体工商户', '个体工商户|個體工商戶'),
];

/**
 * A name as words to look for legal forms in: lower case without marks or dots, single letters joined ("S. p. A." → "spa"),
 * everything that is neither letter nor digit a break. Scripts stay as they are.
 */
export function formTokens(name: string): string[] {
  const flat = name.normalize('NFKC').toLowerCase()
    .replace(/[ßłøđæœı]/g, (letter) => ({ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' })[letter]!)
    .normalize('NFD').replace(/([a-z\u0370-\u03ff])\p{M}+/gu, '$1').normalize('NFC')
    .replace(/['’"“”״]/g, '').replace(/(?<=\p{L})\.(?=\p{L})/gu, '').replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
  return flat === '' ? [] : flat.split(' ');
}

/** `spaced`: of a script that puts spaces between words. */
interface Spelling { readonly form: LegalFormWords; readonly words: readonly string[]; readonly spaced: boolean }
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const SPELLINGS: readonly Spelling[] = LEGAL_FORM_WORDS.flatMap((one) => one.words.map((words) => ({ form: one, words: words.split(' '), spaced: words.includes(' ') || SPACED.test(words) })))
  .sort((a, b) => b.words.length - a.words.length || b.words[0]!.length - a.words[0]!.length);

/** The legal form that a name carries, the longest spelling first; null when it carries none. @param country ISO code; without it forms of one country are not read. */
export function legalFormIn(name: string, country: string | null): LegalFormWords | null {
  const plain = formTokens(name);
  const joined = joinLetters(plain);
  const there = new Set([...plain, ...joined]);
  for (const { form: found, words, spaced } of SPELLINGS) {
    // Of four hundred spellings hardly one begins with a word of the name: a run resolves thousands of names.
    if (spaced && !there.has(words[0]!)) continue;
    if (found.countries && !(country !== null && found.countries.includes(country))) continue;
    if (spaced ? [plain, joined].some((tokens) => stands(tokens, words, found.at)) : plain.some((token) => token.includes(words[0]!))) return found;
  }
  return null;
}

function stands(tokens: readonly string[], words: readonly string[], at: LegalFormWords['at']): boolean {
  if (tokens.length <= words.length) return false; // a business called nothing but its form is not one
  const here = (from: number): boolean => words.every((word, place) => tokens[from + place] === word);
  if ((at === 'end' || at === 'either') && here(tokens.length - words.length)) return true;
  if ((at === 'start' || at === 'either') && here(0)) return true;
  return at === 'anywhere' && tokens.some((_, from) => here(from));
}

/** "s p a" → "spa": pages write forms with dots, with spaces, and with both. */
function joinLetters(tokens: readonly string[]): string[] {
  const joined: string[] = [];
  let letters = '';
  for (const token of [...tokens, '']) {
    if (/^\p{L}$/u.test(token)) { letters += token; continue; }
    if (letters) joined.push(letters);
    letters = '';
    if (token) joined.push(token);
  }
  return joined;
}
