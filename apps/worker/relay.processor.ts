import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Relay, relayQueue, settle, workerOptions, type JobOf } from '#platform';

@Processor(relayQueue.name, workerOptions(relayQueue))
export class RelayProcessor extends WorkerHost {
  constructor(@Inject(Relay) private readonly relay: Relay) { super(); }

  process(job: JobOf<typeof relayQueue>, token?: string): Promise<unknown> {
    return settle(relayQueue, job, token, () => {
      switch (job.name) {
        case 'drain': return this.relay.drain();
      }
    });
  }
}
