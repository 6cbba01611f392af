/** SQL of the merchants whose value of a custom field fits: `ids`, a statement with a column `id`, each once, and a test of one merchant. */
export interface CustomValueSet {
  readonly ids: string;
  readonly test: (merchantId: string) => string;
}

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Beyond every number and every day that a field can hold: an open end stays among the values of its own JSON type. */
const ENDS = { number: ['-1e300', '1e300'], day: ['"0000"', '"9999-99"'] } as const;

/**
 * Whoever filters writes texts; what a field holds is JSON in the field's type. A text stands for each value that it could mean: "12" for the text and the number,
 * "yes" for the text and the truth. A field holds values of one type, so no other one fits, and `custom_value_field_idx` answers without knowing the kind.
 * @param param gives a value its place in the statement.
 */
export function customValueSet(key: string, wanted: readonly string[], param: (value: unknown) => string): CustomValueSet {
  const ranges = wanted.map(rangeOf).filter((range) => range !== null);
  const field = `(select id from custom_field where key = ${param(key)})`;
  const equal = param([...new Set(wanted.flatMap(meanings))]);
  const ends = ranges.map(([from, to]) => [param(from), param(to)] as const);
  const fits = (value: string): string => `(${[`${value} = any(${equal}::jsonb[])`, ...ends.map(([from, to]) => `${value} between ${from}::jsonb and ${to}::jsonb`)].join(' or ')})`;
  // As on the merchant's page: its own value, else the last one written of those that merged into it.
  const parts = (merchantId: string): string => `select part.id from merchant part where part.merged_into = ${merchantId}`;
  const shown = (merchantId: string): string => `select own.value from custom_value own where own.field_id = ${field} and own.merchant_id in (select ${merchantId} union all ${parts(merchantId)}) order by own.merchant_id <> ${merchantId}, own.at desc limit 1`;
  const test = (merchantId: string): string => `coalesce((select ${fits('held.value')} from (${shown(merchantId)}) held), false)`;
  return {
    // First what needs no look at merchants, so that who only wants to know whether there are many stops there.
    ids: `select v.merchant_id as id from custom_value v where v.field_id = ${field} and ${fits('v.value')}
          union all select heir.id from (select distinct gone.merged_into as id from merchant gone where gone.merged_into is not null) heir
           where not exists (select from custom_value own where own.field_id = ${field} and own.merchant_id = heir.id) and ${test('heir.id')}`,
    test,
  };
}

function meanings(text: string): string[] {
  return [JSON.stringify(text), ...(NUMBER.test(text) ? [text] : []), ...(text === 'yes' ? ['true'] : text === 'no' ? ['false'] : [])];
}

function rangeOf(text: string): readonly [from: string, to: string] | null {
  const [from = '', to = '', more] = text.split('..');
  if (more !== undefined || !text.includes('..') || (from === '' && to === '')) return null;
  const of = (is: RegExp, [first, last]: readonly [string, string], json: (end: string) => string) => ([from, to].every((end) => end === '' || is.test(end)) ? [from ? json(from) : first, to ? json(to) : last] as const : null);
  return of(NUMBER, ENDS.number, String) ?? of(DAY, ENDS.day, (end) => JSON.stringify(end));
}
