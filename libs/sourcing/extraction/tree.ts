import { type Dom, El } from './dom.js';
import { type Heard, Tokens } from './tokens.js';

/** Deeper than any browser keeps (Blink stops at 512): what nests deeper hangs flat under the last level. */
const MAX_DEPTH = 512;
/** A page that opens this many tags inside each other is an attack on the parser, not a shop; reading stops there. */
const ABSURD_DEPTH = 5_000;
const MAX_ELEMENTS = 400_000;

const words = (text: string): Set<string> => new Set(text.split(' '));
const VOID = words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr');
/** What an opening tag closes before it opens, as long as such stand innermost (WHATWG HTML 13.1.2.4, optional tags). */
const CLOSES = new Map<string, ReadonlySet<string>>();
const closing = (openers: string, closed: string): void => { for (const opener of openers.split(' ')) CLOSES.set(opener, words(closed)); };
closing('address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol p pre section table ul', 'p');
closing('h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p');
closing('select input output button datalist textarea', 'input option optgroup select button datalist textarea');
closing('a', 'a');
closing('li', 'li');
closing('dd dt', 'dd dt');
closing('rt rp', 'rt rp');
closing('option', 'option');
closing('optgroup', 'optgroup option');
closing('tr', 'tr th td');
closing('th', 'th');
closing('td', 'thead th td');
closing('tbody tfoot', 'thead tbody');
closing('body', 'head link script');

type Context = 'html' | 'svg' | 'math';
/** Elements of SVG and MathML in which HTML goes on. */
const HTML_INSIDE = words('mi mo mn ms mtext annotation-xml foreignObject desc title');
/** Names that SVG writes with capitals (WHATWG HTML 13.2.6.5). */
const SVG_NAMES = new Map(('altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting ' +
  'feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile ' +
  'feTurbulence foreignObject glyphRef linearGradient radialGradient textPath').split(' ').map((name) => [name.toLowerCase(), name]));

/** Builds a tree of bounded depth from any text; never throws, one pass. Tags that pages leave out are put in as htmlparser2 does, which is how recipes see every page. */
export function parseDom(html: string): Dom {
  const tree = new Tree();
  new Tokens(html, tree).read();
  return tree.done();
}

class Tree implements Heard {
  full = false;
  private readonly root = new El('#document', [], null, 0);
  private readonly elements: El[] = [this.root];
  private readonly path: El[] = [this.root];
  private top = this.root;
  /** Names of what is open, also of what is too deep to be kept. */
  private readonly names: string[] = [];
  private readonly contexts: Context[] = ['html'];
  private forms = 0;
  private overflow = 0;

  get foreign(): boolean {
    return this.contexts.length > 1 && this.contexts.at(-1) !== 'html';
  }

  open(written: string, attributes: string[], selfClosing: boolean): void {
    const name = this.named(written);
    // A form inside of a form is not opened.
    if (name === 'form' && this.forms > 0) return;
    const closes = CLOSES.get(name);
    if (closes) while (this.names.length > 0 && closes.has(this.names[this.names.length - 1]!)) this.pop();
    if (VOID.has(name)) return this.add(name, attributes, true);
    this.names.push(name);
    if (name === 'form') this.forms++;
    else if (name === 'svg' || name === 'math') this.contexts.push(name);
    else if (HTML_INSIDE.has(name)) this.contexts.push('html');
    this.add(name, attributes, false);
    if (selfClosing && this.foreign) this.pop();
  }

  close(written: string): void {
    const name = this.named(written);
    if (VOID.has(name)) {
      if (name === 'br') this.add('br', [], true);
      return;
    }
    const at = this.names.lastIndexOf(name);
    if (at >= 0) while (this.names.length > at) this.pop();
    else if (name === 'p') {
      this.open('p', [], false);
      if (this.names.at(-1) === 'p') this.pop();
    }
  }

  text(text: string): void {
    const { children } = this.top;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += text;
    else children.push(text);
  }

  done(): Dom {
    while (this.path.length > 1) this.leave();
    this.root.end = this.elements.length - 1;
    return { root: this.root, elements: this.elements, cut: this.full };
  }

  private named(name: string): string {
    if (this.contexts.length > 1) {
      const capital = SVG_NAMES.get(name);
      if (capital !== undefined && (this.contexts.at(-1) === 'svg' || this.names.includes(capital))) return capital;
      if (this.foreign) return name;
    }
    return name === 'image' ? 'img' : name;
  }

  private pop(): void {
    const name = this.names.pop()!;
    if (name === 'form') this.forms--;
    else if (name === 'svg' || name === 'math' || HTML_INSIDE.has(name)) this.contexts.pop();
    if (this.overflow > 0) this.overflow--;
    else if (this.path.length > 1) this.leave();
  }

  private add(name: string, attributes: string[], empty: boolean): void {
    const element = new El(name, attributes, this.top, this.elements.length);
    this.elements.push(element);
    this.top.children.push(element);
    if (empty) element.end = element.order;
    else if (this.path.length < MAX_DEPTH) {
      this.path.push(element);
      this.top = element;
    } else {
      element.end = element.order;
      this.overflow++;
    }
    if (this.elements.length > MAX_ELEMENTS || this.overflow > ABSURD_DEPTH) this.full = true;
  }

  private leave(): void {
    this.top.end = this.elements.length - 1;
    this.path.pop();
    this.top = this.path[this.path.length - 1] ?? this.root;
  }
}
