import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { CUSTOM_KINDS, type CustomKind } from './custom-field.entity.js';
import { readCustomValue } from './custom-values.js';
import { CustomFieldInvalid, CustomFieldKeyTaken, CustomFieldNotFound, MerchantNotFound } from './facts.errors.js';

export interface CustomFieldRow {
  readonly id: string;
  /** Stable: exports and scripts rely on it. */
  readonly key: string;
  readonly label: string;
  readonly kind: CustomKind;
  readonly choices: readonly string[];
  /** Stage of a lead from which on its merchant must have a value; null: none. Whoever asks for one knows the stages. */
  readonly requiredFrom: string | null;
  readonly retired: boolean;
}
export interface CustomFieldValue extends CustomFieldRow {
  /** In the field's JSON type; null while nobody wrote one. */
  readonly value: string | number | boolean | null;
  readonly by: string | null;
  readonly at: Date | null;
}
export interface NewCustomField {
  readonly key: string;
  readonly label: string;
  readonly kind: CustomKind;
  readonly choices?: readonly string[];
  readonly requiredFrom?: string | null;
}
export interface CustomFieldChange {
  readonly label?: string | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly requiredFrom?: string | null | undefined;
  /** Among the fields in use, from 1. */
  readonly place?: number | undefined;
  readonly retired?: boolean | undefined;
}

const FIELD = `f.id, f.key, f.label, f.kind, f.choices, f.required_from as "requiredFrom", f.retired_at is not null as retired`;

/** Fields that a team keeps for itself (FEATURES I10). */
@Injectable()
export class CustomFields {
  /** In the order in which they are shown; retired ones last. */
  all(on: Tx | DataSource): Promise<CustomFieldRow[]> {
    return sql<CustomFieldRow>(on, `select ${FIELD} from custom_field f order by f.retired_at is not null, f.place, f.key`);
  }

  /** Every field in use with the merchant's value, and retired ones that hold one. */
  of(on: Tx | DataSource, merchantId: string): Promise<CustomFieldValue[]> {
    return sql<CustomFieldValue>(on,
      `select ${FIELD}, v.value, u.name as by, v.at from custom_field f
         left join lateral (select * from custom_value own where own.field_id = f.id and own.merchant_id in (select $1::uuid union all select part.id from merchant part where part.merged_into = $1)
           order by own.merchant_id <> $1, own.at desc limit 1) v on true
         left join app_user u on u.id = v.by_user_id
        where f.retired_at is null or v.value is not null order by f.retired_at is not null, f.place, f.key`, [merchantId]);
  }

