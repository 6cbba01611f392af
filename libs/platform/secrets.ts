import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a derived key is for. One secret, many keys: a leak of one purpose opens no other. */
export type KeyPurpose = 'address' | 'invitation' | 'unsubscribe' | 'desk-form' | 'inbound' | 'session';

/** Derives every key from BECKON_SECRET by HKDF-SHA256 (RFC 5869). */
export class Keys {
  private readonly cache = new Map<KeyPurpose, Buffer>();
  constructor(private readonly secret: string) {}

  /** 32 bytes for one purpose; the same secret always gives the same key. */
  key(purpose: KeyPurpose): Buffer {
    let key = this.cache.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'beckon', purpose, 32));
      this.cache.set(purpose, key);
    }
    return key;
  }

  /** HMAC-SHA256 of the parts joined by a zero byte, so that `ab|c` and `a|bc` differ. */
  mac(purpose: KeyPurpose, ...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.key(purpose)).update(parts.join('\0')).digest();
  }

  /** Keyed fingerprint of a mail address: survives erasure of the address itself and still blocks it (FEATURES D6). */
  addressMac(address: string): Buffer {
    return this.mac('address', normaliseAddress(address));
  }

  /** Keyed fingerprint of the address's domain, for suppression by domain. */
  domainMac(address: string): Buffer {
    return this.mac('address', '@' + normaliseAddress(address).split('@').at(-1)!);
  }
}

/** The form in which two spellings of one mailbox are equal: NFKC, trimmed, lower case. Local parts are kept whole (RFC 5321 2.4). */
export function normaliseAddress(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}

/** SHA-256 of a token or text. Tokens are stored only so (ASVS 6.5.2: a fast hash is enough above 112 bits). */
export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Constant-time comparison; different lengths are just unequal. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
