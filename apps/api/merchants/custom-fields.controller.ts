import { Body, Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Audit, type SignedIn } from '#access';
import { CustomFields } from '#merchants';
import { Clock } from '#platform';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { CustomField, CustomFieldChange, CustomFieldList, NewCustomField } from './merchant.shapes.js';

const Key = z.string().max(60);
type Field = z.infer<typeof CustomField>;

/** The fields that a team keeps for itself. */
@ApiTags('Merchants')
@Controller('api/custom-fields')
export class CustomFieldsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit, @Inject(CustomFields) private readonly fields: CustomFields) {}

  @Get()
  @Returns(CustomFieldList)
  async list(): Promise<z.infer<typeof CustomFieldList>> {
    return { fields: (await this.fields.all(this.db)).map(onWire) };
  }

  @Post()
  @Allow('admin', 'lead')
  @Returns(CustomField, 201)
  create(@Body({ schema: NewCustomField }) given: z.infer<typeof NewCustomField>, @Me() me: SignedIn): Promise<Field> {
    return this.db.transaction(async (tx) => {
      const made = await this.fields.create(tx, given, await this.clock.now(tx));
      await this.audit.record(tx, { userId: me.userId, action: 'custom-field.created', subject: `custom field ${made.key}`, after: given });
      return onWire(made);
    });
  }

  /** Changes what people read and are asked for, puts it elsewhere in the order, retires it or brings it back. Its key and kind stay. */
  @Put(':key')
  @Allow('admin', 'lead')
  @Returns(CustomField)
  change(@Param('key', { schema: Key }) key: string, @Body({ schema: CustomFieldChange }) to: z.infer<typeof CustomFieldChange>, @Me() me: SignedIn): Promise<Field> {
    return this.db.transaction(async (tx) => {
      const changed = await this.fields.change(tx, key, to, await this.clock.now(tx));
      await this.audit.record(tx, { userId: me.userId, action: 'custom-field.changed', subject: `custom field ${key}`, after: to });
      return onWire(changed);
    });
  }
}

const onWire = (field: Awaited<ReturnType<CustomFields['all']>>[number]): Field => ({ ...field, choices: [...field.choices], requiredFrom: field.requiredFrom as Field['requiredFrom'] });
