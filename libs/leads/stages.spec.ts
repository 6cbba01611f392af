import fc from 'fast-check';
import { ALL_STAGES, EXITS, FUNNEL, isExit, isStage, mayMove, STAGE_LABELS, STAGE_NEEDS, STAGES, stagesBefore, WON, type Stage } from './stages.js';

const stage = fc.constantFrom(...ALL_STAGES);
/** Every stage that moves can lead to. */
function reachableFrom(start: Stage): Set<Stage> {
  const found = new Set<Stage>([start]);
  for (const from of found) for (const to of STAGES[from]) found.add(to);
  return found;
}

describe('the stage table', () => {
  it('knows every stage once, and names each for people', () => {
    expect([...FUNNEL, ...EXITS].sort()).toEqual([...ALL_STAGES].sort());
    fc.assert(fc.property(stage, (one) => { expect(STAGE_LABELS[one]).toMatch(/^[A-Z]/); expect(isStage(one)).toBe(true); }));
    expect(isStage('toString')).toBe(false);
  });

  it('leads only to stages of the table, never to where one is', () => {
    fc.assert(fc.property(stage, (from) => { for (const to of STAGES[from]) { expect(ALL_STAGES).toContain(to); expect(to).not.toBe(from); } }));
  });

  it('never lets a lead out of an exit: it is closed, and a new one follows', () => {
    for (const exit of EXITS) expect(STAGES[exit]).toEqual([]);
  });

  it('lets a lead come from sourced to every stage', () => {
    expect(reachableFrom('sourced')).toEqual(new Set(ALL_STAGES));
  });

  it('lets a merchant say yes from contacted, engaged and offer sent only', () => {
    expect(stagesBefore('accepted')).toEqual(['contacted', 'engaged', 'offer_sent']);
  });

  it('writes to nobody who was not queued first', () => {
    const without = new Set<Stage>(['sourced']);
    for (const from of without) for (const to of STAGES[from]) if (to !== 'queued') without.add(to);
    expect([...without].filter((one) => ['contacted', 'engaged', 'offer_sent', ...WON].includes(one))).toEqual([]);
  });

  it('lets nobody be asked again who said yes, except to leave', () => {
    for (const won of WON) expect([...reachableFrom(won)].filter((one) => !isExit(one) && !(WON as readonly Stage[]).includes(one))).toEqual([]);
  });

  it('lets "never write to me" be said at every stage before the end', () => {
    for (const from of FUNNEL) if (from !== 'activated') expect(mayMove(from, 'do_not_contact')).toBe(true);
  });

  it('asks a reason for every exit', () => {
    for (const exit of EXITS) expect(STAGE_NEEDS[exit]).toBe('reason');
  });

  it('reads the same backwards', () => {
    fc.assert(fc.property(stage, stage, (from, to) => { expect(stagesBefore(to).includes(from)).toBe(mayMove(from, to)); }));
  });
});
