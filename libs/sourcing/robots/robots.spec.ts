import { judge, parseRobots, ROBOTS_PARSE_LIMIT } from './robots.js';

type Verdict = [url: string, allowed: boolean];
interface Clause { clause: string; file: string | Buffer; agent?: string; verdicts: Verdict[] }

const CLAUSES: Clause[] = [
  { clause: '2.2.1 the group that names the crawler counts, not the one of everybody', file: 'User-agent: *\nDisallow: /\n\nUser-agent: Beckon\nDisallow: /no', verdicts: [['/yes', true], ['/no', false]] },
  { clause: '2.2.1 the product token is compared without regard to case', file: 'user-AGENT: bEcKoN\nDISALLOW: /no', verdicts: [['/no', false], ['/yes', true]] },
  { clause: '2.2.1 a version behind the token does not matter', file: 'User-agent: Beckon/1.0\nDisallow: /no', agent: 'Beckon/2.0', verdicts: [['/no', false]] },
  { clause: '2.2.1 a token that only begins alike is somebody else', file: 'User-agent: BeckonImages\nDisallow: /', verdicts: [['/x', true]] },
  { clause: '2.2.1 several groups for one crawler are one group', file: 'User-agent: Beckon\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: Beckon\nDisallow: /b', verdicts: [['/a', false], ['/b', false], ['/c', true]] },
  { clause: '2.2.1 one group may name several crawlers', file: 'User-agent: other\nUser-agent: Beckon\nDisallow: /a', verdicts: [['/a', false]] },
  { clause: '2.2.1 without a group of its own a crawler obeys those of everybody, all of them', file: 'User-agent: *\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b', verdicts: [['/a', false], ['/b', false], ['/c', true]] },
  { clause: '2.2.1 without any group that applies, all is allowed', file: 'User-agent: other\nDisallow: /', verdicts: [['/a', true]] },
  { clause: '2.2.1 a group without rules allows all, whatever everybody else may', file: 'User-agent: *\nDisallow: /\n\nUser-agent: Beckon\nDisallow:', verdicts: [['/a', true]] },
  { clause: '2.2.1 rules before any user-agent belong to nobody', file: 'Disallow: /a\nUser-agent: *\nDisallow: /b', verdicts: [['/a', true], ['/b', false]] },
  { clause: '2.1 blank lines do not end a group', file: 'User-agent: *\n\n\nDisallow: /a\n\nDisallow: /b', verdicts: [['/a', false], ['/b', false]] },
  { clause: '2.2.4 other records neither end a group nor begin one', file: 'User-agent: other\nSitemap: https://shop.example/map.xml\nUser-agent: Beckon\nCrawl-delay: 3\nDisallow: /a', verdicts: [['/a', false]] },
  { clause: '2.2 comments and spaces do not count', file: '# hello\n  User-agent : *   # everybody\n\tDisallow\t:\t/a # not this\n', verdicts: [['/a', false], ['/b', true]] },
  { clause: '2.2 CRLF line ends', file: 'User-agent: *\r\nDisallow: /a\r\nDisallow: /b$\r\n', verdicts: [['/a', false], ['/b', false], ['/bc', true]] },
  { clause: '2.2 CR line ends', file: 'User-agent: *\rDisallow: /a\r', verdicts: [['/a', false]] },
  { clause: 'a BOM at the start is skipped', file: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('User-agent: *\nDisallow: /a')]), verdicts: [['/a', false]] },
  { clause: '2.2.2 the longest match wins, in whatever order', file: 'User-agent: *\nAllow: /a/open\nDisallow: /a\nDisallow: /a/open/not', verdicts: [['/a/x', false], ['/a/open/x', true], ['/a/open/not/x', false]] },
  { clause: '2.2.2 of equal matches, allow wins', file: 'User-agent: *\nDisallow: /page\nAllow: /page', verdicts: [['/page', true]] },
  { clause: '2.2.2 no match means allowed', file: 'User-agent: *\nDisallow: /a', verdicts: [['/', true], ['/b', true]] },
  { clause: '2.2.2 paths are compared with regard to case', file: 'User-agent: *\nDisallow: /A', verdicts: [['/a', true], ['/A', false]] },
  { clause: '2.2.2 a match begins at the start of the path', file: 'User-agent: *\nDisallow: /b', verdicts: [['/a/b', true], ['/bc', false]] },
  { clause: '2.2.2 an empty pattern matches nothing', file: 'User-agent: *\nDisallow:\nDisallow: /a', verdicts: [['/', true], ['/a', false]] },
  { clause: '2.2.2 the query is part of what is compared', file: 'User-agent: *\nDisallow: /s?q=', verdicts: [['/s?q=1', false], ['/s', true]] },
  { clause: '2.2.2 octets outside ASCII equal their escapes, both ways', file: 'User-agent: *\nDisallow: /foo/bar/ツ\nDisallow: /caf%C3%A9', verdicts: [['/foo/bar/%E3%83%84', false], ['/foo/bar/ツ', false], ['/foo/bar/%e3%83%84', false], ['/café', false]] },
  { clause: '2.2.2 escapes of unreserved characters equal the characters', file: 'User-agent: *\nDisallow: /foo/bar/%62%61%7A\nDisallow: /tilde~', verdicts: [['/foo/bar/baz', false], ['/tilde%7E', false]] },
  { clause: '2.2.2 an escaped slash is not a slash', file: 'User-agent: *\nDisallow: /a%2fb', verdicts: [['/a%2Fb', false], ['/a/b', true]] },
  { clause: '2.2.2 an address in the query, escaped or not', file: 'User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar', verdicts: [['/foo/bar?baz=https%3A%2F%2Ffoo.bar', false], ['/foo/bar?baz=https://foo.bar', false]] },
  { clause: '2.2.3 * stands for any octets', file: 'User-agent: *\nDisallow: /this/*/exactly\nDisallow: /*.gif', verdicts: [['/this/path/exactly', false], ['/this//exactly/more', false], ['/this/exactly', true], ['/x/y.gif?z', false]] },
  { clause: '2.2.3 * reaches into the query', file: 'User-agent: *\nDisallow: /*/private/', verdicts: [['/x?y=/private/', false]] },
  { clause: '2.2.3 $ means the end', file: 'User-agent: *\nAllow: /this/path/exactly$\nDisallow: /', verdicts: [['/this/path/exactly', true], ['/this/path/exactly/', false], ['/this/path/exactly?q', false]] },
  { clause: '2.2.3 * and $ together', file: 'User-agent: *\nDisallow: /*.php$', verdicts: [['/a.php', false], ['/a.php.html', true], ['/a.php5', true], ['/.php', false]] },
  { clause: '2.2.3 $ anywhere else is a dollar', file: 'User-agent: *\nDisallow: /a$b', verdicts: [['/a$b', false], ['/a', true], ['/a%24b', false]] },
  { clause: '2.2.3 escaped special characters are themselves', file: 'User-agent: *\nDisallow: /with-a-%2A.html\nDisallow: /foo-%24', verdicts: [['/with-a-*.html', false], ['/with-a-b.html', true], ['/foo-$', false], ['/foo-', true]] },
  { clause: '2.2.2 robots.txt itself may always be read', file: 'User-agent: *\nDisallow: /', verdicts: [['/robots.txt', true], ['/', false]] },
  { clause: '2.2.2 whole addresses are judged by path and query, without the fragment', file: 'User-agent: *\nDisallow: /a', verdicts: [['https://shop.example/a#b', false], ['https://shop.example#/a', true], ['https://shop.example', true]] },
  { clause: '2.3.1.1 what cannot be read is skipped, the rest holds', file: '<html>\n\u0000\u0001\nUser-agent: *\nnonsense\nDisallow /x\nDisallow: /a', verdicts: [['/a', false], ['/x', true]] },
];

