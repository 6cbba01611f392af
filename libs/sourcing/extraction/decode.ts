const META = /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i;

/**
 * Text of a page's bytes: byte order mark, else the charset that the server said, else the one that the page says in its first 4 KB
 * (WHATWG HTML 13.2.3.2 looks at 1 KB; real shops put it later), else UTF-8. Wrong bytes become U+FFFD.
 */
export function decodeHtml(bytes: Uint8Array, charset?: string): string {
  const marked = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
  const said = META.exec(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4_096)).toString('latin1'))?.[1];
  // A page that could be searched for "<meta" byte by byte is not UTF-16, whatever it claims.
  const declared = said && /^utf-?16/i.test(said) ? 'utf-8' : said;
  for (const label of [marked, charset, declared, 'utf-8']) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // An unknown label: the next best one decides.
    }
  }
  return '';
}
