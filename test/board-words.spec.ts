import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const SOURCES = join(process.cwd(), 'apps/board/src');
const CATALOGS = join(SOURCES, 'i18n');
const LANGUAGES = readdirSync(CATALOGS, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'en').map(({ name }) => name);
/** Attributes that people read or hear. */
const SPOKEN = new Set(['title', 'aria-label', 'aria-description', 'label', 'placeholder', 'description', 'alt']);

const files = readdirSync(SOURCES, { recursive: true }).map(String).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).map((name) => join(SOURCES, name));
const parse = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
const catalog = (language: string): Map<string, string> => new Map(readdirSync(join(CATALOGS, language)).flatMap((name) => Object.entries(JSON.parse(readFileSync(join(CATALOGS, language, name), 'utf8')) as Record<string, string>)));
/** Names are the same in every language. */
const isName = (text: string): boolean => /^(Beckon|EUR|Northwind.*|(https:\/\/)?[\w.-]+\.example)$/.test(text.trim());
const hasWords = (text: string): boolean => !isName(text) && /\p{L}{2}/u.test(text);
const plain = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const values = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

/** Sentences that are looked up where they stand: the first argument of `t(…)`, in either branch of a choice. */
function sentences(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const take = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isConditionalExpression(node)) { take(node.whenTrue); take(node.whenFalse); }
    else if (ts.isParenthesizedExpression(node)) take(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 't' && node.arguments[0]) take(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Words on the screen that no catalog is asked for. */
function unspoken(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const say = (node: ts.Node, text: string): void => { found.push(`${relative(SOURCES, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1} ${text.trim().replace(/\s+/g, ' ').slice(0, 60)}`); };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWords(node.text)) say(node, node.text);
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText(source)) && node.initializer && ts.isStringLiteral(node.initializer) && hasWords(node.initializer.text)) say(node, node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('what the board says', () => {
  it('goes through the catalogs: no screen holds words of its own', () => {
    expect(files.flatMap((file) => unspoken(parse(file)))).toEqual([]);
  });

  it.each(LANGUAGES)('has a line in %s for every sentence', (language) => {
    const lines = catalog(language);
    const keys = new Set([...lines.keys()].map(plain));
    expect([...new Set(files.flatMap((file) => sentences(parse(file))))].filter((sentence) => hasWords(sentence) && !keys.has(sentence)).sort()).toEqual([]);
  });

  it.each(LANGUAGES)('keeps in %s the values that a sentence names, and no line is empty', (language) => {
    const wrong = [...catalog(language)].filter(([key, line]) => line.trim() === '' || values(line).some((name) => !values(plain(key)).includes(name))
      || (!/_(zero|one)$/.test(key) && values(plain(key)).some((name) => name !== 'count' && !values(line).includes(name))));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('names every plural form that the language has', () => {
    for (const language of ['en', ...LANGUAGES]) {
      const lines = catalog(language);
      const counted = new Set([...lines.keys()].filter((key) => key !== plain(key)).map(plain));
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      expect([...counted].flatMap((key) => forms.filter((form) => !lines.has(`${key}_${form}`)).map((form) => `${language}: ${key}_${form}`))).toEqual([]);
    }
  });
});
