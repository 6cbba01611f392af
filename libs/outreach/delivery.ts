/** What became of handing one mail over. */
export type Delivery =
  /** The mail host took it. */
  | { readonly kind: 'accepted'; readonly code: number; readonly answer: string; readonly captured: boolean }
  /** The mail host will never take it. `hard`: the address does not exist; `policy`: it does not want mail from us. */
  | { readonly kind: 'refused'; readonly class: 'hard' | 'policy'; readonly code: number; readonly answer: string }
  /** Nothing was handed over. `host`: about the mail host, not about this mail. */
  | { readonly kind: 'later'; readonly host: boolean; readonly code: number | null; readonly answer: string }
  /** The mail was on its way when the answer got lost: it may have been taken (RFC 1047). */
  | { readonly kind: 'unknown'; readonly answer: string };

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** The whole message, RFC 5322. */
  readonly raw: Buffer;
}

/** Hands mails over. Never throws: every end is a {@link Delivery}. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<Delivery>;
  close(): void;
}

/**
 * Reads a refusal by its enhanced status code (RFC 3463), else by the basic one. 5.1.x, a 550 without a code and 553 are about the
 * address; 5.7.x and the rest are about us.
 */
export function refusalClass(code: number, answer: string): 'hard' | 'policy' {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer);
  if (enhanced) return enhanced[1] === '1' || `${enhanced[1]}.${enhanced[2]}` === '2.1' ? 'hard' : 'policy';
  return code === 550 || code === 551 || code === 553 ? 'hard' : 'policy';
}
