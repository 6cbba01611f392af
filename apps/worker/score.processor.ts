import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { settle, workerOptions, type JobOf } from '#platform';
import { ScorePasses, scoreQueue, ScoreReplays } from '#scoring';

@Processor(scoreQueue.name, workerOptions(scoreQueue))
export class ScoreProcessor extends WorkerHost {
  constructor(@Inject(ScorePasses) private readonly passes: ScorePasses, @Inject(ScoreReplays) private readonly replays: ScoreReplays) {
    super();
  }

  process(job: JobOf<typeof scoreQueue>, token?: string): Promise<void> {
    return settle(scoreQueue, job, token, () => {
      switch (job.name) {
        case 'pass': return this.passes.run(job.data.passId);
        case 'replay': return this.replays.run(job.data.replayId);
      }
    });
  }
}
