// What a contestant says of itself: how long it took, and a digest over every value it read, so that two can be compared.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FIELDS = ['id', 'rank', 'title', 'url', 'price', 'rating', 'reviews', 'sellerId', 'seller'];

export const digestOf = (items) => createHash('sha256').update(items.map((item) => FIELDS.map((field) => (field === 'price' ? Number(item.price).toFixed(2) : item[field])).join('\0')).sort().join('\n')).digest('hex').slice(0, 16);

/** Processor time of this process and of its children that have ended, ms; null where /proc cannot tell. Says more than the clock on a machine that does other things too. */
export function cpuMs() {
  try {
    const [utime, stime, cutime, cstime] = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 15).map(Number);
    return (utime + stime + cutime + cstime) * 10;
  } catch {
    return null;
  }
}

export function answered({ items, ...rest }) {
  process.stdout.write(`${JSON.stringify({ ...rest, items: items.length, digest: digestOf(items) })}\n`);
  process.exit(0);
}
