// Processor time of this process and of every process of the server, in milliseconds: it moves less than the clock does on a machine that is busy with other things. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;
const stat = (pid) => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return { parent: Number(fields[1]), own: Number(fields[11]) + Number(fields[12]), gone: Number(fields[13]) + Number(fields[14]) };
  } catch {
    return undefined;
  }
};

/** @param client any connection to the server. @returns a function that says how much was used so far. */
export async function processorTime(client) {
  const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows;
  const server = stat(pid)?.parent;
  if (!server) return undefined;
  return () => {
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(stat).filter((one) => one?.parent === server);
    // Workers of a parallel scan are gone when it ends; their time is the parent's then.
    const ticks = children.reduce((sum, one) => sum + one.own, 0) + stat(server).own + stat(server).gone;
    const { user, system } = process.cpuUsage();
    return ticks * TICK_MS + (user + system) / 1000;
  };
}
