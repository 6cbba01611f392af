import { LIST_RECIPE } from './imports/list-recipe.js';

/** SQL for the one `name:port` that all entries of a source share; `alias` names the `source` row. Sources.create sees to it. Null for a list that people bring: no host is asked for it. */
export const hostOfSource = (alias: string): string => `case when ${alias}.recipe_id <> '${LIST_RECIPE}' then split_part(${alias}.entries->0->>'url', '/', 3) end`;
