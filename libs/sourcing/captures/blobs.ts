import { createHash, randomBytes } from 'node:crypto';
import { rename as renameCalling, writeFile as writeFileCalling } from 'node:fs';
import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip, gzipSync } from 'node:zlib';

/** Keeps bytes under a key of its own making. A capture's row is the fact, the blob only its content. */
export interface BlobStore {
  /** @param folder what belongs together, such as a run: letters, digits and dashes. @returns the key; same folder and bytes, same key. */
  put(folder: string, bytes: Buffer): Promise<string>;
  /** @returns null when it is gone. */
  get(key: string): Promise<Buffer | null>;
  /** What is gone already stays gone. */
  remove(key: string): Promise<void>;
}

export const BLOBS = Symbol('BlobStore');

const zip = promisify(gzip);
const unzip = promisify(gunzip);
/** `fs/promises` makes a file handle object a write; a crawl writes a file a page. */
const writeFile = promisify(writeFileCalling);
const rename = promisify(renameCalling);
const KEY = /^[0-9a-zA-Z-]+\/[0-9a-f]{64}\.gz$/;
/** Packed at once: up to here (1 ms) a thread costs more than it takes over. */
const SMALL = 256 * 1024;
/** Nothing that is kept is larger; what unpacks to more is not ours. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Blobs as gzipped files, named by what they hold. A folder a run: what a run leaves is thrown away without asking who else needs it.
 * Level 1: a page shrinks to a fifth anyway, and a crawl must not wait for its own records.
 */
export class BlobFolder implements BlobStore {
  private readonly made = new Set<string>();

  constructor(private readonly root: string) {}

  async put(folder: string, bytes: Buffer): Promise<string> {
    const key = `${folder}/${createHash('sha256').update(bytes).digest('hex')}.gz`;
    const file = this.fileOf(key);
    if (!this.made.has(folder)) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      this.made.add(folder);
    }
    // Under another name first: a process may be killed at any byte, and half a page must never pass for a whole one. What is there already holds the same bytes, and is seldom there.
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    const level = { level: constants.Z_BEST_SPEED };
    await writeFile(draft, bytes.length <= SMALL ? gzipSync(bytes, level) : await zip(bytes, level), { mode: 0o600 });
    await rename(draft, file);
    return key;
  }

  async get(key: string): Promise<Buffer | null> {
    const packed = await readFile(this.fileOf(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return packed && unzip(packed, { maxOutputLength: LARGEST });
  }

  async remove(key: string): Promise<void> {
    await rm(this.fileOf(key), { force: true });
    await rmdir(dirname(this.fileOf(key))).then(() => this.made.delete(key.split('/')[0]!), () => undefined);
  }

  private fileOf(key: string): string {
    if (!KEY.test(key)) throw new Error(`"${key}" is no key of a blob`);
    return join(this.root, key);
  }
}