  /** @param at business time. @throws CustomFieldInvalid @throws CustomFieldKeyTaken */
  async create(tx: Tx, field: NewCustomField, at: Date): Promise<CustomFieldRow> {
    const choices = eachOnce(field.choices ?? []);
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(field.key)) throw new CustomFieldInvalid('A key is up to 40 lower-case letters, digits and underscores, and begins with a letter.', { fields: ['key'] });
    refuseLabel(field.label);
    if (!CUSTOM_KINDS.includes(field.kind)) throw new CustomFieldInvalid(`Choose one of ${CUSTOM_KINDS.join(', ')}.`, { fields: ['kind'] });
    refuseChoices(field.kind, choices);
    const [made] = await sql<CustomFieldRow>(tx,
      `insert into custom_field as f (key, label, kind, choices, required_from, place, created_at) select $1, $2, $3, $4, $5, coalesce(max(place), 0) + 1, $6 from custom_field on conflict (key) do nothing returning ${FIELD}`,
      [field.key, field.label.trim(), field.kind, choices, field.requiredFrom ?? null, at]);
    if (!made) throw new CustomFieldKeyTaken(`There is a field with the key ${field.key}. Keys are never given twice.`, { fields: ['key'] });
    return made;
  }

  /** Changes what people read and are asked for; key and kind stay. A retired field keeps its values. @throws CustomFieldNotFound @throws CustomFieldInvalid */
  async change(tx: Tx, key: string, to: CustomFieldChange, at: Date): Promise<CustomFieldRow> {
    // Everybody who changes the order takes all fields in one order, so that two of them wait for each other instead of deadlocking.
    if (to.place !== undefined) await sql(tx, `select from custom_field order by id for update`);
    const field = await this.find(tx, key);
    const choices = to.choices && eachOnce(to.choices);
    if (to.label !== undefined) refuseLabel(to.label);
    if (choices) refuseChoices(field.kind, choices);
    const [changed] = await sql<CustomFieldRow>(tx,
      `update custom_field f set label = coalesce($2, label), choices = coalesce($3, choices), required_from = case when $4 then $5 else required_from end,
              retired_at = case $6::boolean when true then coalesce(retired_at, $7) when false then null else retired_at end where id = $1 returning ${FIELD}`,
      [field.id, to.label?.trim() ?? null, choices ?? null, to.requiredFrom !== undefined, to.requiredFrom ?? null, to.retired ?? null, at]);
    if (to.place !== undefined) await this.put(tx, field.id, to.place);
    return changed!;
  }

  /** @param value null takes it away. @throws CustomFieldNotFound @throws CustomFieldInvalid @throws MerchantNotFound */
  async write(tx: Tx, { merchantId, key, value, byUserId, at }: { merchantId: string; key: string; value: unknown; byUserId: string | null; at: Date }): Promise<void> {
    const field = await this.find(tx, key);
    if (field.retired) throw new CustomFieldInvalid(`“${field.label}” is not used any more.`, { fields: ['value'] });
    const [merchant] = await sql(tx, `select from merchant where id = $1 for key share`, [merchantId]);
    if (!merchant) throw new MerchantNotFound('There is no such merchant. It may have been merged into another one.');
    if (value === null || value === '') {
      await sql(tx, `delete from custom_value where merchant_id = $1 and field_id = $2`, [merchantId, field.id]);
      return;
    }
    const read = readCustomValue(field, value);
    if ('fault' in read) throw new CustomFieldInvalid(read.fault, { fields: ['value'] });
    await sql(tx,
      `insert into custom_value (merchant_id, field_id, value, by_user_id, at) values ($1, $2, $3, $4, $5)
       on conflict (merchant_id, field_id) do update set value = excluded.value, by_user_id = excluded.by_user_id, at = excluded.at where custom_value.value <> excluded.value`,
      [merchantId, field.id, JSON.stringify(read.value), byUserId, at]);
  }

  /** Values that were read by `readCustomValue`; null takes one away. @param at business time */
  async writeMany(tx: Tx, values: ReadonlyArray<{ merchantId: string; fieldId: string; value: string | number | boolean | null }>, byUserId: string | null, at: Date): Promise<void> {
    const [gone, kept] = [values.filter((one) => one.value === null), values.filter((one) => one.value !== null)];
    await sql(tx, `delete from custom_value v using unnest($1::uuid[], $2::uuid[]) as gone (merchant, field) where v.merchant_id = gone.merchant and v.field_id = gone.field`, [gone.map((one) => one.merchantId), gone.map((one) => one.fieldId)]);
    await sql(tx,
      `insert into custom_value (merchant_id, field_id, value, by_user_id, at) select merchant, field, value, $4, $5 from unnest($1::uuid[], $2::uuid[], $3::jsonb[]) as kept (merchant, field, value) order by 1, 2
       on conflict (merchant_id, field_id) do update set value = excluded.value, by_user_id = excluded.by_user_id, at = excluded.at where custom_value.value <> excluded.value`,
      [kept.map((one) => one.merchantId), kept.map((one) => one.fieldId), kept.map((one) => JSON.stringify(one.value)), byUserId, at]);
  }

  /** Numbers the fields anew, with one of them at its new place. */
  private async put(tx: Tx, id: string, place: number): Promise<void> {
    const others = (await this.all(tx)).filter((one) => one.id !== id).map((one) => one.id);
    await sql(tx, `update custom_field f set place = now.place from unnest($1::uuid[]) with ordinality as now (id, place) where f.id = now.id and f.place <> now.place`, [[...others.slice(0, place - 1), id, ...others.slice(place - 1)]]);
  }

  private async find(tx: Tx, key: string): Promise<CustomFieldRow> {
    const [field] = await sql<CustomFieldRow>(tx, `select ${FIELD} from custom_field f where f.key = $1 for update`, [key]);
    if (!field) throw new CustomFieldNotFound(`There is no field with the key ${key}.`);
    return field;
  }
}

const eachOnce = (choices: readonly string[]): string[] => [...new Set(choices.map((one) => one.trim()).filter(Boolean))];

function refuseLabel(label: string): void {
  if (label.trim() === '' || label.length > 60) throw new CustomFieldInvalid('A label has 1 to 60 characters.', { fields: ['label'] });
}

function refuseChoices(kind: CustomKind, choices: readonly string[]): void {
  if ((kind === 'choice') !== choices.length > 0) throw new CustomFieldInvalid('A field of choices needs at least one, and no other field has any.', { fields: ['choices'] });
}
