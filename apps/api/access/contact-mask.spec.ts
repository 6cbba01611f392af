import fc from 'fast-check';
import { MASK, maskContacts, maskText } from './contact-mask.js';
import { Rates } from './rates.js';

describe('what leaves for an operator', () => {
  it('holds no mail address and no telephone number, wherever they stand', () => {
    expect(maskText('Write to <a href="mailto:info@tallow.example">info@tallow.example</a>, info%40tallow.example, info [at] tallow.example')).toBe(`Write to <a href="mailto:${MASK}">${MASK}</a>, ${MASK}, ${MASK}`);
    expect(maskText('Tel. +49 (0)40 123 45-67, 0049 40 1234567, 040 / 123 45 67')).toBe(`Tel. ${MASK}, ${MASK}, ${MASK}`);
    expect(maskContacts({ seller: { name: 'Tallow', email: 'a@b.example', phone: '123', address: { city: 'x' } }, rows: ['a@b.example', 7, null] })).toEqual({ seller: { name: 'Tallow', email: MASK, phone: MASK, address: { city: 'x' } }, rows: [MASK, 7, null] });
  });

  it('keeps what is no contact: times, amounts, ids, addresses of pages, recipes', () => {
    const kept = { at: '2026-11-30T03:00:00.000Z', day: '2026-11-30', price: '0.99', amount: '1,234,567.00', id: '00000000-0000-4000-8000-000000000000', url: 'https://shop.example/p/0123456789?page=2', yaml: 'email: { css: "a@b.c" }' };
    expect(maskContacts(kept)).toEqual(kept);
  });

  it('masks the cells of the columns that an import matched to contacts', () => {
    const view = { columns: ['Shop', 'Tel', 'Mail'], mapping: { columns: { name: 'Shop', phone: 'Tel', email: 'Mail' } }, preview: [{ line: 2, cells: ['Tallow', '5551234', 'x'] }] };
    expect(maskContacts(view)).toMatchObject({ preview: [{ cells: ['Tallow', MASK, MASK] }] });
  });

  it('never lets a mail address through, whatever surrounds it', () => {
    fc.assert(fc.property(fc.string(), fc.emailAddress(), fc.string(), (before, email, after) => !maskText(`${before} ${email} ${after}`).includes(email)));
  });
});

describe('a rate', () => {
  it('gives a minute\'s worth at once, then one by one, to each holder their own', () => {
    const rates = new Rates();
    for (let at = 0; at < 60; at++) expect(rates.take('a', 60, 0).retryS).toBeNull();
    expect(rates.take('a', 60, 0)).toEqual({ limit: 60, remaining: 0, resetS: 60, retryS: 1 });
    expect(rates.take('b', 60, 0).retryS).toBeNull();
    expect(rates.take('a', 60, 1000).retryS).toBeNull();
    expect(rates.take('a', 60, 1000).retryS).toBe(1);
    expect(rates.take('a', 60, 3_600_000).remaining).toBe(59);
  });
});
