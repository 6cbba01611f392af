import fc from 'fast-check';
import { readBusinessPage } from './business-page.js';

const read = (body: string, url = 'https://www.tallow-home.de/') => readBusinessPage(`<!doctype html><title>Tallow</title><body>${body}</body>`, url);

describe('a page of a business’s own website', () => {
  it('gives the addresses of its own domain, linked or written', () => {
    expect(read(`<a href="mailto:Info@Tallow-Home.de?subject=x">mail</a><p>Bestellungen:<br>order@tallow-home.de.</p><span>fax</span><span>b2b@mail.tallow-home.de</span>`).emails).toEqual(['info@tallow-home.de', 'order@tallow-home.de', 'b2b@mail.tallow-home.de']);
  });
  it('takes a free mailbox, and nobody else’s address', () => {
    expect(read('tallow.shop@gmail.com, web@agency.de, <a href="mailto:help@payments.com">pay</a>').emails).toEqual(['tallow.shop@gmail.com']);
  });
  it('takes another domain’s only where an imprint links it and names no other', () => {
    const linked = '<a href="mailto:office@tallow-group.com">office@tallow-group.com</a>';
    expect(read(linked).emails).toEqual([]);
    expect(read(linked, 'https://www.tallow-home.de/impressum').emails).toEqual(['office@tallow-group.com']);
    expect(read(`${linked} info@tallow-home.de`, 'https://www.tallow-home.de/impressum').emails).toEqual(['info@tallow-home.de']);
  });
  it('guesses nothing: what is spelled out against robots stays as it is', () => {
    expect(read('info (at) tallow-home (dot) de, info[at]tallow-home.de <script>var m = "hidden@tallow-home.de"</script>').emails).toEqual([]);
  });
  it('takes phones that are links', () => {
    expect(read('<a href="tel:+49%2040%20123456">call</a> <a href="tel:12">no</a> 040 999999').phones).toEqual(['+49 40 123456']);
  });
  it('knows where contacts are usual, in several languages, the imprint first', () => {
    expect(read(`<a href="/about-us">us</a><a href="/kontakt">Kontakt</a><a href="https://elsewhere.de/impressum">x</a><a href="/p/1">Impressum</a><a href="/mentions-legales">m</a><a href="/agb.pdf">contact</a><a href="mailto:x@y.de">contact</a>`).links)
      .toEqual(['https://www.tallow-home.de/mentions-legales', 'https://www.tallow-home.de/p/1', 'https://www.tallow-home.de/kontakt', 'https://www.tallow-home.de/about-us']);
  });
  it('reads whatever comes, and leads nowhere but to the same host', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('mailto:', 'href="', '<a href=', '<', '@'), (text, bait) => {
      const page = readBusinessPage(`<a href="${text}">${bait}${text}</a>${text}`, 'https://www.tallow-home.de/x');
      expect(page.links.every((link) => new URL(link).host === 'www.tallow-home.de')).toBe(true);
      expect(page.emails.length).toBeLessThanOrEqual(10);
    }));
  });
});
