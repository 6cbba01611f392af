import { legalFormIn } from './legal-form-words.js';

export const LEGAL_FORMS = ['company', 'sole_trader', 'unknown'] as const;
export type LegalForm = (typeof LEGAL_FORMS)[number];

/** What speaks for a legal form. */
export interface LegalEvidence {
  /** What a person said; wins over everything else. */
  readonly said: string | null;
  /** Names in the order of their weight: the legal name first. */
  readonly names: ReadonlyArray<string | null | undefined>;
  /** As a page shows it. */
  readonly registration: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

/** Registers that hold companies only, or sole traders only. Those that hold both (HRA, RCS, KvK, FN) say nothing. */
const REGISTERS: ReadonlyArray<{ country: string; shape: RegExp; form: LegalForm; is: string }> = [
  { country: 'DE', shape: /^(.*\W)?HR ?B\W*\d/i, form: 'company', is: 'section B of the commercial register holds companies only' },
  { country: 'DE', shape: /^(.*\W)?GnR\W*\d/i, form: 'company', is: 'the register of cooperatives' },
  { country: 'GB', shape: /^(company (number|no\.?)\W*)?(\d{8}|(SC|NI|OC|SO|NC)\d{6})$/i, form: 'company', is: 'a company number of Companies House' },
  { country: 'PL', shape: /^KRS\b/i, form: 'company', is: 'the KRS holds companies only' },
  { country: 'PL', shape: /^CEIDG\b/i, form: 'sole_trader', is: 'the CEIDG holds sole traders only' },
  { country: 'ES', shape: /registro mercantil/i, form: 'company', is: 'the Registro Mercantil' },
];

/** FEATURES I7. Never guessed: without a form in a name or a register that is clear, it is unknown. */
export function legalFormOf({ said, names, registration, country }: LegalEvidence): { form: LegalForm; reason: string | null } {
  if (said !== null && (LEGAL_FORMS as readonly string[]).includes(said)) return { form: said as LegalForm, reason: 'a person said so' };
  for (const name of names) {
    const found = name ? legalFormIn(name, country) : null;
    if (found) return { form: found.kind === 'company' ? 'company' : 'sole_trader', reason: `“${found.name}” in “${name!.trim().slice(0, 120)}”` };
  }
  const shown = registration?.normalize('NFKC').trim() ?? '';
  const register = REGISTERS.find((one) => one.country === country && one.shape.test(shown));
  return register ? { form: register.form, reason: `registered as ${shown.slice(0, 80)}: ${register.is}` } : { form: 'unknown', reason: null };
}
