import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { CONFIG, sql, type Config, type Tx } from '#platform';
import { Source } from './source.entity.js';
import { nextRuns } from './scheduled-moments.js';
import { newSourceSchema, type NewSource } from './source.schema.js';
import { RecipeUnknown, SourceInvalid, SourceNameTaken, SourcePermissionRequired } from './sourcing.errors.js';

/** Less is for machines of our own only (FEATURES S6). */
const LEAST_PUBLIC_DELAY_MS = 1_000;

/** What a person may say of a source, as it is written. */
export type CheckedSource = Omit<z.output<typeof newSourceSchema>, 'marketplace' | 'cron' | 'permission' | 'expectedItems'> & Pick<Source, 'marketplace' | 'cron' | 'permission' | 'expectedItems'>;

/** What may be read, how gently, and by which right. */
@Injectable()
export class Sources {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(CONFIG) private readonly config: Pick<Config, 'allowHosts'>) {}

  /**
   * @returns the new source.
   * @throws SourceInvalid, SourceNameTaken, RecipeUnknown, SourcePermissionRequired when it is to run on a schedule without a permission record.
   *         Details name the fields (`errors` or `fields`), so that a form can point at them.
   */
  async create(tx: Tx, given: NewSource): Promise<Source> {
    return tx.save(Source, tx.create(Source, await this.checked(tx, given, null)));
  }

  /** What would be written for a source, after all its rules. @param itself id of the source that is changed; null for a new one. @throws as `create` */
  async checked(tx: Tx, given: unknown, itself: string | null): Promise<CheckedSource> {
    const parsed = newSourceSchema.safeParse(given);
    if (!parsed.success) throw new SourceInvalid(`The source cannot be used: ${says(parsed.error)}.`, { errors: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) });
    const source = parsed.data;
    const urls = source.entries.map((entry) => new URL(entry.url));
    refuseTwoHosts(urls);
    refuseTwice(source.entries.map((entry, n) => ({ list: entry.list, url: urls[n]!.href })));
    const tooFast = (['minDelayMs', 'retryMs'] as const).filter((key) => source.budget[key] < LEAST_PUBLIC_DELAY_MS);
    if (tooFast.length > 0 && !urls.every((url) => this.isOurOwn(url))) {
      throw new SourceInvalid(`Between two requests to a public host must be at least ${LEAST_PUBLIC_DELAY_MS} ms; only a loopback address on BECKON_ALLOW_HOSTS may be asked faster.`, { fields: tooFast.map((key) => `budget.${key}`) });
    }
    // Refused here, in words, rather than later, when nobody looks.
    if (source.cron && nextRuns({ ...source, cron: source.cron }, 1, new Date()).length === 0) throw new SourceInvalid('This timetable is never due. Look at its day and month, and at the hours that are left out.', { fields: ['cron'] });
    if (source.cron && source.enabled && !source.permission) throw new SourcePermissionRequired(`${source.name} has no permission record. Say by which right it is read, when its terms were reviewed and by whom, which fields are kept and for how long; then it can run on a schedule.`, { fields: ['permission.basis'] });
    const [recipe] = await sql(tx, `select from recipe_version where recipe_id = $1 and promoted_at is not null limit 1`, [source.recipeId]);
    if (!recipe) throw new RecipeUnknown(`There is no recipe "${source.recipeId}". Recipes are the files of the folder recipes/.`, { fields: ['recipeId'] });
    const [namesake] = await sql(tx, `select from source where name = $1 and id is distinct from $2`, [source.name, itself]);
    if (namesake) throw new SourceNameTaken(`There is a source "${source.name}" already.`, { name: source.name, fields: ['name'] });
    return { ...source, entries: source.entries.map((entry, n) => ({ ...entry, url: urls[n]!.href })), marketplace: source.marketplace ?? source.recipeId, cron: source.cron ?? null, permission: source.permission ?? null, expectedItems: source.expectedItems ? { min: source.expectedItems.min, median: source.expectedItems.median ?? null } : null };
  }

  find(id: string): Promise<Source | null> {
    return this.db.manager.findOneBy(Source, { id });
  }

  findByName(name: string): Promise<Source | null> {
    return this.db.manager.findOneBy(Source, { name });
  }

  /** On loopback, and on the explicit list. */
  private isOurOwn(url: URL): boolean {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const loopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
    return loopback && this.config.allowHosts.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`);
  }
}

function refuseTwoHosts(urls: readonly URL[]): void {
  const [first] = urls;
  const others = urls.flatMap((url, n) => (url.protocol === first!.protocol && url.host === first!.host ? [] : [{ field: `entries.${n}.url`, message: `is not on ${first!.protocol}//${first!.host}` }]));
  const hosts = [...new Set(urls.map((url) => `${url.protocol}//${url.host}`))];
  if (others.length > 0) throw new SourceInvalid(`All entries of a source must be on one host, because its budget is that host's. Make a source for each of: ${hosts.join(', ')}.`, { hosts, errors: others });
}

/** Two lists of one name would be one list in the observations, and one address is read once. */
function refuseTwice(entries: ReadonlyArray<{ readonly list: string; readonly url: string }>): void {
  const errors = (['list', 'url'] as const).flatMap((key) => entries.flatMap((entry, n) => {
    const first = entries.findIndex((other) => other[key] === entry[key]);
    return first < n ? [{ field: `entries.${n}.${key}`, message: `stands in list ${first + 1} already` }] : [];
  }));
  if (errors.length > 0) throw new SourceInvalid(`Every list of a source needs a name and an address of its own: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}.`, { errors });
}

const says = (error: z.ZodError): string => error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
