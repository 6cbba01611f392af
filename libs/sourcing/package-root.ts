import { join } from 'node:path';

/** Folder of package.json. Compiled code stands one level deeper than its source. */
const compiled = import.meta.dirname.replaceAll('\\', '/').includes('/dist/libs/');
const root = join(import.meta.dirname, compiled ? '../../..' : '../..');

/** The recipes that come with the product. */
export const RECIPES_FOLDER = join(root, 'recipes');
/** What a crawler process runs; always the compiled file, because Node runs no TypeScript. */
export const CRAWLER_SCRIPT = join(root, 'dist/libs/sourcing/crawler/child.js');
/** What a process runs that makes one request for a crawler that was killed. */
export const MESSENGER_SCRIPT = join(root, 'dist/libs/sourcing/crawler/messenger.js');
