import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accounts, ROLES, Users, Workspaces, type SignedIn } from '#access';
import { Clock, CONFIG, Refusal, type Config } from '#platform';
import { moment, Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';

export class NotSetUp extends Refusal {
  readonly code = 'not-set-up';
  override readonly kind = 'missing';
}

export class NoMailHost extends Refusal {
  readonly code = 'no-mail-host';
  override readonly kind = 'conflict';
}

const WorkspaceView = z.object({
  name: z.string(), legalName: z.string(), zone: z.string(), currency: z.string(),
  armed: z.boolean().describe('false: test mode, every mail goes to the sink'),
  businessNow: moment().describe('business time, which ages and due dates are measured by'),
}).meta({ id: 'Workspace' });
const Sending = z.object({ armed: z.boolean() }).meta({ id: 'Sending' });
const SecondFactorRule = z.object({ required: z.boolean() }).meta({ id: 'SecondFactorRule' });
const UserList = z.object({ users: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) })) }).meta({ id: 'UserList' });

@ApiTags('Workspace')
@Controller('api')
export class WorkspaceController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Users) private readonly users: Users,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('workspace')
  @Returns(WorkspaceView)
  async show(): Promise<z.infer<typeof WorkspaceView>> {
    const found = await this.workspaces.get();
    if (!found) throw new NotSetUp('This installation is not set up yet.');
    return { name: found.name, legalName: found.legalName, zone: found.zone, currency: found.currency, armed: found.armedAt !== null, businessNow: (await this.clock.now()).toISOString() };
  }

  /** Leaves or enters test mode; written to the audit log. */
  @Put('workspace/sending')
  @Allow('admin')
  @Returns(Sending)
  async arm(@Body({ schema: Sending }) given: z.infer<typeof Sending>, @Me() me: SignedIn): Promise<z.infer<typeof Sending>> {
    if (given.armed && !this.config.mail.smtpUrl) throw new NoMailHost('SMTP_URL is not set, so live mail has nowhere to go. Set it, start Beckon again, then arm sending.');
    await this.db.transaction((tx) => this.workspaces.arm(tx, given.armed, me.userId));
    return { armed: given.armed };
  }

  /** Whether everybody who signs in by password needs a second factor. Whoever has none yet reaches nothing but its set-up. */
  @Put('workspace/second-factor')
  @Allow('admin')
  @Returns(SecondFactorRule)
  async secondFactor(@Body({ schema: SecondFactorRule }) given: z.infer<typeof SecondFactorRule>, @Me() me: SignedIn): Promise<z.infer<typeof SecondFactorRule>> {
    await this.db.transaction((tx) => this.accounts.requireSecondFactor(tx, given.required, me.userId));
    return given;
  }

  /** Everybody who can own a lead. */
  @Get('users')
  @Returns(UserList)
  async people(): Promise<z.infer<typeof UserList>> {
    return { users: await this.users.list() };
  }
}
