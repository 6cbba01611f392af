import fc from 'fast-check';
import { Offers } from './offers.js';
import { InvitationExpiry } from './expiry.js';
import { OfferExhausted } from './offer.errors.js';
import { firstThreeMonthsFree } from './default-offer.js';
import { aContact, aLead, aMerchant } from '../../test/support/factories.js';
import { northwind, type Northwind } from '../../test/support/outreach.js';

describe('offers', () => {
  let house: Northwind;
  let offers: Offers;
  const at = new Date('2026-05-04T10:00:00Z');
  const wish = async () => {
    const merchantId = await aMerchant(house.db);
    return { merchantId, contactId: await aContact(house.db, { merchantId }), leadId: await aLead(house.db, { merchantId, regionId: house.regionId, stage: 'queued' }) };
  };
  const anOffer = (name: string, maxUses: number, budget = '1000000') => house.db.transaction((tx) => offers.create(tx, { name, currency: 'EUR', budget, maxUses, reserveAmount: '12.34', terms: firstThreeMonthsFree('EUR'), at }));

  beforeAll(async () => {
    house = await northwind();
    offers = house.get(Offers);
  });
  afterAll(() => house.close());

  it('gives exactly 37 places to 100 who ask at once', async () => {
    const { offerId } = await anOffer('37 places', 37);
    const wishes = await Promise.all(Array.from({ length: 100 }, wish));
    const results = await Promise.allSettled(wishes.map((one) => house.db.transaction((tx) => offers.reserve(tx, { ...one, offerId, at }))));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(37);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(OfferExhausted);
    expect(await offers.balance(offerId)).toMatchObject({ reservedUses: 37, reserved: '456.58' });
  });

  it('freezes the terms: a later version changes nothing that was promised', async () => {
    const { offerId } = await anOffer('frozen', 10);
    const one = await wish();
    const reservation = await house.db.transaction((tx) => offers.reserve(tx, { ...one, offerId, at }));
    expect(reservation.terms).toMatchObject({ freeUntil: '2026-08-31', answerBy: '2026-05-25', marketplace: 'Northwind' });
    expect(reservation.expiresAt.toISOString()).toBe('2026-05-25T23:00:00.000Z'); // Midnight in Dublin's summer.
    expect(reservation.checkCode).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{2}$/);
    await house.rows(`insert into offer_version (offer_id, version, headline, terms, reserve_amount, valid_days, published_at) select offer_id, 2, 'worse', terms || '{"feeAfter":"9"}', 1, 21, $2 from offer_version where offer_id = $1`, [offerId, at]);
    const again = await house.db.transaction((tx) => offers.reserve(tx, { ...one, offerId, at }));
    expect(again.invitationId).toBe(reservation.invitationId);
    expect((await offers.invitationOf(house.db.manager, reservation.token))!.terms).toEqual(reservation.terms);
  });

  it('stores only the hash of a token and derives the same token again', async () => {
    const { offerId } = await anOffer('secrets', 10);
    const { invitationId, token } = await house.db.transaction(async (tx) => offers.reserve(tx, { ...(await wish()), offerId, at }));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(offers.token(invitationId, 1)).toBe(token);
    expect(offers.token(invitationId, 2)).not.toBe(token);
    const [row] = await house.rows<{ whole: string }>(`select invitation::text as whole from invitation where id = $1`, [invitationId]);
    expect(row!.whole).not.toContain(token);
    expect(await offers.invitationOf(house.db.manager, 'x'.repeat(5000))).toBeNull();
  });

  it('replaces an open invitation of another offer, and frees its place', async () => {
    const [a, b] = [await anOffer('old', 5), await anOffer('new', 5)];
    const one = await wish();
    const old = await house.db.transaction((tx) => offers.reserve(tx, { ...one, offerId: a.offerId, at }));
    await house.db.transaction((tx) => offers.reserve(tx, { ...one, offerId: b.offerId, at }));
    expect(await offers.invitationOf(house.db.manager, old.token)).toMatchObject({ state: 'revoked', answer: { why: 'superseded' } });
    expect((await offers.balance(a.offerId)).reservedUses).toBe(0);
  });

  it('gives a place back once when its last day is over, however many look', async () => {
    const { offerId } = await anOffer('expiring', 5);
    const { token } = await house.db.transaction(async (tx) => offers.reserve(tx, { ...(await wish()), offerId, at: new Date() }));
    await house.later(23);
    await Promise.all([1, 2, 3].map(() => house.get(InvitationExpiry).releaseOverdue()));
    expect(await offers.invitationOf(house.db.manager, token)).toMatchObject({ state: 'expired' });
    expect(await house.rows(`select kind from ledger_entry where offer_id = $1 order by id`, [offerId])).toEqual([{ kind: 'reserve' }, { kind: 'release' }]);
  });

  it('never spends more than the budget and always adds up, whatever happens in whatever order', async () => {
    let n = 0;
    const step = fc.oneof(fc.constant('reserve' as const), fc.constant('commit' as const), fc.constant('release' as const));
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { offerId } = await anOffer(`random ${++n}`, 4, '40.00'); // 3 x 12.34 fit.
      const open: string[] = [];
      for (const [i, what] of steps.entries()) {
        await house.db.transaction(async (tx) => {
          if (what === 'reserve') open.push((await offers.reserve(tx, { ...(await wish()), offerId, at })).invitationId);
          else if (open.length > 0) {
            const id = open[(i * 7) % open.length]!;
            if (what === 'commit') await offers.commit(tx, id, at); else await offers.release(tx, [id], 'declined', at);
          }
        }).catch((error: unknown) => { if (!(error instanceof OfferExhausted)) throw error; });
        const balance = await offers.balance(offerId);
        const [reserved, committed, free] = [balance.reserved, balance.committed, balance.free].map((amount) => Math.round(Number(amount) * 100)) as [number, number, number];
        expect(reserved + committed + free).toBe(4000);
        expect(Math.min(reserved, committed, free, balance.reservedUses)).toBeGreaterThanOrEqual(0);
        expect(balance.reservedUses + balance.committedUses).toBeLessThanOrEqual(3);
      }
    }), { numRuns: 12 });
  });
});
