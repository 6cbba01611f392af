/** "www.shop.*" or "*.test": "*" is any run of characters in a host, but no other one than letters, digits, points and "-". */
export function hostPattern(text: string): (host: string) => boolean {
  return glob(text.toLowerCase(), (char) => /[a-z0-9.-]/.test(char));
}

/** A path with stars: "*" is anything but "/", "**" anything. */
export function pathPattern(text: string): (path: string) => boolean {
  const parts = text.split('**');
  return parts.length === 1 ? glob(text, (char) => char !== '/') : wildcards(parts.map((part) => part.split('*')));
}

/** Matches literal pieces between "*" greedily from the left, without regular expressions: linear for one star, quadratic at worst. */
function glob(text: string, fits: (char: string) => boolean): (subject: string) => boolean {
  const pieces = text.split('*');
  return (subject) => walk(pieces.map((piece, n) => ({ piece, free: n > 0, fits })), subject);
}

function wildcards(groups: string[][]): (subject: string) => boolean {
  const steps = groups.flatMap((pieces, group) => pieces.map((piece, n) => ({ piece, free: group > 0 || n > 0, fits: n > 0 ? (char: string) => char !== '/' : () => true })));
  return (subject) => walk(steps, subject);
}

interface Piece {
  piece: string;
  /** A star stands before it. */
  free: boolean;
  fits: (char: string) => boolean;
}

/** Reachable places after each piece; sets stay small because places only grow. */
function walk(pieces: Piece[], subject: string): boolean {
  const text = subject.slice(0, 2_000);
  let places = new Set<number>([0]);
  for (const { piece, free, fits } of pieces) {
    const after = new Set<number>();
    if (!free) {
      for (const place of places) if (text.startsWith(piece, place)) after.add(place + piece.length);
    } else {
      const reach = new Set<number>();
      for (const place of places) {
        for (let at = place; at <= text.length && !reach.has(at); at++) {
          reach.add(at);
          if (at < text.length && !fits(text[at] ?? '')) break;
        }
      }
      for (const place of reach) if (text.startsWith(piece, place)) after.add(place + piece.length);
    }
    places = after;
    if (places.size === 0) return false;
  }
  return places.has(text.length);
}
