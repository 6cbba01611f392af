import { prepareInstallation, untilStopped } from './installation.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `beckon up`: database, api and worker on this machine until it is told to stop. */
export async function upCommand(_argv: string[]): Promise<number> {
  const installation = await prepareInstallation(process.env.BECKON_HOME || '.beckon', say);
  const stopped = untilStopped();
  try {
    await installation.startApps();
    const { needed } = await (await fetch(`${installation.publicUrl}/api/setup`)).json() as { needed: boolean };
    say('');
    say(`Beckon runs at ${installation.publicUrl}`);
    if (needed) say(`Set it up (once): ${installation.publicUrl}/setup#${installation.setupToken}`);
    say('Test mode is on until an admin arms sending: no mail leaves this machine.');
    say('Stop with Ctrl-C.');
    await stopped;
    say('stopping…');
  } finally {
    await installation.stop();
  }
  return 0;
}
