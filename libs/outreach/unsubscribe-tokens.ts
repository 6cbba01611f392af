import { Inject, Injectable } from '@nestjs/common';
import { Keys, sha256 } from '#platform';

/** The opaque token in a mail's opt-out link: names list and recipient, can be derived again, opens nothing else (RFC 8058). */
@Injectable()
export class UnsubscribeTokens {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  token(messageId: string): string {
    return this.keys.mac('unsubscribe', messageId).toString('base64url');
  }

  hash(token: string): Buffer {
    return sha256(token.slice(0, 200));
  }
}
