/** SQL for the one `name:port` that all entries of a source share; `alias` names the `source` row. Sources.create sees to it. */
export const hostOfSource = (alias: string): string => `split_part(${alias}.entries->0->>'url', '/', 3)`;
