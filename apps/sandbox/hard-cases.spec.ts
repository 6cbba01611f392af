import { startSandbox } from './sandbox.js';
import { HARD_FAMILIES, hardCases } from './hard-cases.js';
import { createWorld } from './world.js';

describe('the hard cases of identity', () => {
  it('are the same for the same seed, of every family, and leave the world as it is', () => {
    const world = createWorld('beckon');
    const before = JSON.stringify(world.merchants.map(({ storefronts: _, ...rest }) => rest));
    const cases = hardCases(world);
    expect(cases).toEqual(hardCases(createWorld('beckon')));
    expect(JSON.stringify(world.merchants.map(({ storefronts: _, ...rest }) => rest))).toBe(before);
    expect(new Set(cases.map((one) => one.family))).toEqual(new Set(HARD_FAMILIES));
    expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
  });

  it('can be asked of the control port, the truth apart from the list', async () => {
    const sandbox = await startSandbox({ storefronts: 240 });
    try {
      const list = await (await fetch(`${sandbox.control}/hard-cases.csv`)).text();
      const truth = await (await fetch(`${sandbox.control}/hard-cases.json`)).json() as Array<{ id: string; truth: string; family: string }>;
      expect(list.split('\n')[0]).toBe('id,source,name,address,city,postcode,country,phone,website,vat,registration');
      for (const one of truth) expect(list).toContain(`\n${one.id},`);
      expect(list).not.toContain('branches of a chain');
    } finally {
      await sandbox.close();
    }
  });
});
