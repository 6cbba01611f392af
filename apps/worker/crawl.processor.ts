import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { settle, workerOptions, type JobOf } from '#platform';
import { crawlQueue, Crawls, Pictures } from '#sourcing';

@Processor(crawlQueue.name, workerOptions(crawlQueue))
export class CrawlProcessor extends WorkerHost {
  constructor(@Inject(Crawls) private readonly crawls: Crawls, @Inject(Pictures) private readonly pictures: Pictures) { super(); }

  process(job: JobOf<typeof crawlQueue>, token?: string): Promise<unknown> {
    return settle<unknown>(crawlQueue, job, token, () => {
      switch (job.name) {
        case 'run': return this.crawls.supervise(job.data.runId);
        case 'pictures': return this.pictures.draw(job.data.runId);
      }
    });
  }
}
