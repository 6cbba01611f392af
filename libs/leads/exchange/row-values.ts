import { isDeepStrictEqual } from 'node:util';
import { FACT_NAMES, readCustomValue, readMailbox, type CustomFieldRow, type Listing } from '#merchants';
import { normaliseAddress } from '#platform';
import { countryOf } from '#sourcing';
import { joinList, splitList } from './cells.js';
import { COLUMNS, FIELD_PREFIX, type ColumnName } from './columns.js';
import { cellOf, type ExchangeRow } from './exchange-rows.js';
import type { LeadMapping } from './columns.js';

/** Takes a value away where an empty cell says nothing: owner, tags, custom fields. */
export const NONE = '(none)';
/** What a row says, by target, as it was written. Empty cells are left out. */
export type Given = Readonly<Record<string, string>>;
export interface Fault { readonly code: FaultCode; readonly column: string | null; readonly text: string }
export interface RowChange { readonly field: string; readonly from: string | null; readonly to: string | null }

/** Why a row cannot be taken in, and what to do about it. */
export const FAULTS = {
  'too-many-cells': 'Put cells that hold the separator between quotes.',
  'cell-too-long': 'Shorten the cell to 10,000 characters.',
  'unreadable-characters': 'Write these characters anew; the file may have been saved in another encoding.',
  'name-missing': 'Give the merchant a name, or the lead_id or merchant_id of one that is known.',
  'id-invalid': 'Copy the id from an export, or leave the cell empty.',
  'id-unknown': 'There is no such lead or merchant here. Leave the cell empty to bring it as a new one.',
  'ids-contradict': 'The lead belongs to another merchant. Keep one of the two ids.',
  'keys-of-several': 'The numbers name two merchants. Look whether they are duplicates, or mend the numbers.',
  'country-unknown': 'Write the country as two letters, such as DE, or by its name.',
  'value-invalid': 'Write a value that the column allows.',
  'email-invalid': 'Write one or more mail addresses, parted by a semicolon.',
  'owner-unknown': 'Write the mail address of somebody who works here.',
  'lead-closed': 'A closed lead keeps its owner. Leave the cell as it was.',
  'tags-invalid': 'At most 30 tags of 40 characters.',
  'changed-since-export': 'Somebody changed it since the export. Export it again, change that, and bring it.',
  'says-otherwise': 'Another row says something else about the same merchant. Keep one of the two.',
  'not-decided': 'It may be a merchant that is known. Say in the import whether it is, or bring it with its merchant_id.',
  'changed-meanwhile': 'Somebody changed it while the import was waiting. Bring the row again.',
} as const;
export type FaultCode = keyof typeof FAULTS;

export const LONGEST_CELL = 10_000;
// C0 controls but tab and line breaks, DEL, and what stands for bytes that could not be read.
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;
const FACT_OF: Partial<Record<ColumnName, string>> = { name: 'storefrontName', legal_name: 'businessName', legal_form: 'legalForm', country: 'country', address: 'address', vat: 'vat', registration: 'registration' };
/** Column → name of the fact that it says. */
export const factOf = (column: string): string | undefined => FACT_OF[column as ColumnName];
const faultOf = new Map(FACT_NAMES.map((one) => [one.name, one.fault]));
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Takes the cells of a row to their targets. Faults are of the row as such; what values mean is found out beside the merchant. */
export function givenOf(cells: readonly string[], columns: readonly string[], mapping: LeadMapping): { given: Given; faults: Fault[] } {
  const faults: Fault[] = [];
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) faults.push({ code: 'too-many-cells', column: null, text: `The row has ${cells.length} cells, the header ${columns.length}.` });
  const given: Record<string, string> = {};
  for (const [target, column] of Object.entries(mapping)) {
    const cell = cells[columns.indexOf(column)] ?? '';
    if (cell.trim() === '') continue;
    given[target] = cell.slice(0, LONGEST_CELL);
    if (cell.length > LONGEST_CELL) faults.push({ code: 'cell-too-long', column, text: 'The cell has more than 10,000 characters.' });
  }
  for (const target of ['lead_id', 'merchant_id']) if (given[target] && !UUID.test(given[target].trim())) faults.push({ code: 'id-invalid', column: mapping[target]!, text: `"${short(given[target])}" is no id of ours.` });
  if (!given['lead_id'] && !given['merchant_id'] && !given['name'] && !given['legal_name']) faults.push({ code: 'name-missing', column: mapping['name'] ?? mapping['legal_name'] ?? null, text: 'Nothing says which merchant this is.' });
  return { given, faults };
}

/** What the row says of who it is about, for comparing it. */
export function listingOf(line: number, given: Given): Listing {
  const country = given['country'] ? countryOf(given['country']) : null;
  return { id: String(line), names: [given['name'], given['legal_name']], address: given['address'] ?? null, country, phone: splitList(given['phones'] ?? '')[0] ?? null, email: splitList(given['emails'] ?? '')[0] ?? null, vat: given['vat'] ?? null, registration: given['registration'] ?? null };
}

