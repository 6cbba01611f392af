import { Resolver } from 'node:dns/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';

/** Where mail for a domain goes, as far as DNS says. */
export type MailRoute =
  | { readonly kind: 'mx'; readonly hosts: readonly string[] }
  /** No MX record, but the host itself has an address: mail goes there (RFC 5321 5.1). */
  | { readonly kind: 'host' }
  /** RFC 7505: the domain says that it takes no mail. */
  | { readonly kind: 'null-mx' }
  | { readonly kind: 'no-route' }
  | { readonly kind: 'no-domain' }
  /** Nobody answered, or not in a way that can be relied upon: nothing is known. */
  | { readonly kind: 'no-answer'; readonly why: string };

const TIMEOUT_MS = 3_000;
const TRIES = 2;

/** Asks DNS, and nobody else. With DNS_SERVERS it asks those servers, otherwise the system's. */
@Injectable()
export class MailDns {
  private readonly resolver: Resolver;

  constructor(@Inject(CONFIG) { dnsServers }: Pick<Config, 'dnsServers'>) {
    this.resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
    if (dnsServers.length > 0) this.resolver.setServers(dnsServers);
  }

  /** @param domain in its ASCII form. */
  async routeTo(domain: string): Promise<MailRoute> {
    try {
      const records = await this.resolver.resolveMx(domain);
      if (records.length === 1 && (records[0]!.exchange === '' || records[0]!.exchange === '.')) return { kind: 'null-mx' };
      if (records.length > 0) return { kind: 'mx', hosts: records.sort((a, b) => a.priority - b.priority || (a.exchange < b.exchange ? -1 : 1)).map((one) => one.exchange) };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOTFOUND') return { kind: 'no-domain' };
      if (code !== 'ENODATA') return { kind: 'no-answer', why: code };
    }
    return this.hasAddress(domain);
  }

  private async hasAddress(domain: string): Promise<MailRoute> {
    const asked = await Promise.allSettled([this.resolver.resolve4(domain), this.resolver.resolve6(domain)]);
    if (asked.some((one) => one.status === 'fulfilled' && one.value.length > 0)) return { kind: 'host' };
    const unsure = asked.find((one) => one.status === 'rejected' && !['ENODATA', 'ENOTFOUND'].includes(codeOf(one.reason)));
    return unsure?.status === 'rejected' ? { kind: 'no-answer', why: codeOf(unsure.reason) } : { kind: 'no-route' };
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'EUNKNOWN');
