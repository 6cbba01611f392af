import type { Page } from 'playwright-core';
import { contactsIn, type Range } from './contacts-in.js';

interface Shown { readonly text: string; readonly marked: Range[]; readonly parts: ReadonlyArray<{ readonly from: number; readonly to: number; put(this: void, dots: string): void }> }

/** Longer texts do not fit into a picture anyway. */
const LONGEST = 2_000_000;
const PATIENCE_MS = 15_000;

/**
 * Makes what a page shows fit for a picture that many people see: mail addresses and telephone numbers become dots of about their width, and nothing
 * stays that could show one as an image (FEATURES S9). Done before the picture is taken, so that no other one exists anywhere.
 * @returns whether nothing is left that looks like a contact; when something is, no picture may be taken.
 */
export async function maskContacts(page: Page): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => { timer = setTimeout(() => resolve(false), PATIENCE_MS); });
  return Promise.race([mask(page), late]).finally(() => clearTimeout(timer));
}

async function mask(page: Page): Promise<boolean> {
  await page.evaluate(HIDE_IMAGES);
  for (let pass = 0; pass < 2; pass++) {
    const shown = await page.evaluateHandle<Shown>(SHOWN);
    const { text, marked } = await shown.evaluate(({ text: t, marked: m }) => ({ text: t, marked: m }));
    if (text.length > LONGEST) return false;
    const ranges = [...contactsIn(text), ...marked.filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)))];
    if (ranges.length === 0) return true;
    await shown.evaluate(putDots, ranges);
    await shown.dispose();
  }
  return false;
}

/** Images that need no network could hold what no text search finds; the others were never loaded. */
const HIDE_IMAGES = String.raw`(() => {
  for (const frame of document.querySelectorAll('iframe, frame, object, embed, portal')) frame.remove();
  for (const image of document.querySelectorAll('img, picture, video, canvas, input[type=image], svg image, svg feImage')) image.style.setProperty('content-visibility', 'hidden', 'important');
  for (const image of document.querySelectorAll('img, source, input[type=image]')) for (const name of ['src', 'srcset']) if (/data:|blob:/i.test(image.getAttribute(name) ?? '')) image.removeAttribute(name);
  for (const image of document.querySelectorAll('svg image, svg feImage')) image.remove();
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { background-image: none !important; list-style-image: none !important; border-image: none !important; mask-image: none !important; animation: none !important; transition: none !important } [data-masked-before]::before, [data-masked-after]::after { content: "•••" !important }';
  document.documentElement.append(style);
})()`;

/**
 * All that the page shows as text, blocks on lines of their own, and where each piece of it came from. What CSS writes before and after an element counts
 * as its text. marked: links that call or write, and what the page itself declares to be a number or an address.
 */
const SHOWN = String.raw`(() => {
  const shown = { text: '', marked: [], parts: [] };
  const add = (text, put) => { if (!text) return; shown.parts.push({ from: shown.text.length, to: shown.text.length + text.length, put }); shown.text += text; };
  const line = () => { if (shown.text && !shown.text.endsWith('\n')) shown.text += '\n'; };
  const generated = (element, side) => {
    if (element.hasAttribute('data-masked-' + side)) return;
    const content = getComputedStyle(element, '::' + side).content;
    if (content && content !== 'none' && content !== 'normal') add(content.replace(/^["']|["']$/g, ''), () => element.setAttribute('data-masked-' + side, ''));
  };
  const attribute = (element, name) => { const value = element.getAttribute(name); if (!value) return; line(); add(value, (dots) => { element.setAttribute(name, dots); if (name === 'value') element.value = dots; }); line(); };
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === 3) add(node.data, (dots) => { node.data = dots; });
      if (node.nodeType !== 1 || /^(script|style|template|head|title)$/.test(node.localName)) continue;
      const inline = /^(inline|contents|ruby)/.test(getComputedStyle(node).display) && node.localName !== 'br';
      if (!inline) line();
      const from = shown.text.length;
      generated(node, 'before');
      for (const name of ['alt', 'value', 'placeholder', 'label']) attribute(node, name);
      walk(node);
      if (node.shadowRoot) walk(node.shadowRoot);
      generated(node, 'after');
      if (/^(mailto|tel|callto|sms|whatsapp):/i.test(node.getAttribute('href') ?? '') || /(^|\s)(email|telephone|faxNumber)(\s|$)/.test(node.getAttribute('itemprop') ?? '')) shown.marked.push([from, shown.text.length]);
      if (!inline) line();
    }
  };
  walk(document.documentElement);
  return shown;
})()`;

/** Runs inside the page, so it stands on nothing from outside of it. Spaces stay: lines break where they broke. */
function putDots({ text, parts }: Shown, ranges: readonly Range[]): void {
  const letters = new Array<boolean>(text.length).fill(false);
  for (const [from, to] of ranges) letters.fill(true, from, to);
  for (const { from, to, put } of parts) {
    let touched = false;
    let dots = '';
    for (let at = from; at < to; at++) {
      const masked = letters[at] && !/\s/.test(text[at]!);
      touched ||= Boolean(masked);
      dots += masked ? '•' : text[at]!;
    }
    if (touched) put(dots);
  }
}
