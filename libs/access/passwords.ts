import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. The package's default algorithm is Argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash takes ~20 ms of a core: more than two at once would let sign-ins starve everybody else. */
const slots = { free: 2, waiting: [] as Array<() => void> };

async function inSlot<T>(work: () => Promise<T>): Promise<T> {
  if (slots.free > 0) slots.free--;
  else await new Promise<void>((go) => slots.waiting.push(go));
  try {
    return await work();
  } finally {
    const next = slots.waiting.shift();
    if (next) next();
    else slots.free++;
  }
}

/** PHC string of the password. */
export const hashPassword = (password: string): Promise<string> => inSlot(() => hash(password, COST));

let decoy: Promise<string> | undefined;

/** Whether the password fits. Without a hash (unknown account) the same time is spent on a decoy. */
export async function passwordFits(phc: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = phc ?? await decoy;
  const fits = await inSlot(() => verify(against, password));
  return phc !== undefined && fits;
}
