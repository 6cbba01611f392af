/** Leads that this window moved a short while ago. Their news are no news to the person who made them. */
export const mine: Set<string> = new Set();
const AT_MOST = 50;

export function isMine(id: string): void {
  mine.delete(id);
  mine.add(id);
  if (mine.size > AT_MOST) mine.delete(mine.values().next().value!);
}
