import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema { $ref?: string; type?: string | string[]; enum?: unknown[]; const?: unknown; format?: string; description?: string; items?: Schema; properties?: Record<string, Schema>; required?: string[]; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; additionalProperties?: Schema | boolean; default?: unknown }
interface Parameter { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
interface Operation { tags?: string[]; summary?: string; description?: string; parameters?: Parameter[]; requestBody?: { content?: Record<string, { schema?: Schema }> }; responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>; [key: `x-${string}`]: unknown }

/**
 * The contract as a page for people: one file of HTML, no script, no third party, so it works under the strictest policy
 * and prints. Made from openapi.json, so it cannot tell anything else.
 */
export function docsPage(document: OpenAPIObject): string {
  const operations = Object.entries(document.paths as unknown as Record<string, Record<string, Operation>>).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })));
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))].sort();
  const schemas = (document.components?.schemas ?? {}) as unknown as Record<string, Schema>;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Beckon API</title><style>${STYLE}</style></head><body>
<nav aria-label="Contents"><strong>Beckon API</strong>${tags.map((tag) => `<a href="#${slug(tag)}">${text(tag)}</a>`).join('')}<a href="#shapes">Shapes</a><a href="/api/openapi.json">openapi.json</a></nav>
<main><h1>Beckon API <small>${text(document.info.version)}</small></h1>${INTRO}
${tags.map((tag) => `<section aria-labelledby="${slug(tag)}"><h2 id="${slug(tag)}">${text(tag)}</h2>${operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag).map(route).join('')}</section>`).join('')}
<section aria-labelledby="shapes"><h2 id="shapes">Shapes</h2>${Object.keys(schemas).sort().map((name) => `<article id="shape-${slug(name)}"><h3>${text(name)}</h3>${schemas[name]!.description ? `<p>${text(schemas[name]!.description)}</p>` : ''}${fields(schemas[name]!)}</article>`).join('')}</section></main></body></html>`;
}

function route({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const body = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status !== 'default');
  return `<article><h3><b data-method="${method}">${method}</b> <code>${text(path)}</code></h3>${[operation.summary, operation.description].filter(Boolean).map((words) => `<p>${text(words!)}</p>`).join('')}
