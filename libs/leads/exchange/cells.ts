/** With these a cell becomes a formula when a spreadsheet opens it (OWASP, CSV injection), in ASCII and in full width. The apostrophe is ours. */
const RISKY = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20']/u;

/** An apostrophe before what a spreadsheet would run. A cell that begins with an apostrophe gets one more, so that {@link revived} undoes it exactly. */
export const harmless = (cell: string): string => (RISKY.test(cell) ? `'${cell}` : cell);
/** What {@link harmless} made of a cell, undone: for every text, `revived(harmless(text)) === text`. */
export const revived = (cell: string): string => (cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell);

/** Several values in one cell: parted by "; ", a semicolon or backslash of a value's own behind a backslash. */
export const joinList = (values: readonly string[]): string => values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ');
/** @returns values without blanks around them, empty ones left out. */
export function splitList(cell: string): string[] {
  const values: string[] = [''];
  for (const [part] of cell.matchAll(/\\[\\;]|;|[^\\;]+|\\/gu)) {
    if (part === ';') values.push('');
    else values[values.length - 1] += part.length === 2 && part.startsWith('\\') ? part[1]! : part;
  }
  return values.map((value) => value.trim()).filter(Boolean);
}
