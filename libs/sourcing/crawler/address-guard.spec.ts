import { AddressGuard, isPublicAddress } from './address-guard.js';

const REFUSED = [
  '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1', 'not an address',
];
const PUBLIC = ['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450:4001::1'];

describe('the address guard', () => {
  it.each(REFUSED)('knows that %s is not on the public internet', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)('knows that %s is', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(['http://127.1/', 'http://2130706433/', 'http://0x7f.0.0.1/', 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://localhost/', 'http://169.254.169.254/latest/meta-data/'])('refuses %s, however it is written', async (address) => {
    const guard = new AddressGuard([]);
    const url = guard.check(address);
    await expect(guard.resolve(url.hostname, 80)).rejects.toThrow('not on the public internet');
  });

  it('lets the explicit list through, by host and port', async () => {
    const guard = new AddressGuard(['127.0.0.1:4701', 'localhost:4702']);
    await expect(guard.resolve('127.0.0.1', 4701)).resolves.toBe('127.0.0.1');
    await expect(guard.resolve('localhost', 4702)).resolves.toMatch(/^(127\.0\.0\.1|::1)$/);
    await expect(guard.resolve('127.0.0.1', 4702)).rejects.toThrow('not on the public internet');
  });

  it.each(['file:///etc/passwd', 'ftp://shop.example/', 'data:text/html,hi', 'http://user:secret@shop.example/', 'nonsense'])('does not fetch %s', (address) => {
    expect(() => new AddressGuard([]).check(address)).toThrow();
  });
});
