// Takes a job, says so, and never finishes it: somebody kills this process.
import { Worker } from 'bullmq';
import { chooseQueueBackend, queueConnection, readConfig } from '../../dist/libs/platform/index.js';

const config = readConfig();
chooseQueueBackend(config);
new Worker(process.argv[2], () => { process.stdout.write('taken\n'); return new Promise(() => undefined); },
  { connection: queueConnection(config), prefix: 'conformance', lockDuration: 2000, stalledInterval: 1000 });
