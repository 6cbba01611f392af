import fc from 'fast-check';
import type { MailRoute } from './mail-dns.js';
import { isReserved, judgeMailbox, mailDomain } from './mail-verdict.js';

const mx: MailRoute = { kind: 'mx', hosts: ['mx1.host.net'] };
const judge = (address: string, route: MailRoute | null = mx, bounced = false) => judgeMailbox(address, route, bounced).status;

describe('what can be said of an address without writing to it', () => {
  it.each([
    ['sales@tallow-home.com', mx, 'valid'], ['ana@tallow-home.com', mx, 'valid'], ['ana@xn--tllow-ira.com', mx, 'valid'],
    ['tallow.shop@gmail.com', mx, 'risky'], ['tallow@web.de', mx, 'risky'], ['info@tallow-home.com', { kind: 'host' }, 'risky'],
    ['info@tallow-home.com', { kind: 'no-domain' }, 'invalid'], ['info@tallow-home.com', { kind: 'no-route' }, 'invalid'], ['info@tallow-home.com', { kind: 'null-mx' }, 'invalid'],
    ['info@mailinator.com', mx, 'invalid'], ['info@sub.mailinator.com', mx, 'invalid'], ['write to us', mx, 'invalid'], ['info@tallow.invalid', null, 'invalid'],
    ['info@tallow-home.com', { kind: 'no-answer', why: 'ETIMEOUT' }, 'unknown'], ['info@tallow-home.com', null, 'unknown'], ['info@tallow.example', null, 'unknown'], ['info@tallow.test', null, 'unknown'],
  ] as const)('%s, DNS says %j: %s', (address, route, status) => expect(judge(address, route)).toBe(status));

  it('never becomes sound again once a mail came back', () => {
    expect(judgeMailbox('info@tallow-home.com', mx, true)).toEqual({ status: 'invalid', reason: 'a mail to it came back' });
  });

  it('does not ask DNS for names that no DNS knows', () => {
    expect(['a.example', 'shop.test', 'x.invalid', 'localhost', 'example.com', 'example.de', 'mytest.com'].map(isReserved)).toEqual([true, true, true, true, false, false, false]);
  });

  it('asks for a domain in its ASCII form', () => {
    expect([mailDomain('ana@täLLow.com'), mailDomain('ana@Tallow.com.'), mailDomain('ana')]).toEqual(['xn--tllow-gra.com', 'tallow.com', null]);
  });

  it('has a reason in words for everything, and calls nothing invalid because nobody answered', () => {
    fc.assert(fc.property(fc.oneof(fc.emailAddress(), fc.string()), fc.constantFrom<MailRoute | null>(mx, { kind: 'host' }, { kind: 'no-domain' }, { kind: 'no-answer', why: 'ESERVFAIL' }, null), fc.boolean(), (address, route, bounced) => {
      expect(judgeMailbox(address, route, bounced).reason.length).toBeGreaterThan(3);
      const silent = judgeMailbox(address, { kind: 'no-answer', why: 'ETIMEOUT' }, false);
      if (silent.status === 'invalid') expect(judgeMailbox(address, mx, false).status).toBe('invalid');
    }));
  });
});
