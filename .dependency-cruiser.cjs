// The order of the rooms, as a lint. A room imports only what stands above it, and only through its front door.
const rooms = ['platform', 'access', 'sourcing', 'merchants', 'scoring', 'leads', 'offers', 'outreach', 'onboarding', 'insights'];
const inRoom = (names) => `^libs/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    ...rooms.map((room, at) => ({
      name: `${room}-imports-only-upwards`,
      severity: 'error',
      comment: `The order is ${rooms.join(' → ')}. Data moves down by events; facts move up by calling a front door.`,
      from: { path: inRoom([room]) },
      to: { path: inRoom(rooms.slice(at + 1).concat('nothing-below')) },
    })),
    {
      name: 'front-door-only', severity: 'error', comment: 'Import another room through libs/<room>/index.ts.',
      from: { path: '^libs/([^/]+)/' }, to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$1/', '^libs/[^/]+/index\\.ts$'] },
    },
    {
      name: 'front-door-only-from-apps', severity: 'error', comment: 'Import a room through libs/<room>/index.ts.',
      from: { path: '^apps/' }, // What `beckon extract`, `robots`, `match` and `mail` need has a light front door of its own: they must not load a database driver.
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/(sourcing/(extraction|robots)|merchants/identity|outreach/reading)/index\\.ts$'] },
    },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|test|bench)/', pathNot: '^test/support/' } },
    {
      name: 'sandbox-and-board-import-no-room', severity: 'error', comment: 'Neither may agree with the code by accident.',
      from: { path: '^apps/(sandbox|board)/', pathNot: '\\.spec\\.ts$' }, to: { path: '^(libs|migrations|apps/(api|worker|cli))/' },
    },
    {
      name: 'the-auditor-imports-no-room', severity: 'error', comment: 'The audit compares what others say; it must not ask us.',
      from: { path: '^apps/cli/demo/audit\\.ts$' }, to: { path: '^(libs|migrations|apps)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-dev-packages-at-run-time', severity: 'error', from: { path: '^(apps/(api|worker|cli|sandbox)|libs)/', pathNot: '\\.spec\\.ts$' }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/board/.*\\.css)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.json', '.mjs'] },
  },
};
