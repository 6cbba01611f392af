import { Controller, Get, Header, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Audit, AuditLog, type SignedIn } from '#access';
import { moment, Returns, ReturnsText } from '../returns.js';
import { Allow, Me } from '../routes.js';

const Filter = z.object({
  person: z.uuid().optional(), action: z.string().max(100).optional(), subject: z.string().trim().max(200).optional().describe('how it begins: `lead`, or `lead` and an id'),
  from: z.iso.datetime().optional(), to: z.iso.datetime().optional().describe('not included'),
});
const Listing = Filter.extend({ cursor: z.string().regex(/^\d{1,18}$/, 'Take the cursor from the page before.').optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
const Line = z.object({
  id: z.string(), at: moment(), person: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('null: the installation itself'), key: z.string().nullable().describe('the API key that a program of theirs used'),
  action: z.string(), subject: z.string(), subjectName: z.string().nullable(), before: z.unknown(), after: z.unknown(), requestId: z.string().nullable(),
}).meta({ id: 'AuditLine' });
const Page = z.object({ events: z.array(Line), nextCursor: z.string().nullable() }).meta({ id: 'AuditPage' });
const Actions = z.object({ actions: z.array(z.string()) }).meta({ id: 'AuditActions' });
type Filtered = z.infer<typeof Filter>;

const filterOf = ({ person, action, subject, from, to }: Filtered) => ({ userId: person, action, subject: subject || undefined, from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined });

/** Who did what, and when. */
@ApiTags('Audit')
@Controller('api/audit')
@Allow('admin', 'compliance')
export class AuditController {
  constructor(@Inject(AuditLog) private readonly log: AuditLog, @Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  /** Newest first. */
  @Get()
  @Returns(Page)
  async page(@Query({ schema: Listing }) { cursor, limit, ...filter }: z.infer<typeof Listing>): Promise<z.infer<typeof Page>> {
    const { events, nextCursor } = await this.log.page(filterOf(filter), cursor ? Number(cursor) : null, limit);
    return { events: events.map((line) => ({ ...line, id: String(line.id), at: line.at.toISOString() })), nextCursor: nextCursor === null ? null : String(nextCursor) };
  }

  @Get('actions')
  @Returns(Actions)
  async actions(): Promise<z.infer<typeof Actions>> {
    return { actions: await this.log.actions() };
  }

  /** The lines as a CSV file, streamed. Cells that a spreadsheet would run are made harmless. That it was taken stands in the log. */
  @Get('export.csv')
  @ReturnsText('text/csv', 'id, at, person, person_id, api_key, action, subject, before, after, request_id')
  @Header('content-disposition', 'attachment; filename="audit-log.csv"')
  async export(@Query({ schema: Filter }) filter: Filtered, @Me() me: SignedIn): Promise<StreamableFile> {
    await this.db.transaction((tx) => this.audit.record(tx, { userId: me.userId, action: 'audit-log.exported', subject: 'audit log', after: filter }));
    return new StreamableFile(Readable.from(this.log.csv(filterOf(filter))), { type: 'text/csv; charset=utf-8' });
  }
}
