import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessWiring } from './access.wiring.js';
import { Accounts } from './accounts.js';
import { ApiKey, IdempotencyKey } from './api-key.entity.js';
import { ApiKeys } from './api-keys.js';
import { Audit } from './audit.js';
import { AuditLog } from './audit-log.js';
import { AuditEvent } from './audit-event.entity.js';
import { Idempotency } from './idempotency.js';
import { IdentityAttempt, IdentityProvider } from './identity-provider.entity.js';
import { IdentityProviders } from './identity-providers.js';
import { Invitations } from './invitations.js';
import { People } from './people.js';
import { ProviderSignIns } from './provider-sign-ins.js';
import { Region } from './region.entity.js';
import { SecondFactor } from './second-factor.js';
import { Session, SignInFailure } from './session.entity.js';
import { Sessions } from './sessions.js';
import { Tries } from './tries.js';
import { User } from './user.entity.js';
import { RecoveryCode, UserInvitation } from './user-invitation.entity.js';
import { Users } from './users.js';
import { Workspace } from './workspace.entity.js';
import { Workspaces } from './workspaces.js';

const CAPABILITIES = [Workspaces, Users, People, Accounts, Invitations, SecondFactor, Tries, Sessions, ApiKeys, Idempotency, AccessWiring, IdentityProviders, ProviderSignIns, Audit, AuditLog];

@Module({
  imports: [TypeOrmModule.forFeature([Workspace, Region, User, Session, SignInFailure, AuditEvent, UserInvitation, RecoveryCode, ApiKey, IdempotencyKey, IdentityProvider, IdentityAttempt])],
  providers: CAPABILITIES,
  exports: CAPABILITIES,
})
export class AccessModule {}
