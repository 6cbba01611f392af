import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Audit } from './audit.js';
import { AuditEvent } from './audit-event.entity.js';
import { Region } from './region.entity.js';
import { Session, SignInFailure } from './session.entity.js';
import { Sessions } from './sessions.js';
import { User } from './user.entity.js';
import { Users } from './users.js';
import { Workspace } from './workspace.entity.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [TypeOrmModule.forFeature([Workspace, Region, User, Session, SignInFailure, AuditEvent])],
  providers: [Workspaces, Users, Sessions, Audit],
  exports: [Workspaces, Users, Sessions, Audit],
})
export class AccessModule {}