<p class="who">${text(whoMay(operation))}</p>
${operation.parameters?.length ? table(operation.parameters.map((one) => [`${one.name}${one.required ? '' : '?'}`, `${kind(one.schema ?? {})}, in ${text(one.in)}`, one.description ?? one.schema?.description ?? ''])) : ''}
${body.map(([type, { schema }]) => `<p>Body <code>${text(type)}</code>: ${kind(schema ?? {})}</p>`).join('')}
${answers.map(([status, { content }]) => `<p>Answers <code>${text(status)}</code>${Object.entries(content ?? {}).map(([type, { schema }]) => ` ${type === 'application/json' ? '' : `<code>${text(type)}</code> `}${kind(schema ?? {})}`).join('')}</p>`).join('')}</article>`;
}

function whoMay(operation: Operation): string {
  if (operation['x-public']) return 'Open to everybody.';
  const roles = operation['x-roles'] as string[] | undefined;
  const scope = operation['x-scope'] as string | null;
  return `${roles ? `Roles: ${roles.join(', ')}.` : 'Every role.'} ${scope ? `Keys: ${scope}.` : 'Not for keys.'}`;
}

const fields = (schema: Schema): string => (schema.properties
  ? table(Object.entries(schema.properties).map(([name, one]) => [`${name}${schema.required?.includes(name) ? '' : '?'}`, kind(one), one.description ?? '']))
  : `<p>${kind(schema)}</p>`);

const table = (rows: readonly (readonly [string, string, string])[]): string => `<table><tbody>${rows.map(([name, type, about]) => `<tr><th scope="row"><code>${text(name)}</code></th><td>${type}</td><td>${text(about)}</td></tr>`).join('')}</tbody></table>`;

function kind(schema: Schema): string {
  if (schema.$ref) { const name = schema.$ref.split('/').at(-1)!; return `<a href="#shape-${slug(name)}">${text(name)}</a>`; }
  const choice = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choice) return choice.map(kind).join(schema.allOf ? ' &amp; ' : ' | ');
  if (schema.enum) return schema.enum.map((one) => `<code>${text(JSON.stringify(one))}</code>`).join(' | ');
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.items) return `${kind(schema.items)}[]`;
  if (schema.properties) return `{ ${Object.entries(schema.properties).map(([name, one]) => `${text(name)}: ${kind(one)}`).join(', ')} }`;
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') return `{ [name]: ${kind(schema.additionalProperties)} }`;
  return text([schema.type ?? 'any'].flat().join(' | ')) + (schema.format ? ` <i>${text(schema.format)}</i>` : '');
}

const text = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const INTRO = `<p>Programs sign in with a key from <em>Settings, API keys</em>: <code>Authorization: Bearer bk_…</code>. A key does what its scopes say and never more than its owner's role; it travels without a cookie.</p>
<ul><li><b>Errors</b> are <code>application/problem+json</code> (RFC 9457) with a stable <code>code</code> and the request's id. A 409 carries <code>current</code>: what it is now.</li>
<li><b>Sent again.</b> A POST with the header <code>Idempotency-Key</code> (1 to 255 characters) is done once: for 24 hours the first result comes back with <code>idempotency-replayed: true</code>. The same key with another request is 422, while the first is under way 409. A body that did not fit may be mended and sent again with the same key.</li>
<li><b>Rates.</b> <code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> (seconds) stand in every answer; past the limit comes 429 with <code>Retry-After</code>.</li>
<li><b>Pages.</b> Lists take <code>limit</code> and <code>cursor</code> and answer <code>nextCursor</code>, null on the last page.</li>
<li><b>Versions.</b> What people edit has a <code>version</code>; send back the one you saw.</li></ul>`;

const STYLE = `:root{color-scheme:light dark;--text:#161d24;--soft:#4b5763;--line:#e2e6ea;--canvas:#fff;--tag:#eef0f3;--link:#1757c9}@media(prefers-color-scheme:dark){:root{--text:#e7ecf1;--soft:#aeb9c4;--line:#242c34;--canvas:#0e1216;--tag:#29323b;--link:#7fb0ff}}
*{box-sizing:border-box}body{margin:0;display:grid;grid-template-columns:200px minmax(0,1fr);font:14px/1.5 system-ui,sans-serif;color:var(--text);background:var(--canvas)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:24px 16px;border-right:1px solid var(--line);display:flex;flex-direction:column;gap:2px}nav strong{margin-bottom:10px}nav a{color:var(--soft);text-decoration:none;padding:3px 0}nav a:hover{text-decoration:underline}
main{padding:24px 32px 80px;max-width:980px}h1{font-size:24px;margin:0 0 12px}h1 small{font-weight:400;color:var(--soft);font-size:15px}h2{font-size:19px;margin:44px 0 8px}h3{font-size:14px;margin:0 0 6px;overflow-wrap:anywhere}p,ul{margin:4px 0;max-width:80ch}ul{padding-left:20px}
article{padding:16px 0;border-top:1px solid var(--line);scroll-margin-top:8px}a{color:var(--link)}code{font:12.5px ui-monospace,Menlo,Consolas,monospace;background:var(--tag);padding:1px 4px;border-radius:4px;overflow-wrap:anywhere}h3 code{background:none;padding:0;font-size:13.5px}
b[data-method]{display:inline-block;min-width:58px;font-size:12px;letter-spacing:.02em}.who{color:var(--soft);font-size:13px}.who:empty{display:none}table{border-collapse:collapse;width:100%;margin:6px 0}th,td{text-align:left;vertical-align:top;padding:3px 12px 3px 0;border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}th{width:24%}td:last-child{color:var(--soft);width:40%}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}@media(max-width:760px){body{grid-template-columns:minmax(0,1fr)}nav{position:static;height:auto;flex-flow:row wrap;gap:4px 12px;border:0;border-bottom:1px solid var(--line);padding:12px 16px}nav strong{width:100%;margin:0}main{padding:16px}}@media print{nav{display:none}body{display:block}}`;
