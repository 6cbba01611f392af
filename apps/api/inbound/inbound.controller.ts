import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { InboundMails } from '#outreach';
import { CONFIG, Keys, Refusal, type Config } from '#platform';
import { Returns } from '../returns.js';
import { Public } from '../routes.js';
import { checkSignature } from './signature.js';

const Stored = z.object({ id: z.uuid(), fresh: z.boolean().meta({ description: 'false: these very bytes were received before' }) }).meta({ id: 'InboundMailStored' });

export class MailExpected extends Refusal {
  readonly code = 'mail-expected';
}

/** Where a mail host hands over the mails that merchants write. */
@ApiTags('Inbound')
@Public()
@Controller('api/inbound')
export class InboundController {
  private readonly secret: string;

  constructor(@Inject(CONFIG) config: Config, @Inject(Keys) keys: Keys, @Inject(InboundMails) private readonly mails: InboundMails) {
    this.secret = config.mail.inboundSecret ?? keys.key('inbound').toString('hex');
  }

  /** Takes one raw mail (message/rfc822), signed. It is stored when this answers; what it says is found out afterwards. */
  @Post('mail')
  @ApiConsumes('message/rfc822')
  @Returns(Stored, 202)
  async receive(@Body() raw: unknown, @Headers('x-beckon-signature') signature: string | undefined): Promise<z.infer<typeof Stored>> {
    if (!Buffer.isBuffer(raw) || raw.length === 0) throw new MailExpected('Send the raw mail as the body, with content-type: message/rfc822.');
    checkSignature(signature, raw, this.secret, Date.now());
    const { inboundMailId, fresh } = await this.mails.receive(raw);
    return { id: inboundMailId, fresh };
  }
}
