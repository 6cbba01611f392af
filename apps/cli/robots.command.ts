import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = 'usage: beckon robots FILE --agent PRODUCT-TOKEN --url URL [--json]';

/**
 * `beckon robots`: what a robots.txt says of one address, by RFC 9309: `{ allowed, rule, line }`.
 * @returns 0, whatever the verdict; 2 for bad usage.
 */
export async function robotsCommand(argv: string[]): Promise<number> {
  const asked = understood(argv);
  if ('complaint' in asked) {
    process.stderr.write(`${asked.complaint}\n${USAGE}\n`);
    return 2;
  }
  // Only this one file: the command needs no database and no server.
  const { judge, parseRobots } = await import('../../libs/sourcing/robots/index.js');
  const verdict = judge(parseRobots(readFileSync(asked.file)), asked.agent, asked.url);
  const text = asked.json ? JSON.stringify(verdict) : `${verdict.allowed ? 'allowed' : 'forbidden'} by ${verdict.rule === null ? 'no rule' : `line ${verdict.line}: ${verdict.rule}`}`;
  await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  return 0;
}

function understood(argv: string[]): { file: string; agent: string; url: string; json: boolean } | { complaint: string } {
  try {
    const { values: { agent, url, json }, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { agent: { type: 'string' }, url: { type: 'string' }, json: { type: 'boolean', default: false } } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) return { complaint: 'Name exactly one robots.txt.' };
    if (!existsSync(file)) return { complaint: `There is no file ${file}.` };
    if (!agent) return { complaint: '--agent is missing: the product token by which the file speaks to a crawler, such as Beckon.' };
    if (!url) return { complaint: '--url is missing: an absolute address, or a path with its query.' };
    return { file, agent, url, json };
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) };
  }
}
