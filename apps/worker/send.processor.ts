import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { MailboxLane, sendQueue } from '#outreach';
import { settle, workerOptions, type JobOf } from '#platform';

@Processor(sendQueue.name, workerOptions(sendQueue))
export class SendProcessor extends WorkerHost {
  constructor(@Inject(MailboxLane) private readonly lane: MailboxLane) {
    super();
  }

  process(job: JobOf<typeof sendQueue>, token?: string): Promise<number> {
    return settle(sendQueue, job, token, () => {
      switch (job.name) {
        case 'drain-mailbox': return this.lane.drain(job.data.mailboxId);
        case 'settle-unknown': return this.lane.settleUnknown(job.data.mailboxId);
      }
    });
  }
}
