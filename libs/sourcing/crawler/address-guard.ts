import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { PageHopeless } from './stop-run.js';

/** IPv4 that is not the public internet: IANA's special-purpose registry (RFC 6890 and later). */
const PRIVATE_V4: ReadonlyArray<readonly [string, number]> = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Of IPv6 only 2000::/3 is public, and of that not the ranges that tunnel, document or benchmark. */
const PRIVATE_IN_GLOBAL_V6: ReadonlyArray<readonly [string, number]> = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const privateV4 = new BlockList();
for (const [net, bits] of PRIVATE_V4) privateV4.addSubnet(net, bits, 'ipv4');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
const privateV6 = new BlockList();
for (const [net, bits] of PRIVATE_IN_GLOBAL_V6) privateV6.addSubnet(net, bits, 'ipv6');

/** Is this the address of a machine on the public internet? */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !privateV4.check(address, 'ipv4');
    case 6: return globalV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6');
    default: return false;
  }
}

/**
 * Decides which machine a request may reach. The address that was checked is the one that is connected to, so a name
 * that resolves anew between check and connection (DNS rebinding) gains nothing.
 */
export class AddressGuard {
  private readonly allowed: ReadonlySet<string>;

  /**
   * @param allowHosts `host:port` pairs that may be reached on any address.
   * @param resolver all addresses of a name; default: the system's.
   */
  constructor(allowHosts: readonly string[], private readonly resolver = async (name: string): Promise<string[]> => (await lookup(name, { all: true })).map((found) => found.address)) {
    this.allowed = new Set(allowHosts.map((entry) => entry.toLowerCase()));
  }

  /** @throws PageHopeless unless it is a plain http(s) address without a password in it. */
  check(address: string): URL {
    if (!URL.canParse(address)) throw new PageHopeless(`not an address: ${address.slice(0, 200)}`);
    const url = new URL(address);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PageHopeless(`only http and https are fetched, not ${url.protocol}`);
    if (url.username || url.password) throw new PageHopeless('addresses with a user name or password are not fetched');
    return url;
  }

  /**
   * The one address to connect to for `hostname` (as a URL writes it) and `port`.
   * @throws PageHopeless where any address of the name is not public; an error of the resolver where there is none.
   */
  async resolve(hostname: string, port: number): Promise<string> {
    const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const addresses = isIP(host) ? [host] : await this.resolver(host);
    if (!this.allowed.has(`${hostname.toLowerCase()}:${port}`) && !this.allowed.has(`${host}:${port}`)) {
      const inside = addresses.find((address) => !isPublicAddress(address));
      if (inside) throw new PageHopeless(`${host} is at ${inside}, which is not on the public internet; it is not fetched`);
    }
    const [first] = addresses;
    if (!first) throw new Error(`${host} has no address`);
    return first;
  }
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
