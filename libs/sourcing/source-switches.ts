import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';
import { Source } from './source.entity.js';
import { SourceNotFound, SourcePermissionRequired } from './sourcing.errors.js';

/** What a person may switch on a source that exists. Each switch is written to the audit log. */
@Injectable()
export class SourceSwitches {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** Paused: it does not run by itself; a person may still ask for a run. @throws SourceNotFound */
  async pause(tx: Tx, sourceId: string, userId: string): Promise<void> {
    await this.set(tx, await this.held(tx, sourceId), { enabled: false }, 'source.paused', userId);
  }

  /** @throws SourceNotFound; SourcePermissionRequired when it would run on a schedule without a permission record. */
  async resume(tx: Tx, sourceId: string, userId: string): Promise<void> {
    const source = await this.held(tx, sourceId);
    if (source.cron && !source.permission) throw new SourcePermissionRequired(`${source.name} has no permission record, so it cannot run on a schedule. Add one first.`, { fields: ['permission.basis'] });
    await this.set(tx, source, { enabled: true }, 'source.resumed', userId);
  }

  /** Leaves out one scheduled moment; null takes that back. @throws SourceNotFound */
  async skip(tx: Tx, sourceId: string, moment: Date | null, userId: string): Promise<void> {
    await this.set(tx, await this.held(tx, sourceId), { skipMoment: moment }, moment ? 'source.moment-skipped' : 'source.moment-restored', userId);
  }

  private async held(tx: Tx, id: string): Promise<Source> {
    await sql(tx, `select from source where id = $1 for update`, [id]);
    const source = await tx.findOneBy(Source, { id });
    if (!source) throw new SourceNotFound(`There is no source ${id}.`, { sourceId: id });
    return source;
  }

  private async set(tx: Tx, source: Source, to: Partial<Pick<Source, 'enabled' | 'skipMoment'>>, action: string, userId: string): Promise<void> {
    const before = Object.fromEntries(Object.keys(to).map((key) => [key, source[key as 'enabled' | 'skipMoment']]));
    // A pause is a change that an open form must not undo unseen; a moment left out stands in no form.
    await tx.update(Source, { id: source.id }, 'enabled' in to ? { ...to, version: source.version + 1 } : to);
    await this.audit.record(tx, { userId, action, subject: `source ${source.id}`, before, after: to });
  }
}
