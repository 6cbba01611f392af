import { Body, Controller, Get, Header, Inject, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { leadErrorFile, LeadImportDesk } from '#leads';
import { RowsGone } from '#sourcing';
import { FileExpected } from '../imports/imports.controller.js';
import { Returns, ReturnsText } from '../returns.js';
import { Allow, Carries, Me } from '../routes.js';
import { LeadImportViews } from './lead-import-views.js';
import { FileQuery, LeadDecideBody, LeadImportBrought, LeadImportDetail, LeadImportList, LeadImportRows, LeadMatchBody, LeadStateBody, LinesQuery, RowsQuery } from './lead-import.shapes.js';

const Id = z.uuid('An import\'s id is a UUID.');

/** Leads and merchants that people bring in a file, or bring back from an export: compared first, taken in when a person says so. */
@ApiTags('Lead imports')
@Controller('api')
@Allow('admin', 'lead', 'rep')
export class LeadImportsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(LeadImportDesk) private readonly desk: LeadImportDesk, @Inject(LeadImportViews) private readonly views: LeadImportViews) {}

  @Get('lead-imports')
  @Returns(LeadImportList)
  async recent(): Promise<z.infer<typeof LeadImportList>> {
    return { imports: await this.views.recent() };
  }

  /** Brings a CSV file, the raw file as the body. At most 32 MB and 50,000 rows; read while it arrives. Columns of an export find themselves. */
  @Post('lead-import-files')
  @Carries('text/csv')
  @ApiConsumes('text/csv')
  @Returns(LeadImportBrought, 202)
  async bringCsv(@Query({ schema: FileQuery }) how: z.infer<typeof FileQuery>, @Body() bytes: unknown, @Me() me: SignedIn): Promise<z.infer<typeof LeadImportBrought>> {
    if (!(bytes instanceof Readable)) throw new FileExpected('Send the file as the body, with content-type: text/csv.');
    return { id: await this.desk.bringCsv({ ...how, bytes }, me.userId) };
  }

  /** Brings one JSON object a line, as an export writes them. */
  @Post('lead-import-lines')
  @Carries('application/x-ndjson')
  @ApiConsumes('application/x-ndjson')
  @Returns(LeadImportBrought, 202)
  async bringLines(@Query({ schema: LinesQuery }) how: z.infer<typeof LinesQuery>, @Body() bytes: unknown, @Me() me: SignedIn): Promise<z.infer<typeof LeadImportBrought>> {
    if (!(bytes instanceof Readable)) throw new FileExpected('Send the file as the body, with content-type: application/x-ndjson.');
    return { id: await this.desk.bringLines({ ...how, bytes }, me.userId) };
  }

  @Get('lead-imports/:id')
  @Returns(LeadImportDetail)
  one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof LeadImportDetail>> {
    return this.views.one(id);
  }

  /** Rows of one verdict, each with what it would change or why it cannot be taken in. */
  @Get('lead-imports/:id/rows')
  @Returns(LeadImportRows)
  rows(@Param('id', { schema: Id }) id: string, @Query({ schema: RowsQuery }) query: z.infer<typeof RowsQuery>): Promise<z.infer<typeof LeadImportRows>> {
    return this.views.rows(id, query);
  }

  /** Says which column is what. The rows are compared with it anew. */
  @Put('lead-imports/:id/mapping')
  @Returns(LeadImportDetail)
  async match(@Param('id', { schema: Id }) id: string, @Body({ schema: LeadMatchBody }) { mapping, version }: z.infer<typeof LeadMatchBody>, @Me() me: SignedIn): Promise<z.infer<typeof LeadImportDetail>> {
    await this.desk.match(id, mapping, version, me.userId);
    return this.views.one(id);
  }

  /** Says of likely rows whether they are the merchant that they are like. */
  @Put('lead-imports/:id/doubts')
  @Returns(LeadImportDetail)
  async decide(@Param('id', { schema: Id }) id: string, @Body({ schema: LeadDecideBody }) { lines, decision, version }: z.infer<typeof LeadDecideBody>, @Me() me: SignedIn): Promise<z.infer<typeof LeadImportDetail>> {
    await this.desk.decide(id, lines, decision, version, me.userId);
    return this.views.one(id);
  }

  /** Takes an import in, or puts it away. A second press changes nothing. */
  @Put('lead-imports/:id/state')
  @Returns(LeadImportDetail)
  async settle(@Param('id', { schema: Id }) id: string, @Body({ schema: LeadStateBody }) { to, version, withoutOthers }: z.infer<typeof LeadStateBody>, @Me() me: SignedIn): Promise<z.infer<typeof LeadImportDetail>> {
    if (to === 'taken') await this.desk.takeIn(id, { version, withoutOthers, userId: me.userId });
    else await this.desk.discard(id, me.userId);
    return this.views.one(id);
  }

  /** Rows that were not taken in, a line a fault: where, what is wrong, what to do, then the cells as they came. Cells that a spreadsheet would run are made harmless. */
  @Get('lead-imports/:id/errors')
  @ReturnsText('text/csv', 'line, column, value, code, what is wrong, what to do, then the cells as they came')
  @Header('content-disposition', 'attachment; filename="rows-to-mend.csv"')
  @Header('x-content-type-options', 'nosniff')
  async errors(@Param('id', { schema: Id }) id: string): Promise<StreamableFile> {
    const { columns, separator, rowsKept } = await this.views.one(id);
    if (!rowsKept) throw new RowsGone('The rows of this import have been dropped. Bring the file again.', { importId: id });
    return new StreamableFile(Readable.from(leadErrorFile(this.db, { id, columns, separator }), { objectMode: false }), { type: 'text/csv; charset=utf-8' });
  }
}
