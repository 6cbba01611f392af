/** Unit, database and end-to-end tests share one runner; what a test needs is in its name: *.spec.ts, *.db.spec.ts, *.e2e.spec.ts. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#migrations$': '<rootDir>/migrations/index.ts',
    '^#([a-z]+)$': '<rootDir>/libs/$1/index.ts',
    // Our own `.js` is `.ts` here; a library's `metadata.json.js` is what it says.
    '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // For what hangs, not for what is slow: no test watches the clock, and a busy machine is many times slower than an idle one.
  testTimeout: 300_000,
  // On the two processors of CI a third one works while others wait for a lease, a browser or a site's pace.
  maxWorkers: 3,
};
