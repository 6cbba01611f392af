// One person at review, in a process of their own. argv: user id, how many presses, `press` or `decide`, seed. Environment as the worker's.
// Writes one line a press: the lead that was given, or nothing when there was none; with `decide` also what was decided.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { LeadsModule, ReviewQueue } from '../../dist/libs/leads/index.js';
import { chooseQueueBackend, createLogger, PlatformModule, readConfig, Refusal } from '../../dist/libs/platform/index.js';
import { scoreQueue } from '../../dist/libs/scoring/index.js';

const [userId, presses, mode, seed] = process.argv.slice(2);
const config = readConfig();
chooseQueueBackend(config);
class Desk {}
Module({ imports: [PlatformModule.forProcess(config, createLogger('reviewer', 'fatal'), [scoreQueue]), LeadsModule] })(Desk);
const app = await NestFactory.createApplicationContext(Desk, { logger: false });
const [db, queue] = [app.get(DataSource, { strict: false }), app.get(ReviewQueue, { strict: false })];
const person = { userId, sessionId: randomUUID() };

let state = Number(seed);
/** A number from 0 to 1, the same ones for the same seed. */
const chance = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const hand = [];
const decided = [];

/** Something that a person, or a script that went wrong, does with the cards in hand. @returns what was done, or null when it was refused. */
async function act() {
  const pick = chance();
  // An old card again: decided, let go or lost long ago.
  const card = pick < 0.15 && decided.length > 0 ? decided[Math.floor(chance() * decided.length)] : hand.splice(Math.floor(chance() * hand.length), 1)[0];
  if (!card) return null;
  decided.push(card);
  const { version } = (await db.query(`select version from lead where id = $1`, [card.leadId]))[0];
  const on = { claimId: card.claimId, userId, version };
  const what = chance();
  try {
    return await db.transaction(async (tx) => {
      if (what < 0.3) return { did: 'accept', ...(await queue.accept(tx, on)) };
      if (what < 0.6) return { did: 'reject', ...(await queue.reject(tx, on, 'small')) };
      if (what < 0.7) return { did: 'snooze', ...(await queue.snooze(tx, on, new Date(Date.now() + 1e9))) };
      if (what < 0.8) { hand.push(await queue.undo(tx, { ...person, claimId: card.claimId }, async () => true)); return { did: 'undo' }; }
      await queue.release(tx, [card.claimId], userId);
      return { did: 'release' };
    });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const lines = [];
for (let at = 0; at < Number(presses); at++) {
  const card = await db.transaction((tx) => queue.next(tx, person));
  if (mode === 'press') { lines.push('why' in card ? '' : card.leadId); continue; }
  if (!('why' in card)) hand.push(card);
  const done = await act();
  if (done && !done.repeated) lines.push(`${done.did} ${done.leadId ?? ''}`);
}
await app.close();
await new Promise((resolve) => process.stdout.write(lines.join('\n'), resolve));
process.exit(0);
