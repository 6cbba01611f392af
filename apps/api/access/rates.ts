/** Tokens of one holder; they flow back evenly. */
interface Bucket { tokens: number; at: number }

/** What is left to one holder, and when (machine time, seconds) the bucket is full again, or has one token again. */
export interface Rate { readonly limit: number; readonly remaining: number; readonly resetS: number; readonly retryS: number | null }

const FORGOTTEN_AFTER = 10_000;

/**
 * Token buckets of one process: a minute's worth may be spent at once, and flows back over a minute. They are not rows: a
 * limit that writes for every read would cost more than what it guards. Several api processes each give their own.
 */
export class Rates {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes one token. `retryS` is null when there was one. */
  take(holder: string, perMinute: number, now: number): Rate {
    const perMs = perMinute / 60_000;
    const bucket = this.buckets.get(holder) ?? { tokens: perMinute, at: now };
    bucket.tokens = Math.min(perMinute, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
    bucket.at = now;
    const granted = bucket.tokens >= 1;
    if (granted) bucket.tokens -= 1;
    this.buckets.delete(holder);
    this.buckets.set(holder, bucket);
    if (this.buckets.size > FORGOTTEN_AFTER) this.buckets.delete(this.buckets.keys().next().value!);
    return {
      limit: perMinute, remaining: Math.floor(bucket.tokens), resetS: Math.ceil((perMinute - bucket.tokens) / perMs / 1000),
      retryS: granted ? null : Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000)),
    };
  }
}
