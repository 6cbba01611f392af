import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ApiKeys, SCOPES, type SignedIn } from '#access';
import { RoleName } from '../people/people.shapes.js';
import { moment, Returns } from '../returns.js';
import { Me } from '../routes.js';

const Id = z.uuid('A key\'s id is a UUID.');
const ScopeName = z.enum(SCOPES).meta({ id: 'Scope' });
const KeyView = z.object({
  id: z.uuid(), name: z.string(), prefix: z.string().describe('how it begins, to tell keys apart'), scopes: z.array(ScopeName), owner: z.object({ id: z.uuid(), name: z.string(), role: RoleName }), mine: z.boolean(),
  state: z.enum(['active', 'expired', 'revoked']), createdAt: moment(), expiresAt: moment(), lastUsedAt: moment().nullable().describe('to the minute'),
}).meta({ id: 'ApiKey' });
const KeyList = z.object({ keys: z.array(KeyView) }).meta({ id: 'ApiKeys' });
const KeyWanted = z.strictObject({
  name: z.string().trim().min(1, 'Say what uses it, for example "warehouse sync".').max(80),
  scopes: z.array(ScopeName).min(1, 'Choose at least one scope.').max(SCOPES.length), days: z.int().min(1).max(365).describe('until it runs out'),
}).meta({ id: 'ApiKeyWanted' });
const KeyIssued = z.object({ id: z.uuid(), key: z.string().describe('shown this once; only a hash of it is kept') }).meta({ id: 'ApiKeyIssued' });

/** What programs sign in with: `Authorization: Bearer bk_…`. A key does what its scopes say, and never more than its owner's role. */
@ApiTags('API keys')
@Controller('api/keys')
export class KeysController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ApiKeys) private readonly keys: ApiKeys) {}

  /** One's own; an admin sees everybody's. */
  @Get()
  @Returns(KeyList)
  async list(@Me() me: SignedIn): Promise<z.infer<typeof KeyList>> {
    const keys = await this.keys.list(me.role === 'admin' ? null : me.userId);
    return {
      keys: keys.map(({ revokedAt, createdAt, expiresAt, lastUsedAt, ...key }) => ({
        ...key, mine: key.owner.id === me.userId, state: revokedAt ? 'revoked' as const : expiresAt.getTime() <= Date.now() ? 'expired' as const : 'active' as const,
        createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    };
  }

  @Post()
  @Returns(KeyIssued, 201)
  issue(@Body({ schema: KeyWanted }) wanted: z.infer<typeof KeyWanted>, @Me() me: SignedIn): Promise<z.infer<typeof KeyIssued>> {
    return this.db.transaction((tx) => this.keys.issue(tx, { ...wanted, scopes: [...new Set(wanted.scopes)], by: me.userId }));
  }

  /** Ends a key at once: one's own, or as an admin anybody's. */
  @Delete(':id')
  @Returns(KeyList)
  async revoke(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<z.infer<typeof KeyList>> {
    await this.db.transaction((tx) => this.keys.revoke(tx, id, me));
    return this.list(me);
  }
}
