/** What places a card in its column: best first, ties by id. */
export interface Ranked { readonly id: string; readonly score: number }
const above = (a: Ranked, b: Ranked): boolean => a.score > b.score || (a.score === b.score && a.id > b.id);

export interface Steady<Card extends Ranked> {
  readonly cards: readonly Card[];
  /** Cards that are elsewhere by now, but keep their place until nobody is at them. */
  readonly gone: ReadonlySet<string>;
  /** New cards that would push others away; they wait to be shown. */
  readonly waiting: number;
}

/**
 * Lays news into a list that somebody points at or walks in, so that nothing moves under the pointer or the focus: what
 * changed changes in place, what left stays as a ghost, what is new waits unless it comes last. What this person did
 * (`mine`) happens at once: to wait for oneself would look like a refusal.
 */
export function steady<Card extends Ranked>(shown: readonly Card[], incoming: readonly Card[], { mine, more }: { mine: ReadonlySet<string>; more: boolean }): Steady<Card> {
  const now = new Map(incoming.map((card) => [card.id, card]));
  const last = incoming.at(-1);
  const cards: Card[] = [];
  const gone = new Set<string>();
  for (const card of shown) {
    const fresh = now.get(card.id);
    if (fresh) cards.push(fresh);
    else if (!mine.has(card.id)) {
      cards.push(card);
      // Below the last card that was read it may still be here, on a page that nobody asked for.
      if (!(more && last && above(last, card))) gone.add(card.id);
    }
  }
  const known = new Set(shown.map((card) => card.id));
  let end = incoming.length;
  while (end > 0 && !known.has(incoming[end - 1]!.id)) end -= 1;
  let waiting = 0;
  for (const card of incoming.slice(0, end)) {
    if (known.has(card.id)) continue;
    if (!mine.has(card.id)) { waiting += 1; continue; }
    const place = cards.findIndex((other) => above(card, other));
    cards.splice(place < 0 ? cards.length : place, 0, card);
  }
  return { cards: [...cards, ...incoming.slice(end)], gone, waiting };
}
