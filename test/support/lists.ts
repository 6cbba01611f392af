import { Readable } from 'node:stream';
import type { TestApp } from './database.js';
import { Crawls, ImportDesk, ImportWork, Lists, type NewList, type Mapping } from '#sourcing';
import { sql } from '#platform';

export const permission = { basis: 'Members agreed to be contacted by partners of the chamber.', reviewedOn: new Date().toISOString().slice(0, 10), reviewer: 'Mara Quist', fields: ['shop name', 'published contact'], retentionDays: 365 };

export const aList = (app: TestApp, list: Partial<NewList> = {}): Promise<string> =>
  app.db.transaction((tx) => app.get(Lists).create(tx, { name: 'Chamber members', marketplace: 'chamber', category: 'Kitchen', origin: 'Members of the Hamburg chamber, list of May 2026', permission, ...list }));

export interface ASeller { id: string; shop?: string; country?: string; email?: string; vat?: string; rating?: string; ratings?: string; price?: string; category?: string; phone?: string }

/** Sellers as people have them in a spreadsheet: semicolons and decimal commas. */
export const sellers = (count: number, of: (n: number) => Partial<ASeller> = () => ({})): ASeller[] => Array.from({ length: count }, (_, n) => ({
  id: `S${n + 1}`, shop: `Tallow & Söhne ${n + 1}`, country: n % 3 ? 'Deutschland' : 'AT', email: `info@tallow-${n + 1}.example`, vat: `DE${String(100_000_000 + n)}`, rating: `4,${n % 9}`, ratings: `${1 + n % 3}.${String(n % 1000).padStart(3, '0')}`, price: `${10 + n % 40},50 €`, ...of(n),
}));
const COLUMNS = { id: 'Händler-ID', shop: 'Firma', country: 'Land', email: 'E-Mail', vat: 'USt-IdNr.', rating: 'Bewertung', ratings: 'Anzahl Bewertungen', price: 'Preis', category: 'Kategorie', phone: 'Telefon' } as const;
export const csvOf = (rows: readonly ASeller[]): string => {
  const used = (Object.keys(COLUMNS) as Array<keyof typeof COLUMNS>).filter((key) => rows.some((row) => row[key] !== undefined));
  const line = (cells: readonly string[]) => cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
  return [line(used.map((key) => COLUMNS[key])), ...rows.map((row) => line(used.map((key) => row[key] ?? '')))].join('\r\n');
};

export const bring = (app: TestApp, sourceId: string, csv: string | Uint8Array, userId: string, name = 'members.csv') => app.get(ImportDesk).bringFile(sourceId, { name, bytes: Readable.from([Buffer.from(csv)]) }, userId);

export interface Imported { id: string; state: string; version: number; columns: string[]; mapping: Mapping; summary: Record<string, number> | null; runId: string | null; rows: number }
export async function importOf(app: TestApp, id: string): Promise<Imported> {
  const [row] = await sql<Imported>(app.db, `select id, state, version, columns, mapping, summary, run_id as "runId", rows from list_import where id = $1`, [id]);
  return row!;
}

/** Brings a file, keeps the suggested columns, and lets the worker check it. */
export async function checked(app: TestApp, sourceId: string, csv: string, userId: string, mapping: Partial<Mapping> = {}): Promise<Imported> {
  const { id } = await bring(app, sourceId, csv, userId);
  const brought = await importOf(app, id);
  if (brought.state === 'mapping' || Object.keys(mapping).length > 0) await app.get(ImportDesk).match(id, { ...brought.mapping, ...mapping }, brought.version, userId);
  await app.get(ImportWork).advance(id);
  return importOf(app, id);
}

/** Takes a checked import in, and lets the worker make the run and bring it before its gates. */
export async function takenIn(app: TestApp, id: string, userId: string, withoutBadRows = false): Promise<Imported & { run: { id: string; state: string; reason: string | null } | null }> {
  await app.get(ImportDesk).takeIn(id, { version: (await importOf(app, id)).version, withoutBadRows, userId });
  await app.get(ImportWork).advance(id);
  const taken = await importOf(app, id);
  if (taken.runId) await app.get(Crawls).supervise(taken.runId);
  const [run] = await sql<{ id: string; state: string; reason: string | null }>(app.db, `select id, state, reason from run where id = $1`, [taken.runId]);
  return { ...taken, run: run ?? null };
}
