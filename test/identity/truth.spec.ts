import { writeFileSync } from 'node:fs';
import { hardCases } from '../../apps/sandbox/hard-cases.js';
import { createWorld } from '../../apps/sandbox/world.js';
import { figuresOf, type Figures } from './figures.js';
import { secondList } from './second-list.js';

// `npm run prove -- identity` asks for the figures, over more worlds.
const { IDENTITY_FIGURES } = process.env;
const SEEDS = ['beckon', 'other', 'third'].slice(0, IDENTITY_FIGURES ? 3 : 1);
const measured: Record<string, Figures[]> = {
  'the sandbox’s hard cases': SEEDS.map((seed) => figuresOf(hardCases(createWorld(seed)).map(({ name, ...rest }) => ({ ...rest, names: [name] })))),
  'lists that no weight was chosen by': SEEDS.map((_, at) => at + 1).map((seed) => figuresOf(secondList(seed))),
};

/** Of several worlds together: sums by family, shares over all pairs. */
function together(figures: readonly Figures[]) {
  const families: Record<string, { pairs: number; linked: number; reviewed: number; wrong: number; asked: number }> = {};
  for (const { families: found } of figures) {
    for (const [name, one] of Object.entries(found)) {
      const sum = (families[name] ??= { pairs: 0, linked: 0, reviewed: 0, wrong: 0, asked: 0 });
      for (const what of ['pairs', 'linked', 'reviewed', 'wrong', 'asked'] as const) sum[what] += one[what];
    }
  }
  const total = (what: 'pairs' | 'linked' | 'reviewed' | 'wrong'): number => Object.values(families).reduce((sum, one) => sum + one[what], 0);
  const bands = figures[0]!.bands.map(({ band }, at) => ({ band, pairs: figures.reduce((sum, one) => sum + one.bands[at]!.pairs, 0), right: figures.reduce((sum, one) => sum + one.bands[at]!.right, 0) }));
  return {
    listings: figures.reduce((sum, one) => sum + one.listings, 0), precision: total('linked') / (total('linked') + total('wrong')), recall: total('linked') / total('pairs'),
    found: (total('linked') + total('reviewed')) / total('pairs'), strangers: figures.flatMap((one) => one.strangers).length, families, bands,
  };
}

const all = Object.fromEntries(Object.entries(measured).map(([name, figures]) => [name, together(figures)]));
afterAll(() => {
  if (IDENTITY_FIGURES) writeFileSync(IDENTITY_FIGURES, JSON.stringify(all));
});

describe.each(Object.entries(all))('identity on %s', (_, figures) => {
  it('links hardly ever what is two: pairwise precision of at least 0.995', () => {
    expect(figures.precision).toBeGreaterThanOrEqual(0.995);
  });

  it('finds what is one: pairwise recall of at least 0.95', () => {
    expect(figures.recall).toBeGreaterThanOrEqual(0.95);
    expect(figures.found).toBeGreaterThanOrEqual(0.975);
  });

  it('finds nothing that shares too little with its other half to be compared by the product', () => {
    expect(figures.strangers).toBe(0);
  });

  it('means what it says: of the pairs scored 0.95 or more at least 95 in 100 are one business', () => {
    for (const { band, pairs, right } of figures.bands.slice(2)) expect({ band, share: right / Math.max(1, pairs) >= 0.95 }).toEqual({ band, share: true });
  });

  it('has no family of cases in which it links what is two more than once in a hundred', () => {
    for (const [family, { linked, wrong }] of Object.entries(figures.families)) expect({ family, few: wrong <= Math.max(1, linked / 100) }).toEqual({ family, few: true });
  });
});
