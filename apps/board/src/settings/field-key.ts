/** "Größe (m²)" → "grosse_m2": what the server takes as a key. Empty for a label without Latin letters: people choose one then. */
export function keyFor(label: string): string {
  return label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+/, '').slice(0, 40).replace(/_+$/, '');
}
