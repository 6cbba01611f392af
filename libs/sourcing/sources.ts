import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { CONFIG, sql, type Config, type Tx } from '#platform';
import { Source } from './source.entity.js';
import { newSourceSchema, type NewSource } from './source.schema.js';
import { RecipeUnknown, SourceInvalid, SourceNameTaken, SourcePermissionRequired } from './sourcing.errors.js';

/** Less is for machines of our own only (FEATURES S6). */
const LEAST_PUBLIC_DELAY_MS = 1_000;

/** What may be read, how gently, and by which right. */
@Injectable()
export class Sources {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(CONFIG) private readonly config: Pick<Config, 'allowHosts'>) {}

  /**
   * @returns the new source.
   * @throws SourceInvalid (details: `issues` by path), SourceNameTaken, RecipeUnknown, SourcePermissionRequired when it is to run on a schedule
   *         without a permission record.
   */
  async create(tx: Tx, given: NewSource): Promise<Source> {
    const parsed = newSourceSchema.safeParse(given);
    if (!parsed.success) throw new SourceInvalid(`The source cannot be used: ${says(parsed.error)}.`, { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) });
    const source = parsed.data;
    const urls = source.entries.map((entry) => new URL(entry.url));
    const hosts = new Set(urls.map((url) => `${url.protocol}//${url.host}`));
    if (hosts.size > 1) throw new SourceInvalid(`All entries of a source must be on one host, because its budget is that host's. Make a source for each of: ${[...hosts].join(', ')}.`, { hosts: [...hosts] });
    if (Math.min(source.budget.minDelayMs, source.budget.retryMs) < LEAST_PUBLIC_DELAY_MS && !urls.every((url) => this.isOurOwn(url))) {
      throw new SourceInvalid(`Between two requests to a public host must be at least ${LEAST_PUBLIC_DELAY_MS} ms; only a loopback address on BECKON_ALLOW_HOSTS may be asked faster.`, { minDelayMs: source.budget.minDelayMs, retryMs: source.budget.retryMs });
    }
    if (source.cron && source.enabled && !source.permission) throw new SourcePermissionRequired(`${source.name} has no permission record. Say by which right it is read, when its terms were reviewed and by whom, which fields are kept and for how long; then it can run on a schedule.`);
    const [recipe] = await sql(tx, `select from recipe_version where recipe_id = $1 limit 1`, [source.recipeId]);
    if (!recipe) throw new RecipeUnknown(`There is no recipe "${source.recipeId}". Recipes are the files of the folder recipes/.`, { recipeId: source.recipeId });
    if (await tx.existsBy(Source, { name: source.name })) throw new SourceNameTaken(`There is a source "${source.name}" already.`, { name: source.name });
    return tx.save(Source, tx.create(Source, {
      ...source, entries: source.entries.map((entry, n) => ({ ...entry, url: urls[n]!.href })), marketplace: source.marketplace ?? source.recipeId,
      cron: source.cron ?? null, permission: source.permission ?? null,
    }));
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

const says = (error: z.ZodError): string => error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
