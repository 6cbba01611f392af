/**
 * A messenger: one process, one request, made once. It is sent when a request was on its way while its crawler was killed, stands under nobody, and leaves the
 * answer in a file; whether anybody still waits for it is not its concern.
 */
import { AddressGuard } from './address-guard.js';
import { writeAnswer, type KeptAnswer } from './answers.js';
import { PAGE_TIMEOUT_MS } from './fetched.js';
import { HttpClient } from './http-client.js';
import { claimSecondAsk, ERRAND, type Errand } from './second-ask.js';

const { folder, key, url, headers, userAgent, allowHosts, maxBytes } = JSON.parse(process.env[ERRAND]!) as Errand;

if (claimSecondAsk(folder, key)) {
  const http = new HttpClient(new AddressGuard(allowHosts), userAgent, 1);
  const answer: KeptAnswer = await http.get(new URL(url), { maxBytes, timeoutMs: PAGE_TIMEOUT_MS, headers })
    .catch((error: unknown) => ({ status: 0, headers: {}, body: Buffer.alloc(0), error: error instanceof Error ? error.message : String(error) }));
  writeAnswer(folder, key, answer);
}
process.exit(0);
