import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { settle, workerOptions, type JobOf } from '#platform';
import { Readings, replayQueue } from '#sourcing';

@Processor(replayQueue.name, workerOptions(replayQueue))
export class ReplayProcessor extends WorkerHost {
  constructor(@Inject(Readings) private readonly readings: Readings) { super(); }

  process(job: JobOf<typeof replayQueue>, token?: string): Promise<unknown> {
    return settle<unknown>(replayQueue, job, token, () => {
      switch (job.name) {
        case 'read': return this.readings.work(job.data.readingId);
      }
    });
  }
}
