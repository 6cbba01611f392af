import { LEGAL_FORMS } from './legal-form.js';

/** What is kept of a merchant, in the order in which people read it. */
export interface FactName {
  readonly name: string;
  readonly label: string;
  /** How a page's value was come by, in words: what its confidence means. */
  readonly read: string;
  /** Why a text cannot be its value; null when it can. Absent: a person cannot correct it, only pages say it. */
  readonly fault?: (value: string) => string | null;
}

const any = (): null => null;

export const FACT_NAMES: readonly FactName[] = [
  { name: 'storefrontName', label: 'Name', read: 'the heading of the seller’s page', fault: any },
  { name: 'businessName', label: 'Legal name', read: 'a labelled line of the trader block', fault: any },
  { name: 'legalForm', label: 'Legal form', read: 'worked out from the legal name and the register', fault: (value) => ((LEGAL_FORMS as readonly string[]).includes(value) ? null : `Choose one of ${LEGAL_FORMS.join(', ')}.`) },
  { name: 'country', label: 'Country', read: 'the last line of the address', fault: (value) => (/^[A-Z]{2}$/.test(value) ? null : 'Write the country as two capital letters, such as DE.') },
  { name: 'address', label: 'Address', read: 'a labelled line of the trader block', fault: any },
  { name: 'vat', label: 'VAT number', read: 'a labelled line of the trader block', fault: any },
  { name: 'registration', label: 'Register number', read: 'a labelled line of the trader block', fault: any },
  { name: 'rating', label: 'Rating', read: 'a figure on the seller’s page' },
  { name: 'positivePercent', label: 'Positive', read: 'a figure on the seller’s page' },
  { name: 'ratingCount', label: 'Ratings', read: 'a figure on the seller’s page' },
];

const byName = new Map(FACT_NAMES.map((one) => [one.name, one]));
export const factName = (name: string): FactName | undefined => byName.get(name);
