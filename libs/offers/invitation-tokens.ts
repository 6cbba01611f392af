import { Inject, Injectable } from '@nestjs/common';
import { Keys, sha256 } from '#platform';

/** Signs that cannot be mistaken for one another when read aloud or from paper: no 0/O, 1/I/L, U/V. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Derives what an invitation prints, so that nothing secret has to be stored and later mails can carry the same link. */
@Injectable()
export class InvitationTokens {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  /** The 256 bits in the link, base64url. A new generation makes the old link dead. */
  token(invitationId: string, generation: number): string {
    return this.keys.mac('invitation', invitationId, String(generation)).toString('base64url');
  }

  /** What is stored and looked up. Malformed tokens are hashed like any other, so that they take the same time. */
  hash(token: string): Buffer {
    return sha256(token.slice(0, 200));
  }

  /** `K7Q4-M2XP-9A`: says whether a letter is genuine, opens nothing. */
  checkCode(invitationId: string): string {
    const bytes = this.keys.mac('invitation', invitationId, 'check code');
    const signs = Array.from({ length: 10 }, (_, i) => SIGNS[bytes.readUInt16BE(i * 2) % SIGNS.length]).join('');
    return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
  }
}
