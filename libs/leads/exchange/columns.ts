import type { CustomFieldRow } from '#merchants';

/**
 * What a row of an export says, in the order of its columns. `kept`: an import may change it. `contact`: how somebody is reached; not for every role.
 * `words`: header names by which an import recognises it, folded to small letters and digits.
 */
interface Column { readonly label: string; readonly kind: 'text' | 'list' | 'number'; readonly use: 'key' | 'check' | 'kept' | 'told'; readonly contact?: true; readonly words: readonly string[] }

export const COLUMNS = {
  lead_id: { label: 'Lead id', kind: 'text', use: 'key', words: ['leadid'] },
  merchant_id: { label: 'Merchant id', kind: 'text', use: 'key', words: ['merchantid'] },
  version: { label: 'Version of the lead', kind: 'number', use: 'check', words: ['version'] },
  revision: { label: 'Revision of its values', kind: 'text', use: 'check', words: ['revision'] },
  name: { label: 'Name', kind: 'text', use: 'kept', words: ['name', 'shopname', 'shop', 'store', 'merchant', 'merchantname', 'seller', 'sellername', 'account', 'accountname', 'haendler', 'handler', 'boutique', 'tienda', 'negozio'] },
  legal_name: { label: 'Legal name', kind: 'text', use: 'kept', words: ['legalname', 'businessname', 'company', 'companyname', 'firma', 'firmenname', 'raisonsociale', 'societe', 'empresa', 'razonsocial', 'azienda', 'ragionesociale'] },
  legal_form: { label: 'Legal form', kind: 'text', use: 'kept', words: ['legalform', 'rechtsform', 'formejuridique'] },
  country: { label: 'Country', kind: 'text', use: 'kept', words: ['country', 'countrycode', 'land', 'pays', 'pais', 'paese'] },
  address: { label: 'Address', kind: 'text', use: 'kept', words: ['address', 'businessaddress', 'postaladdress', 'adresse', 'anschrift', 'direccion', 'indirizzo'] },
  vat: { label: 'VAT number', kind: 'text', use: 'kept', words: ['vat', 'vatid', 'vatnumber', 'ustid', 'ustidnr', 'tva', 'numerotva', 'nif', 'partitaiva'] },
  registration: { label: 'Register number', kind: 'text', use: 'kept', words: ['registration', 'registrationnumber', 'companynumber', 'handelsregister', 'hrb', 'siren', 'siret'] },
  emails: { label: 'Mail addresses', kind: 'list', use: 'kept', contact: true, words: ['emails', 'email', 'mail', 'emailaddress', 'courriel', 'correo'] },
  phones: { label: 'Telephones', kind: 'list', use: 'kept', contact: true, words: ['phones', 'phone', 'telephone', 'telefon', 'tel', 'telefono'] },
  owner_email: { label: 'Owner', kind: 'text', use: 'kept', words: ['owneremail', 'owner'] },
  tags: { label: 'Tags', kind: 'list', use: 'kept', words: ['tags', 'tag', 'labels', 'stichworte', 'etiquettes'] },
  owner_name: { label: 'Owner’s name', kind: 'text', use: 'told', words: ['ownername'] },
  stage: { label: 'Stage', kind: 'text', use: 'told', words: ['stage'] },
  stage_since: { label: 'In the stage since', kind: 'text', use: 'told', words: ['stagesince'] },
  snoozed_until: { label: 'Snoozed until', kind: 'text', use: 'told', words: ['snoozeduntil'] },
  score: { label: 'Score', kind: 'number', use: 'told', words: ['score'] },
  reason: { label: 'Why', kind: 'text', use: 'told', words: ['reason'] },
  category: { label: 'Category', kind: 'text', use: 'told', words: ['category'] },
  region: { label: 'Region', kind: 'text', use: 'told', words: ['region'] },
  marketplaces: { label: 'Marketplaces', kind: 'list', use: 'told', words: ['marketplaces'] },
  storefronts: { label: 'Storefronts', kind: 'list', use: 'told', words: ['storefronts'] },
  suppressed: { label: 'Must not be written to', kind: 'text', use: 'told', words: ['suppressed'] },
  created_at: { label: 'Lead since', kind: 'text', use: 'told', words: ['createdat'] },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];
/** Custom fields stand behind the others, by key. */
export const FIELD_PREFIX = 'field.';
export const isContact = (name: ColumnName): boolean => 'contact' in COLUMNS[name];

/** Columns of an export. */
export function columnsFor(fields: readonly CustomFieldRow[], contacts: boolean): string[] {
  return [...COLUMN_NAMES.filter((name) => contacts || !isContact(name)), ...fields.map((field) => `${FIELD_PREFIX}${field.key}`)];
}

/** Target (a column of an export, or `field.` and a key) → header of the file. */
export type LeadMapping = Readonly<Record<string, string>>;
