import { JsonPath } from './json-path.js';

const state = {
  items: [{ id: 'title', text: 'Lamp' }, { id: 'seller', text: 'Lumen', rating: { value: 4.5 } }],
  'odd.key': { deep: [{ price: '5' }, { price: '6' }] },
  wrapped: '{"elements":[1,2]}',
  Product1: { shop: { id: 'Shop7' }, name: 'Wick' },
  Product2: { shop: { __ref: 'Shop8' }, name: 'Oil' },
  Shop7: { name: 'Lumen' },
  Shop8: { name: 'Glow' },
  nothing: null,
};
it.each([
  ['items[0].text', ['Lamp']], ['items[-1].id', ['seller']], ['items[*].text', ['Lamp', 'Lumen']], ['items[id=seller].rating.value', [4.5]], ['items[id!=seller].text', ['Lamp']], ['items[rating.value=4.5].id', ['seller']],
  ["'odd.key'.deep[*].price", ['5', '6']], ['wrapped.(json).elements[1]', [2]], ['Product*.name', ['Wick', 'Oil']], ['Product*.shop.(ref).name', ['Lumen', 'Glow']], ['**price', ['5', '6']], ['items[0].id|text', ['title', 'Lamp']],
  ['nothing', []], ['nothing.deep', []], ['items.constructor', []], ['__proto__', []], ['wrapped.elements', []], ['items[0].text.length', []],
])('%s leads to %j', (path, found) => expect(JsonPath.of(path).select(state)).toEqual(found));
it.each(['a[', 'a..b', '.a', 'a[*', '(xml)', "'a"])('refuses %s', (path) => expect(() => JsonPath.of(path)).toThrow(SyntaxError));
