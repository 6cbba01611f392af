import { Controller, Get, Header, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { EXPORT_FORMATS, LeadExport } from '#leads';
import { ReturnsText } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { asFilters, Filters } from './lead-filters.shapes.js';

const Wanted = Filters.extend({ format: z.enum(EXPORT_FORMATS).default('csv') });

@ApiTags('Leads')
@Controller('api')
@Allow(...SEES_CONTACTS)
export class LeadExportController {
  constructor(@Inject(LeadExport) private readonly out: LeadExport) {}

  /**
   * All leads that the filters let through, as a file that can be brought back unchanged: docs/exports.md names the columns. Streams, whatever the size.
   * Readers get it without mail addresses and telephones. That it was taken, by whom and how many rows stands in the audit log.
   */
  @Get('leads/export')
  @ReturnsText('text/csv', 'CSV (UTF-8 with a mark, cells that a spreadsheet would run made harmless), or one JSON object a line')
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'no-store')
  file(@Query({ schema: Wanted }) wanted: z.infer<typeof Wanted>, @Me() me: SignedIn): StreamableFile {
    const { format, ...filters } = wanted;
    return new StreamableFile(Readable.from(this.out.file({ format, filters: asFilters(filters, me.userId), said: filters, by: me }), { objectMode: false }), {
      type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8', disposition: `attachment; filename="leads.${format}"`,
    });
  }
}