describe('robots.txt, clause by clause of RFC 9309', () => {
  it.each(CLAUSES)('$clause', ({ file, agent = 'Beckon', verdicts }) => {
    const robots = parseRobots(file);
    expect(verdicts.map(([url]) => [url, judge(robots, agent, url).allowed])).toEqual(verdicts);
  });

  it('2.5 reads at least 500 KiB and forgets no rule of a 600 KiB file', () => {
    const filler = `# ${'x'.repeat(97)}\n`.repeat(6200);
    expect(filler.length).toBeGreaterThan(600 * 1024);
    expect(judge(parseRobots(`User-agent: *\n${filler}Disallow: /a`), 'Beckon', '/a').allowed).toBe(false);
  });

  it('2.5 stops at its limit without half a rule', () => {
    const head = 'User-agent: *\nDisallow: /a\n';
    const cut = `${head}${'#\n'.repeat((ROBOTS_PARSE_LIMIT - head.length - 12) / 2)}Disallow: /abc-and-more\n`;
    const robots = parseRobots(cut);
    expect(judge(robots, 'Beckon', '/a').allowed).toBe(false);
    expect(robots.groups[0]!.rules).toHaveLength(1);
  });

  it('says which rule decided, and where it stands', () => {
    const robots = parseRobots('# shop\nUser-agent: *\nDisallow: /account/ # private\n');
    expect(judge(robots, 'Beckon', '/account/me')).toEqual({ allowed: false, rule: 'Disallow: /account/', line: 3 });
    expect(judge(robots, 'Beckon', '/top')).toEqual({ allowed: true, rule: null, line: null });
  });

  it('never takes long over a hostile pattern', () => {
    const robots = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(2000)}b\n`);
    const started = Date.now();
    judge(robots, 'Beckon', `/${'a'.repeat(100_000)}`);
    expect(Date.now() - started).toBeLessThan(500);
  });
});
