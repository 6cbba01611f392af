import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a derived key is for. One secret, many keys: a leak of one purpose opens no other. */
export type KeyPurpose = 'address' | 'invitation' | 'unsubscribe' | 'desk-form' | 'inbound' | 'session' | 'sealed';

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

  /**
   * Encrypts what has to be read again (a TOTP secret, a client secret): AES-256-GCM, a fresh 96-bit nonce each time (NIST SP 800-38D 8.2.2).
   * @param place where it is stored, for example `totp <user id>`: a value that is moved to another row does not open there.
   * @returns nonce (12 bytes), tag (16), ciphertext.
   */
  seal(place: string, plain: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key('sealed'), nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** What {@link seal} was given. @throws Error when it was changed, moved, or sealed under another BECKON_SECRET. */
  unseal(place: string, sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key('sealed'), sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(12, 28));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new Error(`What is stored as "${place}" cannot be opened: it was changed, or sealed under another BECKON_SECRET. Set the old secret again, or enter the value anew.`, { cause: error });
    }
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
