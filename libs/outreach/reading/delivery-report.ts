/** What a delivery status notification says of one recipient (RFC 3464, codes of RFC 3463). */
export interface DeliveryReport {
  readonly recipient: string | null;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; null when the report is not in standard form. */
  readonly action: string | null;
  /** `5.1.1` */
  readonly status: string | null;
  readonly diagnostic: string | null;
}
export type BounceClass = 'hard' | 'soft' | 'policy';

/** Reads the fields of a message/delivery-status part: first the message's, then one group per recipient; the worst recipient counts. */
export function readDeliveryStatus(body: string): DeliveryReport | null {
  const groups = body.replace(/\r\n?/g, '\n').split(/\n\s*\n/).map(fields).filter((group) => group.has('final-recipient') || group.has('original-recipient') || group.has('status'));
  const rank = (group: Map<string, string>) => ['failed', 'delayed'].indexOf((group.get('action') ?? '').toLowerCase());
  const group = groups.find((one) => rank(one) === 0) ?? groups.find((one) => rank(one) === 1) ?? groups[0];
  if (!group) return null;
  const diagnostic = group.get('diagnostic-code')?.replace(/^\s*smtp\s*;\s*/i, '') ?? null;
  return {
    recipient: address(group.get('final-recipient')) ?? address(group.get('original-recipient')),
    action: group.get('action')?.trim().toLowerCase() ?? null,
    status: enhancedCode(group.get('status') ?? '') ?? enhancedCode(diagnostic ?? ''),
    diagnostic,
  };
}

/** Reads a bounce written as prose, as some hosts still do. */
export function readBounceProse(text: string): DeliveryReport {
  const diagnostic = text.split('\n').map((line) => line.trim()).find((line) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(line))
    ?? text.split('\n').map((line) => line.trim()).find((line) => DEAD.test(line) || FULL.test(line)) ?? null;
  const basic = /\b([45])\d\d\b/.exec(diagnostic ?? '')?.[1];
  const recipient = /<?([^\s<>"'(),:;]+@[^\s<>"'(),:;]+\.[a-z]{2,})>?/i.exec(text)?.[1]?.toLowerCase() ?? null;
  const status = enhancedCode(diagnostic ?? '') ?? (DEAD.test(text) ? '5.1.1' : FULL.test(text) ? '5.2.2' : basic ? `${basic}.0.0` : null);
  return { recipient, action: 'failed', status, diagnostic };
}

/** RFC 3463: 5.1.x and 5.2.1 are about the address; x.7.x about us; 4.x.x and a full mailbox pass. Without a code: hard, as a failure is final. */
export function bounceClass(report: DeliveryReport): BounceClass {
  const [kind, subject, detail] = (report.status ?? '').split('.').map(Number) as [number | undefined, number | undefined, number | undefined];
  if (report.action === 'delayed') return 'soft';
  if (subject === 7) return 'policy';
  if (kind === 4) return 'soft';
  if (subject === 2 && (detail === 2 || detail === 3)) return 'soft';
  if (subject === 1 || (subject === 2 && detail === 1)) return 'hard';
  const says = report.diagnostic ?? '';
  if (/\b(spam|blocked|blacklist|block ?list|dmarc|spf|dkim|policy|reputation|rejected for)\b/i.test(says)) return 'policy';
  if (FULL.test(says)) return 'soft';
  return 'hard';
}

const DEAD = /\b(user unknown|unknown user|no such (user|recipient|mailbox|address)|(does not|doesn't) exist|unrouteable|address (not found|rejected)|recipient (not found|unknown|rejected)|unknown recipient|invalid recipient|mailbox (unavailable|not found|unknown))\b/i;
const FULL = /\b(mailbox|quota|storage)\b.{0,30}\b(full|exceeded|over)\b|over quota/i;

const enhancedCode = (text: string): string | null => /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
const address = (field: string | undefined): string | null => field?.split(';').at(-1)?.trim().replace(/^<|>$/g, '').toLowerCase() || null;

/** Header-like fields; folded lines are joined. */
export function fields(block: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) map.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return map;
}
