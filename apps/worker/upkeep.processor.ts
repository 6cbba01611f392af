import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { ContactSearch, MailChecks, upkeepQueue } from '#merchants';
import { settle, workerOptions, type JobOf } from '#platform';

@Processor(upkeepQueue.name, workerOptions(upkeepQueue))
export class UpkeepProcessor extends WorkerHost {
  constructor(@Inject(MailChecks) private readonly mailChecks: MailChecks, @Inject(ContactSearch) private readonly contactSearch: ContactSearch) {
    super();
  }

  process(job: JobOf<typeof upkeepQueue>, token?: string): Promise<unknown> {
    return settle(upkeepQueue, job, token, () => {
      switch (job.name) {
        case 'check-addresses': return this.mailChecks.checkDue();
        case 'find-contacts': return this.contactSearch.search();
      }
    });
  }
}
