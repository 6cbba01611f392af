import fc from 'fast-check';
import { CUSTOM_KINDS } from './custom-field.entity.js';
import { readCustomValue } from './custom-values.js';

const choices = ['A', 'B'];

describe('a value of a team’s own field', () => {
  it.each([
    ['text', ' kept ', 'kept'], ['number', '12.5', 12.5], ['number', -3, -3], ['date', '2026-02-28', '2026-02-28'], ['choice', 'B', 'B'], ['url', 'https://tallow.example/a', 'https://tallow.example/a'], ['yes-no', 'yes', true], ['yes-no', false, false],
  ] as const)('%s understands %j', (kind, given, value) => expect(readCustomValue({ kind, choices }, given)).toEqual({ value }));

  it.each([
    ['text', ''], ['text', 7], ['number', '12,5'], ['number', 'NaN'], ['number', Infinity], ['date', '2026-02-30'], ['date', '28.02.2026'], ['choice', 'C'], ['url', 'javascript:alert(1)'], ['url', 'ftp://tallow.example'], ['yes-no', 'maybe'],
  ] as const)('%s refuses %j in a sentence', (kind, given) => expect(readCustomValue({ kind, choices }, given)).toEqual({ fault: expect.stringMatching(/\w+ .+\./) as string }));

  it('that was read is read again to the same', () => {
    fc.assert(fc.property(fc.constantFrom(...CUSTOM_KINDS), fc.anything(), (kind, given) => {
      const read = readCustomValue({ kind, choices }, given);
      if ('value' in read) expect(readCustomValue({ kind, choices }, read.value)).toEqual(read);
    }));
  });
});
