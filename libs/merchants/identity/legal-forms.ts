import type { Word } from './words.js';

/**
 * Legal forms as they are written after (or before) a name, by family: forms of one family do not contradict each
 * other. Spelled as `wordsOf` leaves them: lower case, dots of initials joined ("S. r. l." is "srl").
 */
const FAMILIES: Record<string, string> = {
  gmbh: 'gmbh|ggmbh|mbh|gesmbh|gesellschaft mit beschrankter haftung|ug|ug haftungsbeschrankt|unternehmergesellschaft',
  kg: 'gmbh co kg|gmbh cokg|ug co kg|co kg|kg|kgaa|ag co kg|gmbh co kgaa|se co kg|kommanditgesellschaft',
  ohg: 'ohg|gmbh co ohg|gbr|partg|partgmbb|gesellschaft burgerlichen rechts|og',
  trader: 'ek|ekfm|ekfr|eu|eingetragener kaufmann|inh|inhaber|einzelunternehmen|sole trader|autonomo|ip|fop|fhup|phu|ppuh',
  ag: 'ag|aktiengesellschaft|se',
  ltd: 'ltd|limited|ltd liability co|private limited|private ltd|pvt ltd|pte ltd|pty ltd|pty limited|pty|co ltd|co limited|company limited|company ltd|ltd co|cyf|sdn bhd|bhd|lda|unipessoal lda',
  plc: 'plc|public limited company|pcl',
  llp: 'llp|lllp|lp|limited partnership|general partnership',
  llc: 'llc|limited liability company|limited liability co|pllc|fze|fzc|fzco|fz llc|wll|jlt',
  inc: 'inc|incorporated|corp|corporation|co inc|company inc',
  sarl: 'sarl|eurl|societe a responsabilite limitee|sarlu|sccl|sprl|srlu',
  sas: 'sas|sasu|societe par actions simplifiee',
  sa: 'sa|societe anonyme|sociedad anonima|sau|sa de cv|sapi de cv|sab de cv|spa|societa per azioni|s a',
  srl: 'srl|srls|sl|slu|sl u|slne|sociedad limitada|s de rl|s de rl de cv|societa a responsabilita limitata|sc srl',
  snc: 'snc|sca|scs|sci|ss|sc|scop|soc coop|scarl|sll|cb',
  ltda: 'ltda|eireli|epp|ltda me|ltda epp|limitada',
  bv: 'bv|besloten vennootschap|bvba|vof|cv|eenmanszaak',
  nv: 'nv|naamloze vennootschap',
  ab: 'ab|aktiebolag|hb|handelsbolag|oy|oyj|ky|oy ab',
  as: 'as|asa|aps|ivs|ans|enk',
  spzoo: 'sp zoo|spzoo|sp z oo|spolka zoo|spolka z ograniczona odpowiedzialnoscia|spolka z oo|sp zoo sp k|sp zoo spk',
  spj: 'spj|sp j|sp k|spk|spolka jawna|spolka komandytowa|spolka cywilna',
  sro: 'sro|spol sro|s r o|as sro',
  doo: 'doo|jdoo|dd|ad|ead|eood|ood|dooel',
  kft: 'kft|bt|zrt|nyrt|korlatolt felelossegu tarsasag',
  ooo: 'ooo|oao|zao|pao|ao|too|tov|tzov|chp|chup|odo|oou',
  greek: 'ae|epe|ike|ee|mon epe|monoprosopi epe',
  uab: 'uab|sia|ou|as ou|mb|vsi',
  as_tr: 'as ti|ltd sti|limited sirketi|anonim sirketi|sti|san tic ltd sti|san ve tic ltd sti|tic ltd sti',
  kk: 'kk|kabushiki kaisha|kabushikigaisha|yugen gaisha|godo kaisha|gk|yk|zhushihuishe|youxianhuishe|hetonghuishe|hehtonghuishe',
  cn: 'youxiangongsi|gufenyouxiangongsi|youxianzerengongsi|jituanyouxiangongsi|gongsi',
  kr: 'jusighoesa|jusikhoesa|yuhanhoesa',
  pt_id: 'pt|pt tbk|tbk|cv id',
};

/** Forms written without a space, in the script of the name. NFKC has turned ㈱ into (株) before. */
const IN_SCRIPT: ReadonlyArray<readonly [RegExp, string]> = [
  [/株式会社|\(株\)|有限会社|\(有\)|合同会社|\(同\)/gu, 'kk'],
  [/(?:股份|責任|责任)*有限(?:责任|責任)?公司|公司$/gu, 'cn'],
  [/주식회사|\(주\)|유한회사/gu, 'kr'],
  [/บริษัท|จำกัด(?:\s*\(มหาชน\))?/gu, 'ltd'],
  [/ذ\.?\s?م\.?\s?م\.?|ش\.?\s?م\.?\s?م\.?/gu, 'llc'],
  [/בע["״”']{1,2}מ/gu, 'ltd'],
];

const FORMS = new Map<string, string>(Object.entries(FAMILIES).flatMap(([family, forms]) => forms.split('|').map((form) => [form, family] as const)));
const LONGEST = 5;
/** May stand before the name: "OOO Romashka", "PT Maju", "SARL Dupont". */
const BEFORE = new Set(['ooo', 'oao', 'zao', 'pao', 'ao', 'too', 'tov', 'ip', 'fop', 'chp', 'pt', 'sarl', 'sas', 'sasu', 'eurl', 'sa', 'uab', 'sia', 'firma', 'fhup', 'phu', 'ppuh', 'sc', 'sci', 'snc', 'ad', 'kk']);

/** Takes forms that are written in the name's own script out of the text. */
export function withoutScriptForms(text: string): { text: string; family: string | null } {
  let family: string | null = null;
  let rest = text;
  for (const [pattern, found] of IN_SCRIPT) {
    const next = rest.replace(pattern, ' ');
    if (next !== rest && next.trim() !== '') [rest, family] = [next, found];
  }
  return { text: rest, family };
}

/** Takes legal forms off the end and the beginning of a name. What is only a legal form stays a name. */
export function withoutLegalForms(words: readonly Word[]): { words: Word[]; family: string | null } {
  let rest = [...words];
  let family: string | null = null;
  for (let again = true; again && rest.length > 1;) {
    again = false;
    for (let length = Math.min(LONGEST, rest.length - 1); length > 0; length -= 1) {
      const found = FORMS.get(rest.slice(-length).map((word) => word.text).join(' '));
      if (found === undefined) continue;
      family = found === 'kg' || family === null ? found : family;
      rest = rest.slice(0, -length);
      again = true;
      break;
    }
  }
  while (rest.length > 1 && BEFORE.has(rest[0]!.text)) {
    family ??= FORMS.get(rest[0]!.text) ?? null;
    rest = rest.slice(1);
  }
  return { words: rest, family };
}
