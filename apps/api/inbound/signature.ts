import { createHmac } from 'node:crypto';
import { Refusal, sameBytes } from '#platform';

export class SignatureMissing extends Refusal {
  readonly code = 'signature-missing';
  override readonly kind = 'unauthenticated';
}
export class SignatureWrong extends Refusal {
  readonly code = 'signature-wrong';
  override readonly kind = 'unauthenticated';
}

/** Machine time by which a sender's clock may differ from ours. */
const TOLERANCE_S = 300;

/**
 * Checks `t=<unix seconds>,v1=<hex hmac-sha256(secret, t + "." + raw)>`. Several `v1` may stand there while a secret is being changed.
 * @throws SignatureMissing, SignatureWrong
 */
export function checkSignature(header: string | undefined, raw: Buffer, secret: string, nowMs: number): void {
  if (!header) throw new SignatureMissing('Sign the mail: header x-beckon-signature: t=<unix seconds>,v1=<hex hmac-sha256 of "t.body">.');
  const parts = header.split(',').map((part) => part.trim().split('=', 2) as [string, string | undefined]);
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(time) || Math.abs(nowMs / 1000 - Number(time)) > TOLERANCE_S) throw new SignatureWrong('The signature\'s time is missing or more than five minutes away from ours.');
  const expected = createHmac('sha256', secret).update(`${time}.`).update(raw).digest();
  const given = parts.filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/i.test(value ?? '')).map(([, value]) => Buffer.from(value!, 'hex'));
  if (!given.some((one) => sameBytes(one, expected))) throw new SignatureWrong('The signature does not fit the mail.');
}
