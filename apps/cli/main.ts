/** What each command does, and where it is. Loaded only when asked for: `extract` must not wait for a database driver. */
const commands: Record<string, { help: string; run: (argv: string[]) => Promise<number> }> = {
  up: { help: 'start everything on this machine and keep it running', run: async (argv) => (await import('./up.command.js')).upCommand(argv) },
  demo: { help: 'run the whole pipeline against the pretend marketplaces [--once] [--json FILE] [--until leads]', run: async (argv) => (await import('./demo/demo.command.js')).demoCommand(argv) },
  migrate: { help: 'bring the database up to date', run: async (argv) => (await import('./migrate.command.js')).migrateCommand(argv) },
  doctor: { help: 'check database, queue, browser and mail, and say what to do', run: async (argv) => (await import('./doctor.command.js')).doctorCommand(argv) },
  extract: { help: 'read one stored page: [--recipe ID|FILE] --url URL FILE.html[.gz] [--json]', run: async (argv) => (await import('./extract.command.js')).extractCommand(argv) },
  crawl: { help: 'run one source under supervision: --source FILE|ID [--json FILE]', run: async (argv) => (await import('./crawl.command.js')).crawlCommand(argv) },
  robots: { help: 'ask a robots.txt: FILE --agent UA --url URL [--json]', run: async (argv) => (await import('./robots.command.js')).robotsCommand(argv) },
  match: { help: 'find the businesses of a list that are one: FILE.csv [--json OUT]', run: async (argv) => (await import('./match.command.js')).matchCommand(argv) },
  mail: { help: 'say what an inbound mail is: FILE.eml [--json]', run: async (argv) => (await import('./mail.command.js')).mailCommand(argv) },
};

const [name, ...argv] = process.argv.slice(2);
if (!name || name === '--help' || name === '-h' || name === 'help') {
  process.stdout.write(`beckon <command>\n\n${Object.entries(commands).map(([command, { help }]) => `  ${command.padEnd(9)} ${help}`).join('\n')}\n`);
  process.exit(0);
}
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) {
  process.stderr.write(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.\n`);
  process.exit(2);
}
try {
  process.exitCode = await command.run(argv);
} catch (error) {
  const known = error instanceof Error && (error.name === 'ConfigError' || error.name === 'UsageError');
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exitCode = known ? 2 : 1;
}
