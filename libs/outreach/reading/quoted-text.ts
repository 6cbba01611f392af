/** Lines with which mail programs introduce the mail that is answered, in the languages we write to. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^\s*on\b.{4,200}\bwrote\s*:\s*$/iu, /^\s*am\b.{4,200}\bschrieb\b.{0,120}:\s*$/iu, /^\s*le\b.{4,200}\ba écrit\s*:?\s*$/iu, /^\s*el\b.{4,200}\bescribió\s*:\s*$/iu,
  /^\s*il\b.{4,200}\bha scritto\s*:\s*$/iu, /^\s*op\b.{4,200}\bschreef\b.{0,120}:\s*$/iu, /^.{4,200}\b(napisał|napisała|pisze)\(?a?\)?\s*:\s*$/iu, /^.{4,200}(のメール|さんは書きました)\s*[:：]\s*$/u,
  /^\s*-{2,}\s*(original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna)\s*-{2,}\s*$/iu,
  /^\s*_{10,}\s*$/u, /^\s*(from|von|de|da|van|od)\s*:.{0,200}@.{0,200}$/iu,
];

/** What the person wrote: the text before the quoted mail, without quoted lines and without a signature. */
export function withoutQuote(text: string): string {
  const own: string[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (/^\s*>/.test(line)) continue;
    // Programs break a long introduction over two lines.
    if (INTRODUCTIONS.some((introduction) => introduction.test(line) || introduction.test(`${line} ${lines[i + 1] ?? ''}`.replace(/\s+/g, ' ')))) break;
    if (line === '-- ' || line === '--') break;
    own.push(line);
  }
  return own.join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
