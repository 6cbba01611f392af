import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { BulkWork, deskQueue, LeadImportWork } from '#leads';
import { Enrollments } from '#outreach';
import { settle, workerOptions, type JobOf } from '#platform';

@Processor(deskQueue.name, workerOptions(deskQueue))
export class DeskProcessor extends WorkerHost {
  constructor(@Inject(BulkWork) private readonly bulk: BulkWork, @Inject(LeadImportWork) private readonly imports: LeadImportWork, @Inject(Enrollments) private readonly enrollments: Enrollments) { super(); }

  process(job: JobOf<typeof deskQueue>, token?: string): Promise<unknown> {
    return settle<unknown>(deskQueue, job, token, () => {
      switch (job.name) {
        case 'bulk-change': return this.bulk.advance(job.data.bulkId, (tx, leadId) => this.enrollments.withdraw(tx, leadId));
        case 'lead-import': return this.imports.advance(job.data.importId);
      }
    });
  }
}
