/**
 * SQL after `select`: fields in use (as `f`) that one of these stages asks for, and of which the merchant has no value. A value of a merchant that
 * merged into it counts, as it does on its page. Both parameters are SQL.
 */
export const missingFieldsSql = (merchantId: string, stages: string): string =>
  `from custom_field f where f.required_from = any(${stages}::text[]) and f.retired_at is null and not exists (
     select from custom_value v where v.field_id = f.id and v.merchant_id in (select ${merchantId} union all select part.id from merchant part where part.merged_into = ${merchantId}))`;
