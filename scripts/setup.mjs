// Makes a fresh clone ready to run: packages, a browser, the build. Does only what is missing, so it is quick the second time.
// Everything is said on stderr: stdout belongs to the command that follows. `--test` is the same for tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);
const fail = (line) => { say(line); process.exit(1); };
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex');
const mark = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Beckon needs Node 20.19 or newer; this is ${process.versions.node}. Get a newer one at https://nodejs.org.`);

installPackages();
const browser = findBrowser() ?? getBrowser();
if (!browser) say('There is no Chrome or Chromium here. Pages drawn by script cannot be read without one: install Debian\'s "chromium-headless-shell" or Google Chrome, or set BECKON_BROWSER to its path.');
build();

function installPackages() {
  const want = hash(readFileSync(join(root, 'package-lock.json')), process.version, process.platform);
  const markFile = join(root, 'node_modules', '.beckon-installed');
  if (mark(markFile) === want) return;
  say('installing packages…');
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const done = spawnSync(npm[0], [...npm[1], 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) fail('npm ci failed; its own words are above. Nothing else was done.');
  writeFileSync(markFile, want);
}

function findBrowser() {
  const known = [process.env.BECKON_BROWSER, '/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];
  return known.find((path) => path && existsSync(path)) ?? playwrightsOwn();
}

function playwrightsOwn() {
  try {
    const path = execFileSync(process.execPath, ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function getBrowser() {
  say('looking for a browser to install…');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
    apt('update', '-qq');
    // Older Debians have no headless build of its own.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      apt('install', '-y', '-qq', '--no-install-recommends', name);
      const found = findBrowser();
      if (found) return found;
    }
  }
  spawnSync(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], { cwd: root, stdio: ['ignore', 2, 2], timeout: 180_000 });
  return findBrowser();
}

function build() {
  const boardMark = join(root, 'dist', '.board');
  const want = hash(...filesBelow(join(root, 'apps/board')).map((path) => readFileSync(path)), readFileSync(join(root, 'package-lock.json')));
  const boardIsBuilt = mark(boardMark) === want && existsSync(join(root, 'dist/board/index.html'));
  const done = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), ...(boardIsBuilt ? ['--no-board'] : [])], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) fail('The build failed; the compiler\'s words are above.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(boardMark, want);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((path) => statSync(path).isFile()).sort();
}
