import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { asIs, template, type Variables } from '#outreach';

/** The style stands in the page itself: one request, nothing from anybody else. Its hash is all the policy lets through. */
const style = template('pages/style.css')({});
const POLICY = [
  "default-src 'none'", `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

export interface Page {
  readonly status?: number;
  readonly title: string;
  /** `pages/<name>.hbs` */
  readonly name: 'offer' | 'receipt' | 'notice' | 'unsubscribe';
  /** Whose page it is; null where that would tell a stranger something. */
  readonly brand: string | null;
  readonly variables: Variables;
}

/** Sends a merchant's page: no script, no third party, kept by no cache, found by no search engine, and no address leaks onwards. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const body = template(`pages/${page.name}`)(page.variables);
  const html = template('pages/layout')({
    title: page.title, body: asIs(body), style: asIs(style), ...(page.brand ? { brand: page.brand, initial: [...page.brand][0]!.toUpperCase() } : {}),
  });
  return reply.code(page.status ?? 200)
    .header('content-security-policy', POLICY).header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex, nofollow').header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff').header('x-frame-options', 'DENY')
    .type('text/html; charset=utf-8').serializer(String).send(html);
}

/** A page that says one thing. */
export const sendNotice = (reply: FastifyReply, status: number, brand: string | null, title: string, text: string, more: Variables = {}): FastifyReply =>
  sendPage(reply, { status, title, name: 'notice', brand, variables: { title, text, ...more } });
