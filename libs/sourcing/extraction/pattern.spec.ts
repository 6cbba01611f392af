import fc from 'fast-check';
import { Pattern } from './pattern.js';
import { processorTime } from '../../../test/support/processor-time.js';

const SAFE = ['a|ab|c', '(a+)(b*)', '^a?b', 'a{2,3}b?', '(?:ab|a)*c', '[a-c]+?b', '\\bab\\b', '(a|b)(a|b)?$', '.b.', '[^a]b', '(?<value>a+)|b', 'a*?b', '(a*)*b', '(?:a|ab)(?:c|bcd)(d*)'];

it('finds what JavaScript finds, group by group', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SAFE), fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' '), maxLength: 12 }), (source, text) => {
      const theirs = new RegExp(source).exec(text);
      const ours = Pattern.of(source).find(text);
      expect(ours?.text).toBe(theirs?.[0]);
      expect(ours?.start).toBe(theirs?.index);
    }),
    { numRuns: 2_000 },
  );
});

it('reads the groups that recipes lean on', () => {
  const places = Pattern.of('(?i)(?:(?:#|nr\\.)\\s?(?<rank>[\\d.,]+) in (?<category>[^(#]+)|(?<rank>[\\d,]+)位(?<category>[^(]+))');
  expect(places.findAll('Rang: Nr. 1.234 in Garten (Siehe Top 100 in Garten) #5 in Laternen', 9).map(({ named }) => [named['rank'], named['category']?.trim()])).toEqual([['1.234', 'Garten'], ['5', 'Laternen']]);
  expect(places.find('- 198位 お香')?.named).toEqual({ rank: '198', category: ' お香' });
  expect(Pattern.of('\\p{L}+').find('12 Öl')?.text).toBe('Öl');
  expect(Pattern.of('(?i)ABC[x-z]').find('abcY')?.text).toBe('abcY');
});

it('cannot be made to run away', () => {
  const began = processorTime();
  for (const source of ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*a){20}', '.*.*.*.*=', '(x+x+)+y']) Pattern.of(source).find(`${'a'.repeat(1_999)}!`);
  expect(processorTime() - began).toBeLessThan(2_000);
});

it.each(['(?=a)', '(?<!a)b', '(a)\\1', '\\k<x>', '(', 'a)', '[a', 'a{999}', 'a**', '*a', '((((((((((((((((((((((a))))))))))))))))))))))', 'a'.repeat(500), '(((a{60}){60}){60})'])('refuses %s', (source) => {
  expect(() => Pattern.of(source)).toThrow(SyntaxError);
});
