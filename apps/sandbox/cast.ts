import { unit } from './random.js';
import type { Merchant, World } from './shapes.js';

export type Decision = 'silent' | 'reply' | 'accept' | 'unsubscribe-one-click' | 'unsubscribe-page' | 'auto-reply' | 'click' | 'scanner-one-click';

/** One invented person behind an address that some storefront shows, and all that she will ever do. */
export interface CastMember {
  address: string;
  merchant: Merchant;
  deliverable: boolean;
  /** What she does once, on her `actsOn`-th mail; on all others she is silent. */
  fate: Decision;
  actsOn: number;
  /** A scanner opens every link before she sees the mail; with scripts: in a real browser. */
  scanned: boolean;
  scannedWithScripts: boolean;
}

/** Shares of everybody who gets three mails (FEATURES E3, curated top sellers). Acceptances and unsubscribes are dealt out by block, below. */
const REPLIES = 0.09;
const OUT_OF_OFFICE = 0.03;
const CLICKS = 0.06;
/** One acceptance in each so many merchants of like size: whichever sixty are written to, somebody says yes. */
const ACCEPT_BLOCK = 32;
/** One unsubscribe of each kind in each so many. */
const UNSUBSCRIBE_BLOCK = 200;

/** The whole cast, by lower-case address. Depends on the seed and the address alone, never on the order mails arrive in. */
export function castOf(world: World): Map<string, CastMember> {
  const { seed } = world;
  const cast = new Map<string, CastMember>();
  for (const merchant of world.merchants) {
    if (merchant.email === null) continue;
    const address = merchant.email.toLowerCase();
    const roll = unit(seed, 'fate', address);
    const patience = unit(seed, 'patience', address);
    const fate: Decision = roll < REPLIES ? 'reply' : roll < REPLIES + OUT_OF_OFFICE ? 'auto-reply' : roll < REPLIES + OUT_OF_OFFICE + CLICKS ? 'click' : 'silent';
    const scanned = unit(seed, 'scanner', address) < 0.1;
    cast.set(address, {
      address, merchant, fate, scanned,
      deliverable: unit(seed, 'mailbox', address) >= 0.02,
      // 58 % of those who answer do so on the first mail (E3); a machine always does.
      actsOn: fate === 'auto-reply' || patience < 0.58 ? 1 : patience < 0.83 ? 2 : 3,
      scannedWithScripts: scanned && unit(seed, 'scripts', address) < 0.2,
    });
  }
  const eligible = [...cast.values()].filter(({ deliverable, merchant }) => deliverable && merchant.gate === null);
  // People who unsubscribe sit behind no scanner, so that an audit can tell their wish from a machine's.
  const unscanned = eligible.filter(({ scanned }) => !scanned);
  deal(seed, unscanned, UNSUBSCRIBE_BLOCK, 'unsubscribe-one-click');
  deal(seed, unscanned, UNSUBSCRIBE_BLOCK, 'unsubscribe-page');
  deal(seed, eligible, ACCEPT_BLOCK, 'accept');
  // One scanner in the world is rude enough to press one-click unsubscribe, which by RFC 8058 must work for whoever posts it.
  const rude = eligible.find(({ scanned, fate }) => scanned && fate === 'silent');
  if (rude) Object.assign(rude, { fate: 'scanner-one-click', actsOn: 1 });
  return cast;
}

/** Gives one member of each block of like-sized merchants the fate, if nobody dealt before her has it. */
function deal(seed: string, eligible: CastMember[], block: number, fate: Decision): void {
  for (let from = 0; from < eligible.length; from += block) {
    const free = eligible.slice(from, from + block).filter(({ fate: has }) => !has.startsWith('unsubscribe'));
    const chosen = free[Math.floor(unit(seed, 'deal', fate, from) * free.length)];
    if (chosen) chosen.fate = fate;
  }
}
