import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = 'usage: beckon mail FILE.eml [--json]';

/**
 * `beckon mail`: what one inbound mail is, without database or network. Answers the exit code: 0 read, 2 bad usage.
 * With --json one object: `{ kind, recipient, status, class, diagnostic, inReplyTo }`.
 */
export async function mailCommand(argv: string[]): Promise<number> {
  let file: string | undefined;
  let json = false;
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    if (positionals.length !== 1) throw new Error('Name exactly one stored mail.');
    [file] = positionals;
    json = values.json;
    if (!existsSync(file!) || !statSync(file!).isFile()) throw new Error(`There is no file ${file}.`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return 2;
  }
  // Only this one door: the room's own brings a database driver along.
  const { readInbound } = await import('../../libs/outreach/reading/index.js');
  const { kind, recipient, status, class: severity, diagnostic, inReplyTo, from, subject, text } = await readInbound(readFileSync(file!));
  const answer = { kind, recipient, status, class: severity, diagnostic, inReplyTo };
  const human = [`${kind}${severity ? ` (${severity})` : ''}: ${subject || 'no subject'}`, `from ${from ?? 'nobody'}${inReplyTo ? `, about ${inReplyTo}` : ''}`,
    ...(recipient ? [`recipient ${recipient}${status ? `, ${status}` : ''}${diagnostic ? `, ${diagnostic}` : ''}`] : []), ...(text ? ['', text] : [])].join('\n');
  await new Promise<void>((resolve) => process.stdout.write(`${json ? JSON.stringify(answer) : human}\n`, () => resolve()));
  return 0;
}
