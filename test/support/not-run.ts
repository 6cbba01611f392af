/**
 * For a test whose server this machine lacks: says so on a user's machine, fails where CI=1, because there
 * everything a test needs is installed.
 * @returns `it` where `present`, otherwise a stand-in that says what is missing.
 */
export function itNeeds(present: boolean, what: string): (name: string, work: () => Promise<void>, timeout?: number) => void {
  if (present) return (name, work, timeout) => it(name, work, timeout);
  return (name) => it(`${name} (not run: needs ${what})`, () => {
    if (process.env.CI && process.env.CI !== 'false') throw new Error(`not run: needs ${what}`);
    process.stderr.write(`not run: needs ${what}: ${name}\n`);
  });
}
