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
    /** Names and values in turn: most elements have two or three, and making an object of them costs more than looking through them. */
    private readonly attributes: readonly string[],
    readonly parent: El | null,
    readonly order: number,
  ) {}

  attr(name: string): string | undefined {
    const { attributes } = this;
    for (let n = 0; n < attributes.length; n += 2) if (attributes[n] === name) return attributes[n + 1];
    return undefined;
  }

  get attribs(): Record<string, string> {
    const all: Record<string, string> = Object.create(null) as Record<string, string>;
    for (let n = 0; n < this.attributes.length; n += 2) all[this.attributes[n]!] = this.attributes[n + 1]!;
    return all;
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