export interface Values {
  /** Name of a fact → value. */
  readonly facts: Record<string, string>;
  readonly emails: string[];
  readonly phones: string[];
  /** Undefined: nothing said. */
  readonly ownerId?: string | null;
  readonly tags?: string[];
  /** Id of a custom field → value; null takes it away. */
  readonly custom: Record<string, string | number | boolean | null>;
}
export interface Known { readonly owners: ReadonlyMap<string, string>; readonly fields: ReadonlyMap<string, CustomFieldRow> }

/**
 * What a row changes of a merchant as it stands (null: a new one). What it says as the merchant's row says it changes nothing, whatever it is: an export comes back whole.
 * @returns only values that differ; `faults` of those that cannot be.
 */
export function readValues(given: Given, current: ExchangeRow | null, known: Known, mapping: LeadMapping): { values: Values; changes: RowChange[]; faults: Fault[] } {
  const values = { facts: {} as Record<string, string>, emails: [] as string[], phones: [] as string[], custom: {} as Record<string, string | number | boolean | null> };
  const later: { ownerId?: string | null; tags?: string[] } = {};
  const changes: RowChange[] = [];
  const faults: Fault[] = [];
  const fault = (target: string, code: FaultCode, text: string): void => { faults.push({ code, column: mapping[target] ?? null, text }); };
  for (const [target, cell] of Object.entries(given)) {
    const was = current ? cellOf(current, target) : '';
    if (!(target.startsWith(FIELD_PREFIX) || COLUMNS[target as ColumnName].use === 'kept') || plain(cell) === plain(was)) continue;
    const changed = (to: string | null): void => { changes.push({ field: target, from: was === '' ? null : was, to }); };
    if (UNREADABLE.test(cell)) { fault(target, 'unreadable-characters', 'The cell holds characters that cannot be read.'); continue; }
    const fact = factOf(target);
    if (fact) {
      const value = fact === 'country' ? countryOf(plain(cell)) : plain(cell);
      if (value === null) { fault(target, 'country-unknown', `"${short(cell)}" is no country's name or code.`); continue; }
      const wrong = value.length > 500 ? 'At most 500 characters.' : faultOf.get(fact)?.(value);
      if (wrong) { fault(target, 'value-invalid', wrong); continue; }
      if (value === was) continue;
      values.facts[fact] = value;
      changed(value);
    } else if (target === 'emails' || target === 'phones') {
      const there = new Set(current?.[target] ?? []);
      const added = [...new Set(splitList(cell).filter((one) => one !== NONE && !there.has(one)).map((one) => (target === 'emails' ? readMailbox(one).address : one.normalize('NFKC').replace(/\s+/g, ' ').trim())))].filter((one) => !there.has(one));
      const wrong = target === 'emails' ? added.find((one) => readMailbox(one).fault) : added.find((one) => one.length > 40);
      if (wrong !== undefined) { fault(target, target === 'emails' ? 'email-invalid' : 'value-invalid', `"${short(wrong)}" is no ${target === 'emails' ? 'mail address' : 'telephone number'}.`); continue; }
      if (added.length === 0) continue;
      values[target].push(...added);
      changes.push({ field: target, from: null, to: joinList(added) });
    } else if (target === 'owner_email') {
      const address = plain(cell) === NONE ? null : normaliseAddress(cell);
      if (address === null && was === '') continue;
      const ownerId = address === null ? null : known.owners.get(address);
      if (ownerId === undefined) { fault(target, 'owner-unknown', `Nobody here has the address "${short(cell)}".`); continue; }
      if (current?.lead_id && current.stage !== null && ['declined', 'unreachable', 'disqualified', 'do_not_contact'].includes(current.stage)) { fault(target, 'lead-closed', 'The lead is closed.'); continue; }
      if (current && !current.lead_id) continue;
      later.ownerId = ownerId;
      changed(address);
    } else if (target === 'tags') {
      const tags = plain(cell) === NONE ? [] : [...new Set(splitList(cell).map((tag) => plain(tag).toLocaleLowerCase('en')))].sort();
      if (tags.length > 30 || tags.some((tag) => tag.length > 40)) { fault(target, 'tags-invalid', `${tags.length} tags, or one that is too long.`); continue; }
      if (isDeepStrictEqual(tags, [...(current?.tags ?? [])].sort())) continue;
      later.tags = tags;
      changed(tags.length > 0 ? joinList(tags) : null);
    } else if (target.startsWith(FIELD_PREFIX)) {
      const field = known.fields.get(target.slice(FIELD_PREFIX.length));
      if (!field) continue;
      const before = current?.fields[field.key] ?? null;
      const read = plain(cell) === NONE ? { value: null } : readCustomValue(field, cell);
      if ('fault' in read) { fault(target, 'value-invalid', read.fault); continue; }
      if (read.value === before) continue;
      values.custom[field.id] = read.value;
      changed(read.value === null ? null : String(read.value));
    }
  }
  return { values: { ...values, ...later }, changes, faults };
}
