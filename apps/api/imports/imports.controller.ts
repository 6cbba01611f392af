import { Body, Controller, Get, Header, Inject, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Audit, type SignedIn } from '#access';
import { Refusal } from '#platform';
import { errorFile, ImportDesk, ImportNotFound, ListNotFound, Lists, RowsGone } from '#sourcing';
import { Returns, ReturnsText } from '../returns.js';
import { Allow, Carries, Me } from '../routes.js';
import { RoleNotAllowed } from '../session.guard.js';
import { DecisionBody, FileQuery, ImportBrought, ImportDetail, ImportList, ListMade, ListView, ListViews, MatchBody, NewListBody, RowsBody } from './import.shapes.js';
import { bringerOf, importOf, importsOf, listsOf } from './imports.queries.js';

const Id = z.uuid('An id here is a UUID.');

export class FileExpected extends Refusal {
  readonly code = 'file-expected';
}

/** Lists that a team brings instead of crawling: as a file or from a program, checked first, taken in when a person says so. */
@ApiTags('Imports')
@Controller('api')
export class ImportsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Lists) private readonly lists: Lists, @Inject(ImportDesk) private readonly desk: ImportDesk, @Inject(Audit) private readonly audit: Audit) {}

  @Get('lists')
  @Returns(ListViews)
  async all(): Promise<z.infer<typeof ListViews>> {
    return { lists: await listsOf(this.db) };
  }

  /** A list is a source that nobody crawls. Where it comes from and by which right is said when it is made. */
  @Post('lists')
  @Allow('admin', 'operator')
  @Returns(ListMade, 201)
  async create(@Body({ schema: NewListBody }) given: z.infer<typeof NewListBody>, @Me() me: SignedIn): Promise<z.infer<typeof ListMade>> {
    return this.db.transaction(async (tx) => {
      const id = await this.lists.create(tx, given);
      await this.audit.record(tx, { userId: me.userId, action: 'source.created', subject: `source ${id}`, after: given });
      return { id };
    });
  }

  @Get('lists/:id')
  @Returns(ListView)
  async list(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ListView>> {
    const [list] = await listsOf(this.db, id);
    if (!list) throw new ListNotFound('There is no such list.', { sourceId: id });
    return list;
  }

  @Get('sources/:id/imports')
  @Returns(ImportList)
  async imports(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ImportList>> {
    return { imports: await importsOf(this.db, id) };
  }

  /** Brings rows from a program. They are kept when this answers; what taking them in would do is found out next, and stands in the import. */
  @Post('sources/:id/imports')
  @Allow('admin', 'operator')
  @Returns(ImportBrought, 202)
  bringRows(@Param('id', { schema: Id }) id: string, @Body({ schema: RowsBody }) body: z.infer<typeof RowsBody>, @Me() me: SignedIn): Promise<z.infer<typeof ImportBrought>> {
    return this.desk.bringRows(id, body, me.userId);
  }

  /** Brings a CSV file, the raw file as the body. At most 32 MB and 50,000 rows; read while it arrives. */
  @Post('sources/:id/import-files')
  @Allow('admin', 'operator')
  @Carries('text/csv')
  @ApiConsumes('text/csv')
  @Returns(ImportBrought, 202)
  bringFile(@Param('id', { schema: Id }) id: string, @Query({ schema: FileQuery }) how: z.infer<typeof FileQuery>, @Body() bytes: unknown, @Me() me: SignedIn): Promise<z.infer<typeof ImportBrought>> {
    if (!(bytes instanceof Readable)) throw new FileExpected('Send the file as the body, with content-type: text/csv.');
    return this.desk.bringFile(id, { ...how, bytes }, me.userId);
  }

  @Get('imports/:id')
  @Returns(ImportDetail)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ImportDetail>> {
    const found = await importOf(this.db, id);
    if (!found) throw new ImportNotFound('There is no such import.', { importId: id });
    return found;
  }

  /** Says which column is what. The rows are read anew with it, and the list's next file starts with it. */
  @Put('imports/:id/mapping')
  @Allow('admin', 'operator')
  @Returns(ImportDetail)
  async match(@Param('id', { schema: Id }) id: string, @Body({ schema: MatchBody }) { mapping, version }: z.infer<typeof MatchBody>, @Me() me: SignedIn): Promise<z.infer<typeof ImportDetail>> {
    await this.desk.match(id, mapping, version, me.userId);
    return this.one(id);
  }

  /** Takes an import in, or puts it away. Taken in it becomes a run that stands before the gates; a second press changes nothing. */
  @Put('imports/:id/state')
  @Allow('admin', 'operator')
  @Returns(ImportDetail)
  async decide(@Param('id', { schema: Id }) id: string, @Body({ schema: DecisionBody }) { to, version, withoutBadRows }: z.infer<typeof DecisionBody>, @Me() me: SignedIn): Promise<z.infer<typeof ImportDetail>> {
    if (to === 'taken') await this.desk.takeIn(id, { version, withoutBadRows, userId: me.userId });
    else await this.desk.discard(id, me.userId);
    return this.one(id);
  }

  /**
   * The rows that cannot be taken in, with why, as a CSV file to mend and bring again. Cells that a spreadsheet would run are made harmless.
   * They hold contact data as it came: an operator has back only what they brought themselves.
   */
  @Get('imports/:id/errors')
  @Allow('admin', 'lead', 'operator')
  @ReturnsText('text/csv', 'line, codes, what is wrong, then the cells as they came')
  @Header('content-disposition', 'attachment; filename="rows-to-mend.csv"')
  @Header('x-content-type-options', 'nosniff')
  async errors(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<StreamableFile> {
    const { columns, separator, rowsKept } = await this.one(id);
    if (me.role === 'operator' && (await bringerOf(this.db, id)) !== me.userId) throw new RoleNotAllowed('These rows hold contact data as it came. An operator has back only what they brought themselves; ask an admin or a lead.');
    if (!rowsKept) throw new RowsGone('The rows of this import have been dropped. Bring the file again.', { importId: id });
    return new StreamableFile(errorFile(this.db, { id, columns, separator }), { type: 'text/csv; charset=utf-8' });
  }
}
