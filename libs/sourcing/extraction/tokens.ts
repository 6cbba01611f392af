import { decodeAttribute, decodeText, entityAt } from './entities.js';

/** Who hears the pieces of a page, in their order. */
export interface Heard {
  /** @param attributes names in lower case and values in turn; of a name that stands twice the first. */
  open(name: string, attributes: string[], selfClosing: boolean): void;
  text(text: string): void;
  close(name: string): void;
  /** Inside of SVG or MathML, where script, style and title are tags like others and CDATA is text. */
  readonly foreign: boolean;
  /** Nothing more is wanted. */
  readonly full: boolean;
}

/** Elements whose content is text up to their own end tag (WHATWG HTML 13.2.5.1–5), by name; true: entities in it are read. */
const TEXT_ONLY = new Map([['script', false], ['style', false], ['iframe', false], ['noembed', false], ['noframes', false], ['xmp', false], ['plaintext', false], ['title', true], ['textarea', true]]);

const EQUALS = 0x3d;
const SLASH = 0x2f;
const GREATER = 0x3e;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0c || code === 0x0d;
const endsName = (code: number): boolean => code === SLASH || code === GREATER || isSpace(code);
const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

/**
 * Cuts a page into tags and texts, as browsers do. A stored page is there as a whole, so it jumps from mark to mark, and a name that the page has written
 * before is not made again; a tokenizer for streams, which looks at every character, takes more than twice as long.
 */
export class Tokens {
  private at = 0;
  /** Where the next "&" stands; looked for again only once it is passed. */
  private ampersand = -1;
  /** Names as this page writes them, by length and first letter. Not kept beyond the page: a piece of its text holds all of it in memory. */
  private readonly names = new Map<number, { written: string; name: string }[]>();

  constructor(private readonly html: string, private readonly heard: Heard) {}

  read(): void {
    while (this.at < this.html.length && !this.heard.full) this.next();
  }

  /** One text and the markup after it. */
  private next(): void {
    const { html } = this;
    let mark = html.indexOf('<', this.at);
    while (mark >= 0 && !this.opensMarkup(mark + 1)) mark = html.indexOf('<', mark + 1);
    const end = mark < 0 ? html.length : mark;
    if (end > this.at) this.text(this.at, end, true);
    this.at = end;
    if (mark < 0) return;
    const code = html.charCodeAt(mark + 1);
    if (code === SLASH) this.endTag(mark + 2);
    else if (isLetter(code)) this.startTag(mark + 1);
    else if (html.startsWith('!--', mark + 1)) this.comment(mark + 4);
    else if (html.startsWith('![CDATA[', mark + 1)) this.characterData(mark + 9);
    else this.skipPast('>', mark + 2);
  }

  private opensMarkup(at: number): boolean {
    const code = this.html.charCodeAt(at);
    return isLetter(code) || code === 0x21 || code === 0x3f || (code === SLASH && at + 1 < this.html.length);
  }

  private skipPast(mark: string, from: number): void {
    const end = this.html.indexOf(mark, from);
    this.at = end < 0 ? this.html.length : end + mark.length;
  }

  private comment(from: number): void {
    const { html } = this;
    if (html.charCodeAt(from) === GREATER) return void (this.at = from + 1);
    if (html.startsWith('->', from)) return void (this.at = from + 2);
    for (let dashes = html.indexOf('--', from); dashes >= 0; dashes = html.indexOf('--', this.at)) {
      this.at = dashes + 2;
      while (html.charCodeAt(this.at) === 0x2d) this.at++;
      if (html.charCodeAt(this.at) === GREATER) return void this.at++;
      if (html.startsWith('!>', this.at)) return void (this.at += 2);
    }
    this.at = html.length;
  }

  private characterData(from: number): void {
    const end = this.html.indexOf(']]>', from);
    this.at = end < 0 ? this.html.length : end + 3;
    if (end > from && this.heard.foreign) this.heard.text(this.html.slice(from, end));
  }

  private endTag(from: number): void {
    const { html } = this;
    if (html.charCodeAt(from) === GREATER) return void (this.at = from + 1);
    if (!isLetter(html.charCodeAt(from))) return this.skipPast('>', from + 1);
    const end = this.endOfName(from);
    if (end < html.length) this.heard.close(this.nameAt(from, end));
    this.skipPast('>', end);
  }

  /** A tag that the end of the page cuts off is dropped. */
  private startTag(from: number): void {
    const { html, heard } = this;
    this.at = this.endOfName(from);
    if (this.at >= html.length) return;
    const name = this.nameAt(from, this.at);
    const attributes: string[] = [];
    const end = this.attributes(attributes);
    if (end === 'cut') return void (this.at = html.length);
    const entities = heard.foreign ? undefined : TEXT_ONLY.get(name);
    heard.open(name, attributes, end === 'self-closing');
    if (entities !== undefined) this.content(name, entities);
  }

