import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { migrations } from '#migrations';
import { Bells, pendingMigrations, relayQueue, version } from '#platform';
import { registry } from '../metrics.js';
import { Returns, ReturnsText } from '../returns.js';
import { Public } from '../routes.js';

const Live = z.object({ ok: z.boolean(), version: z.string() }).meta({ id: 'Live' });
const Part = z.object({ ok: z.boolean(), says: z.string() });
const Ready = z.object({ ok: z.boolean(), database: Part, migrations: Part, queue: Part }).meta({ id: 'Ready' });

/** Says whether the process lives, and whether it can do its work. */
@ApiTags('Operations')
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Bells) private readonly bells: Bells) {}

  @Get('health/live')
  @Returns(Live)
  live(): z.infer<typeof Live> {
    return { ok: true, version };
  }

  /** 503 with the same body while a part is missing. */
  @Get('health/ready')
  @Returns(Ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Ready>> {
    const [database, schema, queue] = await Promise.all([
      part(async () => { await this.db.query('select 1'); return 'answers'; }),
      part(async () => {
        const pending = await pendingMigrations(this.db, migrations);
        if (pending.length > 0) throw new Error(`${pending.length} pending: run \`npx beckon migrate\``);
        return 'up to date';
      }),
      part(async () => { await this.bells.queue(relayQueue).getJobCounts('waiting'); return 'answers'; }),
    ]);
    const ok = database.ok && schema.ok && queue.ok;
    if (!ok) void reply.code(503);
    return { ok, database, migrations: schema, queue };
  }

  @Get('metrics')
  @ReturnsText('text/plain', 'Prometheus text format')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', registry.contentType);
    return registry.metrics();
  }
}

/** Runs one check for at most two seconds; says in words what is wrong, without addresses or passwords. */
async function part(check: () => Promise<string>): Promise<z.infer<typeof Part>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error('does not answer within 2 s')), 2000); });
  try {
    return { ok: true, says: await Promise.race([check(), late]) };
  } catch (error) {
    return { ok: false, says: error instanceof Error && /^(\d+ pending|does not answer)/.test(error.message) ? error.message : 'cannot be reached' };
  } finally {
    clearTimeout(timer);
  }
}
