import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Audit } from './audit.js';
import { AuditEvent } from './audit-event.entity.js';
import { Invitations } from './invitations.js';
import { People } from './people.js';
import { Region } from './region.entity.js';
import { Session, SignInFailure } from './session.entity.js';
import { Sessions } from './sessions.js';
import { User } from './user.entity.js';
import { RecoveryCode, UserInvitation } from './user-invitation.entity.js';
import { Users } from './users.js';
import { Workspace } from './workspace.entity.js';
import { Workspaces } from './workspaces.js';

const CAPABILITIES = [Workspaces, Users, People, Invitations, Sessions, Audit];

@Module({
  imports: [TypeOrmModule.forFeature([Workspace, Region, User, Session, SignInFailure, AuditEvent, UserInvitation, RecoveryCode])],
  providers: CAPABILITIES,
  exports: CAPABILITIES,
})
export class AccessModule {}
