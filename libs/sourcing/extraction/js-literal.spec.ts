import fc from 'fast-check';
import { readLiteral } from './js-literal.js';

it.each<[string, unknown]>([
  ["{ data: {\"a\": 1}, token: 'x\"y', list: [1, 'two', ], }", { data: { a: 1 }, token: 'x"y', list: [1, 'two'] }],
  ["{on:!0,off:!1,none:void 0,gone:undefined,hex:0xFF,neg:-1.5e2,dot:.5}", { on: true, off: false, none: null, gone: null, hex: 255, neg: -150, dot: 0.5 }],
  ['[1,,2] and more', [1, null, 2]],
  ["{ // words\n a /* } */ : 'it\\'s \\u00e9\\x21 \\u{1f56f}', 7: `plain $5` }", { a: "it's é! 🕯", 7: 'plain $5' }],
  ['{"__proto__":{"x":1}}', JSON.parse('{"__proto__":{"x":1}}')],
])('reads what a script writes as data: %s', (text, value) => expect(readLiteral(text, 0)).toEqual(value));
it.each(['{a:b}', '{a:f()}', '[1', '{a}', "{a:'open", '`${x}`', '{a:1 b:2}', '', '{a:new Date()}', '['.repeat(100_000)])('leaves alone what would have to be run: %.20s', (text) => expect(readLiteral(text, 0)).toBeUndefined());
it('reads all JSON as JSON is read', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => expect(readLiteral(JSON.stringify(value), 0)).toEqual(JSON.parse(JSON.stringify(value)))), { numRuns: 500 });
});
