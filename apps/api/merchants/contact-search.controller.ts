import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { BusinessPages } from '#sourcing';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { ContactSearchState, ContactSearchSwitch } from './merchant.shapes.js';

/** Whether merchants' own websites are read for an address, and by which right. */
@ApiTags('Merchants')
@Controller('api/contact-search')
export class ContactSearchController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(BusinessPages) private readonly pages: BusinessPages) {}

  @Get()
  @Returns(ContactSearchState)
  async show(): Promise<z.infer<typeof ContactSearchState>> {
    const state = await this.pages.state();
    return { on: state?.on ?? false, reason: state?.reason ?? null, reviewer: state?.reviewer ?? null, reviewedOn: state?.reviewedOn ?? null, sourceId: state?.id ?? null };
  }

  /** Off until an admin gives a reason that a merchant who asks may read. */
  @Put()
  @Allow('admin')
  @Returns(ContactSearchState)
  async switch(@Body({ schema: ContactSearchSwitch }) { on, reason }: z.infer<typeof ContactSearchSwitch>, @Me() me: SignedIn): Promise<z.infer<typeof ContactSearchState>> {
    await this.db.transaction((tx) => this.pages.switch(tx, { on, reason, by: { userId: me.userId, name: me.name } }));
    return this.show();
  }
}
