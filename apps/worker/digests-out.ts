import { Inject, Injectable } from '@nestjs/common';
import type { DigestMail, DigestPost } from '#leads';
import { HouseMail } from './house-mail.js';

/** Sends the mail of the day to the person it is for. */
@Injectable()
export class DigestsOut implements DigestPost {
  constructor(@Inject(HouseMail) private readonly house: Pick<HouseMail, 'send'>) {}

  async send(mail: DigestMail): Promise<'sent' | 'nowhere'> {
    return await this.house.send(mail) ? 'sent' : 'nowhere';
  }
}
