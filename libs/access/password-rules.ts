import { PasswordTooWeak } from './access.errors.js';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;

/** What people type when twelve characters are asked for; compared without case, digits at the end and what is not a letter or digit. */
const USUAL = new Set(['password', 'passwordpassword', 'mypassword', 'letmeinletmein', 'qwertyuiop', 'qwertyuiopasdfghjkl', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'iloveyou', 'iloveyouforever',
  'adminadmin', 'administrator', 'welcome', 'welcomehome', 'welcometo', 'changeme', 'changemenow', 'trustno', 'superman', 'princess', 'football', 'baseball', 'basketball', 'sunshine', 'motdepasse', 'passwort', 'contrasena',
  'qazwsxedc', 'zaqxswcde', 'abcdefghijkl', 'abcdefghijklm', 'unknown', 'secretsecret', 'testtesttest', 'defaultpassword']);

/**
 * Length alone makes a password (ASVS 6.2.1, 6.2.5); what anybody would guess first is refused (6.2.4, 6.2.11).
 * @param context words that stand for this person or workspace: their name, address, the workspace's name.
 * @throws PasswordTooWeak with what to do instead.
 */
export function assertGoodPassword(password: string, context: readonly string[]): void {
  const letters = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const stem = letters.replace(/\d+$/, '');
  const refuse = (why: string): never => { throw new PasswordTooWeak(`${why} Three or four words that have nothing to do with each other are easy to keep and hard to guess.`, { fields: ['password'] }); };
  if ([...password].length < SHORTEST_PASSWORD) refuse(`Use at least ${SHORTEST_PASSWORD} characters.`);
  if (new Set(letters).size < 5 || /^\d+$/.test(letters)) refuse('This repeats a few characters, or is digits alone.');
  if (USUAL.has(stem) || USUAL.has(letters)) refuse('This is one of the first that anybody tries.');
  const words = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).concat('beckon').filter((word) => word.length > 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), letters).replace(/\d+/g, '');
  if (words.some((word) => letters.includes(word)) && rest.length < 8) refuse('This is mostly a name that is known here.');
}
