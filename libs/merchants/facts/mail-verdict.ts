import { domainToASCII } from 'node:url';
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { getDomain } from 'tldts';
import type { ContactStatus } from '../contact.entity.js';
import { readMailbox } from '../mailboxes.js';
import type { MailRoute } from './mail-dns.js';

export interface MailVerdict {
  readonly status: ContactStatus;
  /** A sentence for people. */
  readonly reason: string;
}

/** Names that DNS never knows (RFC 2606, RFC 6761): they stand in tests and examples. */
const RESERVED = /(^|\.)(test|example|localhost|local|onion|alt)$/;
const INVALID = /(^|\.)invalid$/;

/** Providers that give a mailbox to anybody: the domain says nothing about a business. */
const FREE_MAIL = new Set(('gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es live.com live.co.uk live.de live.fr msn.com '
  + 'yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.jp ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tuta.com zoho.com fastmail.com hey.com mail.com email.com '
  + 'gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org online.de '
  + 'orange.fr wanadoo.fr free.fr laposte.net sfr.fr bbox.fr neuf.fr libero.it virgilio.it alice.it tin.it tiscali.it hotmail.be telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl xs4all.nl '
  + 'wp.pl o2.pl onet.pl interia.pl gazeta.pl op.pl seznam.cz email.cz centrum.cz azet.sk freemail.hu citromail.hu abv.bg mail.bg mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru rambler.ru ukr.net i.ua '
  + 'btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com bigpond.com optusnet.com.au comcast.net verizon.net att.net sbcglobal.net cox.net shaw.ca rogers.com sympatico.ca '
  + '163.com 126.com qq.com foxmail.com sina.com sohu.com yeah.net aliyun.com naver.com daum.net hanmail.net kakao.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com uol.com.br bol.com.br terra.com.br').split(' '));

/** The package makes its set of nine thousand domains anew whenever it is asked: five milliseconds an address, in which the process did nothing else. */
let throwAway: ReadonlySet<string> | undefined;
const isThrowAway = (domain: string): boolean => (throwAway ??= disposableEmailBlocklistSet()).has(domain);

/** The domain of an address in the form that DNS knows; null when there is none. */
export function mailDomain(address: string): string | null {
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1).trim().replace(/\.$/, '').toLowerCase());
  return address.includes('@') && domain !== '' ? domain : null;
}

/** Whether DNS can know anything of it. */
export const isReserved = (domain: string): boolean => RESERVED.test(domain) || INVALID.test(domain);

/**
 * What can be said of an address without writing to it or asking its mail host (FEATURES I6): syntax, then DNS, then what
 * kind of mailbox it is. A throw-away mailbox is invalid, because anybody can read what is sent there.
 * @param route null when nobody was asked. @param bounced a mail to it came back.
 */
export function judgeMailbox(address: string, route: MailRoute | null, bounced: boolean): MailVerdict {
  const mailbox = readMailbox(address);
  const domain = mailDomain(mailbox.address);
  if (mailbox.fault !== null || domain === null) return { status: 'invalid', reason: mailbox.fault ?? 'not a mail address' };
  if (bounced) return { status: 'invalid', reason: 'a mail to it came back' };
  if (INVALID.test(domain)) return { status: 'invalid', reason: `no domain ends in .invalid` };
  const registered = getDomain(domain, { allowPrivateDomains: true }) ?? domain;
  if (isThrowAway(domain) || isThrowAway(registered)) return { status: 'invalid', reason: `${registered} gives out throw-away mailboxes that anybody can read` };
  if (RESERVED.test(domain)) return { status: 'unknown', reason: `.${domain.split('.').at(-1)!} is reserved for tests: no DNS knows ${domain}` };
  if (route === null) return { status: 'unknown', reason: 'not checked yet' };
  const kind = mailbox.role ? 'a mailbox of a function' : FREE_MAIL.has(registered) ? `a mailbox that anybody can open at ${registered}` : 'a mailbox of the domain';
  switch (route.kind) {
    case 'no-domain': return { status: 'invalid', reason: `the domain ${domain} does not exist` };
    case 'no-route': return { status: 'invalid', reason: `the domain ${domain} takes no mail: it has neither a mail host nor an address` };
    case 'null-mx': return { status: 'invalid', reason: `the domain ${domain} says that it takes no mail` };
    case 'no-answer': return { status: 'unknown', reason: `no name server answered for ${domain} (${route.why})` };
    case 'host': return { status: 'risky', reason: `${domain} names no mail host; mail would go to its web host; ${kind}` };
    case 'mx':
      if (FREE_MAIL.has(registered)) return { status: 'risky', reason: `${registered} takes mail; whether this is the merchant’s mailbox cannot be seen: anybody can open one there` };
      return { status: 'valid', reason: `${route.hosts[0]!} takes mail for ${domain}; ${kind}` };
  }
}
