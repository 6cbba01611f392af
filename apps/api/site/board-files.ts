import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json; charset=utf-8',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};
const ENCODINGS = [['br', '.br'], ['gzip', '.gz']] as const;

export interface BoardFile {
  readonly headers: Record<string, string>;
  /** Changes with the content. */
  readonly etag: string;
  open(): ReadStream;
}

/**
 * Finds one file of the built board, in the smallest form that the browser reads: the build lays compressed copies beside it.
 * @param path of the address, decoded. @returns null when there is no such file, or the path leads out of the folder.
 */
export async function boardFile(folder: string, path: string, accepts: string): Promise<BoardFile | null> {
  const file = normalize(join(folder, path));
  const type = TYPES[extname(file)];
  if (!file.startsWith(folder + sep) || !type || path.includes('\0')) return null;
  const plain = await sizeOf(file);
  if (!plain) return null;
  const headers: Record<string, string> = { 'content-type': type, vary: 'accept-encoding', 'cache-control': cacheOf(path) };
  for (const [encoding, suffix] of ENCODINGS) {
    const packed = new RegExp(`\\b${encoding}\\b`).test(accepts) ? await sizeOf(file + suffix) : null;
    if (packed) return { headers: { ...headers, 'content-encoding': encoding, 'content-length': String(packed.size) }, etag: packed.etag, open: () => createReadStream(file + suffix) };
  }
  return { headers: { ...headers, 'content-length': String(plain.size) }, etag: plain.etag, open: () => createReadStream(file) };
}

/** Vite puts a hash of the content into the names under assets/: those never change. The page that names them is asked for each time. */
const cacheOf = (path: string): string => (/^\/?assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

async function sizeOf(file: string): Promise<{ size: number; etag: string } | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { size: found.size, etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"` } : null;
}
