import { Parser } from 'htmlparser2';

/** Deeper than any browser keeps (Blink stops at 512): what nests deeper hangs flat under the last level. */
const MAX_DEPTH = 512;
/** A page that opens this many tags inside each other is an attack on the parser, not a shop; reading stops there. */
const ABSURD_DEPTH = 5_000;
const MAX_ELEMENTS = 400_000;
const CHUNK = 32_768;

/** Text that no visitor reads. Its markup stays findable; only its words stay out of an ancestor's text. */
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'head']);
/** Elements that a browser puts on a line of their own: their words never glue to their neighbours'. */
const BLOCKS = new Set(('address article aside blockquote br button dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol ' +
  'option p pre section select summary table tbody td tfoot th thead tr ul').split(' '));

/** One element of a parsed page. `order` and `end` frame its subtree in `Dom.elements`. */
export class El {
  children: (El | string)[] = [];
  end = 0;
  private padded: string | undefined;
  constructor(
    readonly name: string,
    readonly attribs: Record<string, string>,
    readonly parent: El | null,
    readonly order: number,
  ) {}

  attr(name: string): string | undefined {
    return Object.hasOwn(this.attribs, name) ? this.attribs[name] : undefined;
  }

  /** The class names, each between single spaces: ` a b `. */
  get classes(): string {
    return (this.padded ??= ` ${(this.attr('class') ?? '').replace(/[\t\n\f\r]/g, ' ')} `);
  }
}

export interface Dom {
  root: El;
  /** Every element in document order; element n's descendants are the slots n + 1 to `end`. */
  elements: El[];
  /** Set when the page was too deep or too large to read to its end. */
  cut: boolean;
}

/** Builds a tree of bounded depth from any text; never throws, one pass. */
export function parseDom(html: string): Dom {
  const root = new El('#document', {}, null, 0);
  const elements: El[] = [root];
  const open: El[] = [root];
  let overflow = 0;
  let top = root;
  const close = (): void => {
    top.end = elements.length - 1;
    open.pop();
    top = open[open.length - 1] ?? root;
  };
  const parser = new Parser({
    onopentag(name, attribs) {
      const element = new El(name, attribs, top, elements.length);
      elements.push(element);
      top.children.push(element);
      if (open.length < MAX_DEPTH) {
        open.push(element);
        top = element;
      } else {
        element.end = element.order;
        overflow++;
      }
    },
    ontext(text) {
      const last = top.children.length - 1;
      if (typeof top.children[last] === 'string') top.children[last] += text;
      else top.children.push(text);
    },
    onclosetag() {
      if (overflow > 0) overflow--;
      else if (open.length > 1) close();
    },
  });
  let cut = false;
  for (let at = 0; at < html.length; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
    if (elements.length > MAX_ELEMENTS || overflow > ABSURD_DEPTH) {
      cut = at + CHUNK < html.length;
      break;
    }
  }
  if (!cut) parser.end();
  while (open.length > 1) close();
  root.end = elements.length - 1;
  return { root, elements, cut };
}

/** Text as a reader sees it: blocks apart, white space single, invisible marks gone. `except` leaves subtrees out. */
export function textOf(element: El, except?: (element: El) => boolean): string {
  const parts: string[] = [];
  collect(element, parts, except);
  return tidy(parts.join(''));
}

/** The words directly inside an element, without those of its children. */
export function ownTextOf(element: El): string {
  return tidy(element.children.map((child) => (typeof child === 'string' ? child : ' ')).join(''));
}

/** A script's or style's raw text, untouched. */
export function rawTextOf(element: El): string {
  return element.children.map((child) => (typeof child === 'string' ? child : '')).join('');
}

function collect(element: El, parts: string[], except?: (element: El) => boolean): void {
  for (const child of element.children) {
    if (typeof child === 'string') parts.push(child);
    else if (!SILENT.has(child.name) && !except?.(child)) {
      const block = BLOCKS.has(child.name);
      if (block) parts.push(' ');
      collect(child, parts, except);
      if (block) parts.push(' ');
    }
  }
}

/** Zero-width space and direction marks; the joiners that emoji and Persian need stay. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Any white space but a single inner blank, or an invisible mark. Letters of other scripts need nothing, so most texts pass untouched. */
const NEEDS_TIDYING = /[\t-\r\u00a0\u00ad\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]|^ | $| {2}/;

/** Collapses white space of every kind, drops invisible marks, trims. */
export function tidy(text: string): string {
  return NEEDS_TIDYING.test(text) ? text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim() : text;
}
