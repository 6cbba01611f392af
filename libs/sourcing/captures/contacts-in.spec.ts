import fc from 'fast-check';
import { contactsIn } from './contacts-in.js';
import { processorTime } from '../../../test/support/processor-time.js';

const masked = (text: string): string => {
  const letters = [...text];
  for (const [from, to] of contactsIn(text)) for (let at = from; at < to; at++) letters[at] = '•';
  return letters.join('');
};

describe('contacts in what a page shows', () => {
  it.each([
    ['Write to owner@tallow.example today', 'Write to •••••••••••••••••••• today'],
    ['info (at) tallow.example', '•'.repeat(24)],
    ['info[at]tallow[dot]example', '•'.repeat(26)],
    ['händler@müller.example', '•'.repeat(22)],
    ['Tel: +49 (30) 123 45 67-8', 'Tel: ••••••••••••••••••••'],
    ['0049 30 1234567', '•'.repeat(15)],
    ['(030) 123 45 67', '•'.repeat(15)],
    ['Call 555-010-1234 now', 'Call •••••••••••• now'],
    ['Phone\n30 1234567', 'Phone\n••••••••••'],
    ['電話：3-1234-5678', '電話：•••••••••••'],
  ])('%s', (text, expected) => expect(masked(text)).toBe(expected));

  it.each(['#14 of 1,204,551 in Kitchen', '$1,299.00 was $1,499.00', '98.7 % positive (12,345 ratings)', '4.7 out of 5, 123456 reviews', 'Set of 12, 350 ml, 20 × 30 cm', '22 Nov 2026, 19:00', 'DE811234567', '2026-11-22 18:00', 'Sold at shop.example'])('leaves what is none: %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('finds every number with a country and every address, wherever they stand and however they are written', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 8, maxLength: 13 });
    const gap = fc.constantFrom('', ' ', '-', '.', '/', ' (', ') ', '\u00a0');
    const name = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(fc.property(digits, fc.array(gap, { minLength: 13, maxLength: 13 }), name, name, fc.constantFrom('', 'See ', 'Über uns: ', '\n'), (number, gaps, user, host, before) => {
      const phone = `+${number.map((digit, n) => digit + (n < number.length - 1 ? gaps[n]! : '')).join('')}`;
      const text = `${before}${phone}\n${before}${user}@${host}.example`;
      expect(masked(text)).not.toMatch(/\d|@|example/);
    }));
  });

  it('takes time that grows with the length only', () => {
    for (const piece of ['a', 'a@', '+', '0', '(0', '1 ', 'tel ', 'tel\n', 'a.', 'a@b.', '0 .-/()']) {
      const started = processorTime();
      contactsIn(piece.repeat(Math.ceil(300_000 / piece.length)));
      expect(processorTime() - started).toBeLessThan(2_000);
    }
  });
});
