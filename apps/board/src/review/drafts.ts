/** Words typed about a card, kept while the tab lives: a lost lease or a reload must not cost them. */
const key = (leadId: string): string => `beckon.review.note.${leadId}`;

export function readDraft(leadId: string): string {
  try { return sessionStorage.getItem(key(leadId)) ?? ''; } catch { return ''; }
}
export function keepDraft(leadId: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key(leadId), text);
    else sessionStorage.removeItem(key(leadId));
  } catch { /* A browser that keeps nothing still lets one review. */ }
}
