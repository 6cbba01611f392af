import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { InboundMails, inboundQueue } from '#outreach';
import { settle, workerOptions, type JobOf } from '#platform';

@Processor(inboundQueue.name, workerOptions(inboundQueue))
export class InboundProcessor extends WorkerHost {
  constructor(@Inject(InboundMails) private readonly mails: InboundMails) {
    super();
  }

  process(job: JobOf<typeof inboundQueue>, token?: string): Promise<void> {
    return settle(inboundQueue, job, token, () => {
      switch (job.name) {
        case 'inbound-mail': return this.mails.process(job.data.inboundMailId);
      }
    });
  }
}