  private endOfName(from: number): number {
    let end = from + 1;
    while (end < this.html.length && !endsName(this.html.charCodeAt(end))) end++;
    return end;
  }

  /** Everything up to and with the tag's ">". */
  private attributes(into: string[]): 'open' | 'self-closing' | 'cut' {
    const { html } = this;
    while (this.at < html.length) {
      const code = html.charCodeAt(this.at);
      if (code === GREATER) {
        this.at++;
        return 'open';
      }
      if (code === SLASH) {
        do this.at++; while (isSpace(html.charCodeAt(this.at)));
        if (html.charCodeAt(this.at) !== GREATER) continue;
        this.at++;
        return 'self-closing';
      }
      if (isSpace(code)) this.at++;
      else if (!this.attribute(into)) return 'cut';
    }
    return 'cut';
  }

  private attribute(into: string[]): boolean {
    const { html } = this;
    const from = this.at++;
    for (let code = html.charCodeAt(this.at); this.at < html.length && code !== EQUALS && !endsName(code); code = html.charCodeAt(this.at)) this.at++;
    const name = this.nameAt(from, this.at);
    while (isSpace(html.charCodeAt(this.at))) this.at++;
    let value = '';
    if (html.charCodeAt(this.at) === EQUALS) {
      do this.at++; while (isSpace(html.charCodeAt(this.at)));
      const [begin, end] = this.valueEnds();
      if (end >= html.length) return false;
      value = html.slice(begin, end);
      if (this.hasAmpersand(begin, end)) value = decodeAttribute(value);
    }
    for (let n = 0; n < into.length; n += 2) if (into[n] === name) return true;
    if (into.length < 2 * MOST_ATTRIBUTES) into.push(name, value);
    return true;
  }

  private valueEnds(): [number, number] {
    const { html } = this;
    const quote = html.charCodeAt(this.at);
    if (quote === QUOTE || quote === APOSTROPHE) {
      const from = this.at + 1;
      const end = html.indexOf(quote === QUOTE ? '"' : "'", from);
      this.at = end < 0 ? html.length : end + 1;
      return [from, end < 0 ? html.length : end];
    }
    const from = this.at;
    for (let code = quote; this.at < html.length && code !== GREATER && !isSpace(code); code = html.charCodeAt(this.at)) this.at++;
    return [from, this.at];
  }

  /** The text of an element that holds nothing else, and its end tag; "plaintext" has none. */
  private content(name: string, entities: boolean): void {
    const { html } = this;
    const from = this.at;
    let end = name === 'plaintext' ? -1 : html.indexOf('</', from);
    while (end >= 0 && !(html.slice(end + 2, end + 2 + name.length).toLowerCase() === name && endsName(html.charCodeAt(end + 2 + name.length)))) end = html.indexOf('</', end + 1);
    const stop = end < 0 ? html.length : end;
    if (stop > from) this.text(from, stop, entities);
    this.at = stop;
    if (end >= 0) this.endTag(end + 2);
  }

  private text(from: number, end: number, entities: boolean): void {
    const { html, heard } = this;
    if (!entities || !this.hasAmpersand(from, end)) return heard.text(html.slice(from, end));
    let clean = from;
    for (let mark = this.ampersand; mark >= 0 && mark < end; mark = html.indexOf('&', mark + 1)) {
      const entity = entityAt(html, mark, end);
      if (entity === 'rare') return heard.text(decodeText(html.slice(clean, end)));
      if (entity === undefined) continue;
      if (mark > clean) heard.text(html.slice(clean, mark));
      heard.text(entity.text);
      clean = entity.end;
    }
    if (end > clean) heard.text(html.slice(clean, end));
  }

  private hasAmpersand(from: number, end: number): boolean {
    if (this.ampersand < from) {
      const next = this.html.indexOf('&', from);
      this.ampersand = next < 0 ? Infinity : next;
    }
    return this.ampersand < end;
  }

  /** The name between two places, in lower case. */
  private nameAt(from: number, end: number): string {
    const { html } = this;
    const key = ((end - from) << 16) | html.charCodeAt(from);
    let known = this.names.get(key);
    if (known) for (const { written, name } of known) if (html.startsWith(written, from)) return name;
    const written = html.slice(from, end);
    const name = written.toLowerCase();
    if (!known) this.names.set(key, (known = []));
    if (known.length < MOST_ALIKE) known.push({ written, name });
    return name;
  }
}

/** More than any element has; each one is compared with those before it. */
const MOST_ATTRIBUTES = 200;
/** A page that writes more names of one length and first letter wants to be slow; the others are made anew each time. */
const MOST_ALIKE = 8;
