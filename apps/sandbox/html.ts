/** A finished answer: what a page function hands to the server. */
export interface Page { status: number; type: string; body: string | Buffer; headers?: Record<string, string> }

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] as string);

export const htmlPage = (body: string, status = 200, headers?: Record<string, string>): Page =>
  ({ status, type: 'text/html; charset=utf-8', body, ...(headers && { headers }) });
export const textPage = (body: string | Buffer, type = 'text/plain; charset=utf-8', status = 200): Page => ({ status, type, body });
export const jsonPage = (value: unknown, status = 200): Page => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) });

export interface Shell { lang: string; title: string; page: string; brand: string; accent: string; head?: string; main: string; footer?: string }

/** The frame every sandbox page stands in: system fonts, light and dark by the reader's setting, nothing from elsewhere. */
export function shell({ lang, title, page, brand, accent, head = '', main, footer = '' }: Shell): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/assets/style.css">
<style>:root{--accent:${accent}}</style>
${head}</head>
<body data-page="${page}">
<header class="top"><a class="brand" href="/">${escape(brand)}</a></header>
${main}
<footer class="bottom">${footer}</footer>
</body>
</html>
`;
}

export const STYLE = `:root{color-scheme:light dark;--ink:#1c1f23;--soft:#62686f;--line:#dfe2e6;--ground:#f7f8f9;--card:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--soft:#9aa1a9;--line:#33383e;--ground:#15181b;--card:#1d2125}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
a{color:inherit}
header.top,footer.bottom,main{max-width:68rem;margin:0 auto;padding:.8rem 1rem}
header.top{border-bottom:3px solid var(--accent);display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}
.brand{font-weight:700;font-size:1.15rem;text-decoration:none}
footer.bottom{color:var(--soft);font-size:.85rem}
h1{font-size:1.35rem;line-height:1.25;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin-top:1.6rem}
.grid,#cards{list-style:none;margin:0;padding:0;display:grid;gap:.8rem;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.7rem;display:flex;flex-direction:column;gap:.15rem;overflow-wrap:anywhere;min-width:0}
.tile .photo{width:100%;height:5rem;object-fit:contain}
.rank{font-weight:700;color:var(--accent)}
.ad,.stars,.rating,.reviews,.meta{color:var(--soft);font-size:.85rem}
.price,#price{font-weight:600}
.pages{display:flex;gap:1rem;margin:1rem 0}
table{border-collapse:collapse;width:100%;background:var(--card)}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere;vertical-align:top}
th{overflow-wrap:normal}
form+table{margin-top:1rem}
.keep{white-space:nowrap}
dt{color:var(--soft);font-size:.85rem}
dd{margin:0 0 .5rem}
.line{display:block}
button,input,select{font:inherit;padding:.4rem .8rem;border:1px solid var(--line);border-radius:5px;background:var(--card);color:inherit;max-width:100%}
button{cursor:pointer}
button:hover,button:focus-visible{border-color:var(--accent)}
form.inline{display:inline-block;margin:.15rem .3rem .15rem 0}
.departments{columns:14rem;padding-left:1.1rem}
.scroll{overflow-x:auto}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.8rem;margin:0}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:6px;background:#fff}
@media (max-width:30rem){.wide{display:none}}
`;

/** A grey placeholder with a hue of its own, so that lists look like lists and nothing is fetched from elsewhere. */
export function placeholderImage(id: string): Page {
  let hue = 0;
  for (const letter of id) hue = (hue * 31 + letter.charCodeAt(0)) % 360;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"><rect width="80" height="60" rx="6" fill="hsl(${hue} 35% 82%)"/><circle cx="40" cy="30" r="14" fill="hsl(${hue} 40% 55%)"/></svg>`;
  return textPage(body, 'image/svg+xml');
}
