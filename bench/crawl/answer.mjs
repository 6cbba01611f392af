// What a contestant says of itself: how long it took, and a digest over every value it read, so that two can be compared.
import { createHash } from 'node:crypto';

const FIELDS = ['id', 'rank', 'title', 'url', 'price', 'rating', 'reviews', 'sellerId', 'seller'];

export const digestOf = (items) => createHash('sha256').update(items.map((item) => FIELDS.map((field) => (field === 'price' ? Number(item.price).toFixed(2) : item[field])).join('\0')).sort().join('\n')).digest('hex').slice(0, 16);

export function answered({ items, ...rest }) {
  process.stdout.write(`${JSON.stringify({ ...rest, items: items.length, digest: digestOf(items) })}\n`);
  process.exit(0);
}
