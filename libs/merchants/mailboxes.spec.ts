import { foldForSearch, likeAnywhere, searchWords } from './folding.js';
import { readMailbox } from './mailboxes.js';

describe('mail addresses on public pages', () => {
  it.each(['info@tallow.example', 'Sales@tallow.example', 'kundenservice@ölmühle.example', 'info-de@tallow.example', 'sales.eu@tallow.example', 'shop2@tallow.example', 'vertrieb@tallow.example'])('know a mailbox of a function: %s', (address) => {
    expect(readMailbox(address)).toMatchObject({ role: true, fault: null });
  });

  it.each(['ana.lopez@tallow.example', 'jb@tallow.example', 'informatik.meier@tallow.example', 'salesforce.admin.joe@tallow.example'])('know a person: %s', (address) => {
    expect(readMailbox(address).role).toBe(false);
  });

  it.each(['nobody', 'a b@tallow.example', 'ana@localhost', '@tallow.example', 'ana@', 'ana@tallow..example', 'ana@-tallow.example', '.ana@tallow.example', `${'a'.repeat(65)}@tallow.example`, 'ana@tallow.example, bo@tallow.example', 'ana@tallow.example\nBcc: x@y.example'])('that cannot be mailed say why: %p', (address) => {
    expect(readMailbox(address).fault).toMatch(/\w/);
  });

  it('are one address in any spelling', () => {
    expect(readMailbox(' mailto:Owner@Tallow.EXAMPLE').address).toBe('owner@tallow.example');
  });
});

describe('search', () => {
  it.each([['ÖLMÜHLE Särkä', 'olmuhle sarka'], ['Straße', 'strasse'], ['ŁÓDŹ', 'lodz'], ['ﬁne ＡＢＣ', 'fine abc'], ['  two\n words ', 'two words']])('folds %p', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
    expect(foldForSearch(folded)).toBe(folded);
  });

  it('takes signs of a pattern literally, and at most eight words', () => {
    expect(likeAnywhere('50%_\\')).toBe('%50\\%\\_\\\\%');
    expect(searchWords('a b c d e f g h i j')).toHaveLength(8);
  });
});
