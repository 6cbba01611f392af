import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Keys, sameBytes, type Config } from '#platform';

const COOKIE = 'beckon_desk';

/**
 * Ties a form to the browser that was shown it (ASVS 3.5.1). The page's GET sets a random cookie that no script can read; the form carries an
 * HMAC over it and the invitation. A POST from anywhere else has one without the other.
 */
@Injectable()
export class DeskForms {
  constructor(@Inject(Keys) private readonly keys: Keys, @Inject(CONFIG) private readonly config: Config) {}

  /** The hidden field of every form on the page. Keeps the browser's cookie when it has one, so that two open invitations both work. */
  issue(request: FastifyRequest, reply: FastifyReply, invitationId: string): string {
    let nonce = this.nonce(request);
    if (!nonce) {
      nonce = randomBytes(24).toString('base64url');
      void reply.setCookie(COOKIE, nonce, { httpOnly: true, sameSite: 'lax', secure: this.config.http.secureCookies, path: '/i/', maxAge: 4 * 3600 });
    }
    return this.mac(invitationId, nonce).toString('base64url');
  }

  fits(request: FastifyRequest, invitationId: string, field: string): boolean {
    const nonce = this.nonce(request);
    return nonce !== null && sameBytes(Buffer.from(field, 'base64url'), this.mac(invitationId, nonce));
  }

  private nonce(request: FastifyRequest): string | null {
    const value = request.cookies[COOKIE];
    return value && /^[\w-]{32}$/.test(value) ? value : null;
  }

  private mac(invitationId: string, nonce: string): Buffer {
    return this.keys.mac('desk-form', invitationId, nonce);
  }
}
