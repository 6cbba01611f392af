import fc from 'fast-check';
import { decideIdentity, type KnownIdentity, type ShownStorefront } from './identity.js';

const nobody: KnownIdentity = { owners: new Map(), merchants: new Map() };
const shown = (storefrontId: string, one: Partial<ShownStorefront> = {}): ShownStorefront => ({ storefrontId, marketplace: 'alderbay', sellerId: storefrontId, vat: null, registration: null, linkedTo: null, ...one });
const merchant = (id: string, createdAt = '2026-05-04', vats: string[] = []) => [id, { id, name: id.toUpperCase(), createdAt: new Date(createdAt), vats }] as const;

/** Which storefronts stand together, whatever their merchants are called. */
function partition(storefronts: readonly ShownStorefront[], batches: readonly (readonly ShownStorefront[])[]): string[] {
  const owners = new Map<string, string>();
  const merchants = new Map<string, { id: string; name: string; createdAt: Date; vats: string[] }>();
  const linked = new Map<string, string>();
  for (const batch of batches) {
    const decision = decideIdentity(batch, { owners, merchants });
    for (const { id } of decision.created) merchants.set(id, { id, name: id, createdAt: new Date('2026-05-04'), vats: [] });
    for (const { storefrontId, merchantId } of decision.links) linked.set(storefrontId, merchantId);
    for (const { kind, value, merchantId } of decision.keys) {
      owners.set(`${kind}:${value}`, merchantId);
      if (kind === 'vat') merchants.get(merchantId)!.vats.push(value);
    }
  }
  const groups = new Map<string, string[]>();
  for (const { storefrontId } of storefronts) groups.set(linked.get(storefrontId)!, [...(groups.get(linked.get(storefrontId)!) ?? []), storefrontId]);
  return [...groups].map(([id, members]) => `${id}: ${members.sort().join(' ')}`).sort();
}

describe('who stands behind a storefront', () => {
  it('is one merchant for two storefronts that show one VAT number', () => {
    const { created, links } = decideIdentity([shown('a', { vat: 'DE123456789' }), shown('b', { marketplace: 'brightcart', vat: 'DE123456789' })], nobody);
    expect(created).toHaveLength(1);
    expect(new Set(links.map((link) => link.merchantId))).toEqual(new Set([created[0]!.id]));
    expect(links[0]!.reason).toBe('VAT number DE123456789');
  });

  it('is the merchant that owns the register number already', () => {
    const known = { owners: new Map([['registration:GB:12345678', 'm1']]), merchants: new Map([merchant('m1')]) };
    expect(decideIdentity([shown('a', { registration: 'GB:12345678' })], known).links).toEqual([{ storefrontId: 'a', merchantId: 'm1', reason: 'register number GB 12345678' }]);
  });

  it('is the older of two merchants when the numbers disagree, and the link says so', () => {
    const known = { owners: new Map([['vat:DE123456789', 'young'], ['registration:DE:HRB123456', 'old']]), merchants: new Map([merchant('young', '2026-05-06', ['DE123456789']), merchant('old', '2026-05-01')]) };
    const [link] = decideIdentity([shown('a', { vat: 'DE123456789', registration: 'DE:HRB123456' })], known).links;
    expect(link).toMatchObject({ merchantId: 'old' });
    expect(link!.reason).toContain('“YOUNG”');
  });

  it('is not the owner of a register number whose VAT number is another: courts give one number twice', () => {
    const known = { owners: new Map([['registration:DE:HRB123456', 'm1']]), merchants: new Map([merchant('m1', '2026-05-04', ['DE123456789'])]) };
    const { created, keys } = decideIdentity([shown('a', { vat: 'DE987654321', registration: 'DE:HRB123456' })], known);
    expect(created).toHaveLength(1);
    expect(keys.map((key) => key.kind)).toEqual(['vat']);
    expect(decideIdentity([shown('a', { vat: 'DE987654321', registration: 'DE:HRB123456' }), shown('b', { vat: 'DE123456789', registration: 'DE:HRB123456' })], nobody).created).toHaveLength(2);
  });

  it('stays who it was when its page shows a number of somebody else, with a remark for a person', () => {
    const known = { owners: new Map([['vat:DE123456789', 'm2']]), merchants: new Map([merchant('m1'), merchant('m2')]) };
    const { links, remarks } = decideIdentity([shown('a', { vat: 'DE123456789', linkedTo: 'm1' })], known);
    expect(links).toEqual([]);
    expect(remarks).toEqual([{ storefrontId: 'a', remark: 'VAT number DE123456789 also names “M2”: a person should compare them' }]);
  });

  it('does not depend on the order in which the runs of two marketplaces arrive', () => {
    const business = fc.record({ vat: fc.option(fc.nat(500)), registration: fc.nat(500), fronts: fc.constantFrom(['alderbay'], ['brightcart'], ['alderbay', 'brightcart']) });
    fc.assert(fc.property(fc.uniqueArray(business, { selector: (one) => one.registration, maxLength: 25 }), (businesses) => {
      const fronts = businesses.flatMap((one, at) => one.fronts.map((marketplace) => shown(`${at}${marketplace}`, {
        marketplace, vat: one.vat === null ? null : `DE${100_000_000 + one.registration}`, registration: `DE:HRB${100_000 + one.registration}`,
      })));
      const [first, second] = [fronts.filter((one) => one.marketplace === 'alderbay'), fronts.filter((one) => one.marketplace === 'brightcart')];
      expect(partition(fronts, [first, second])).toEqual(partition(fronts, [second, first]));
      expect(partition(fronts, [first, second])).toEqual(partition(fronts, [fronts.toReversed()]));
    }));
  });
});
