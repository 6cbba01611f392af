import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { settle, workerOptions, type JobOf } from '#platform';
import { importQueue, ImportWork } from '#sourcing';

@Processor(importQueue.name, workerOptions(importQueue))
export class ImportProcessor extends WorkerHost {
  constructor(@Inject(ImportWork) private readonly work: ImportWork) { super(); }

  process(job: JobOf<typeof importQueue>, token?: string): Promise<unknown> {
    return settle<unknown>(importQueue, job, token, () => {
      switch (job.name) {
        case 'import': return this.work.advance(job.data.importId);
      }
    });
  }
}
