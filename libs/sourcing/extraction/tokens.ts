import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

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

const LESS = 0x3c;
/** More than any element has; each one is compared with those before it. */
const MOST_ATTRIBUTES = 200;
/** A page that writes more names of one length and first letter wants to be slow; the others are made anew each time. */
const MOST_ALIKE = 8;

/**
 * Cuts a page into tags and texts, as browsers do: htmlparser2's tokenizer, which tells places in the page, made into names and values here. Without the
 * library's parser, which makes objects of everything and calls back for much that nobody looks at.
 */
export class Tokens implements TokenizerCallbacks {
  private readonly tokenizer: Tokenizer;
  private ending = false;
  private name = '';
  private attributes: string[] = [];
  private attribute = '';
  private value = '';
  /** Names as this page writes them, by length and first letter. Not kept beyond the page: a piece of its text holds all of it in memory. */
  private readonly names = new Map<number, { written: string; name: string }[]>();

  constructor(private readonly html: string, private readonly heard: Heard) {
    this.tokenizer = new Tokenizer({ decodeEntities: true }, this);
  }

  /** A tag that the end of the page cuts off is dropped. */
  read(): void {
    this.tokenizer.write(this.html);
    this.ending = true;
    this.tokenizer.end();
  }

  isInForeignContext(): boolean { return this.heard.foreign; }
  ontext(from: number, end: number): void {
    if (!(this.ending && this.isCutTag(from))) this.heard.text(this.html.slice(from, end));
  }

  ontextentity(code: number): void { this.heard.text(String.fromCodePoint(code)); }

  onopentagname(from: number, end: number): void {
    this.name = this.nameAt(from, end);
    this.attributes = [];
  }

  onattribname(from: number, end: number): void {
    this.attribute = this.nameAt(from, end);
    this.value = '';
  }

  onattribdata(from: number, end: number): void {
    const piece = this.html.slice(from, end);
    this.value = this.value === '' ? piece : this.value + piece;
  }

  onattribentity(code: number): void { this.value += String.fromCodePoint(code); }

  onattribend(): void {
    const { attributes, attribute } = this;
    for (let n = 0; n < attributes.length; n += 2) if (attributes[n] === attribute) return;
    if (attributes.length < 2 * MOST_ATTRIBUTES) attributes.push(attribute, this.value);
  }

  onopentagend(): void { this.opened(false); }
  onselfclosingtag(): void { this.opened(true); }

  onclosetag(from: number, end: number): void {
    this.heard.close(this.nameAt(from, end));
    this.stopWhenFull();
  }

  oncdata(from: number, end: number, offset: number): void {
    if (this.heard.foreign && end - offset > from) this.heard.text(this.html.slice(from, end - offset));
  }

  oncomment(): void { /* no recipe looks at comments */ }
  ondeclaration(): void { /* nor at doctypes */ }
  onprocessinginstruction(): void { /* nor at these */ }
  onend(): void { /* the tree closes what is open */ }

  private opened(selfClosing: boolean): void {
    this.heard.open(this.name, this.attributes, selfClosing);
    this.stopWhenFull();
  }

  /** What the end of the page leaves of a tag the library tells as a text: one that begins before the page, or right after the "<" of that tag. */
  private isCutTag(from: number): boolean {
    return from < 0 || (this.html.charCodeAt(from - 1) === LESS && /[a-z]/i.test(this.html.charAt(from)));
  }

  private stopWhenFull(): void {
    if (this.heard.full) this.tokenizer.pause();
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
