// The site that every contestant reads: list pages of 50 items, as heavy as shops are (a style sheet, 100 KB of script, 24 images).
// /list/N is complete HTML, /drawn/N holds its items as data and lets a script draw them. `?next=K` links page N to N+K up to `?last=M`.
// Prints its origin; GET /-/requests says how often each kind of address was asked for, DELETE forgets.
import { createServer } from 'node:http';

export const ITEMS = 50;
const SCRIPT = `/*${'x'.repeat(100_000)}*/\n`;
const STYLE = '.grid{display:grid}.tile{padding:1rem}\n'.repeat(400);
const IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"><rect width="80" height="60" fill="#ccd"/></svg>';
const THINGS = ['Bread Knife', 'Storage Jars', 'Linen Napkins', 'Coffee Dripper', 'Cutting Board', 'Salad Spinner', 'Oven Gloves'];
const escape = (text) => text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark]);

const itemsOf = (page) => Array.from({ length: ITEMS }, (_, n) => {
  const number = (page - 1) * ITEMS + n + 1;
  return {
    id: `B${String(number).padStart(8, '0')}`, rank: n + 1, title: `Ölmühle & Töchter ${THINGS[number % THINGS.length]} “${number}” – sea blue, 6 × ${10 + (number % 80)} cm`,
    price: `$${(1 + (number * 37) % 900).toLocaleString('en-US')}.${String((number * 7) % 100).padStart(2, '0')}`, stars: (3 + (number % 21) / 10).toFixed(1), reviews: ((number * 91) % 50_000).toLocaleString('en-US'),
    sellerId: `S${(number * 13) % 4000}`, seller: `Shop ${(number * 13) % 4000}`,
  };
});

const tile = (item) => `<li class="tile" data-product-id="${item.id}"><span class="rank">#${item.rank}</span>
<a class="title" href="/item/${item.id}"><img class="photo" src="/img/${Number(item.id.slice(1)) % 24}.svg" alt="" width="80" height="60"><span class="name">${escape(item.title)}</span></a>
<span class="meta"><span class="stars">${item.stars} out of 5 stars</span> (<span class="reviews">${item.reviews}</span>)</span>
<div class="buy"><span class="price">${item.price}</span><a class="seller" data-seller-id="${item.sellerId}" href="/seller/${item.sellerId}">${item.seller}</a></div></li>`;

const frame = (number, { next, last }, main, script = '') => `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Best sellers ${number}</title><link rel="stylesheet" href="/assets/style.css"><script src="/assets/app.js" defer></script></head>
<body data-page="list"><header><nav>${Array.from({ length: 40 }, (_, n) => `<a href="/about/${n}">Department ${n}</a>`).join('')}</nav></header><main><h1>Best sellers, page ${number}</h1>${main}
${next && number + next <= last ? `<a rel="next" href="?page=${number + next}">Next</a>` : ''}</main>
<footer>${'<p>An invented shop. Delivery, returns and all the other things that stand at the end of a page.</p>'.repeat(12)}</footer>${script}</body></html>`;

/** Draws what `tile` writes, from the data on the page. */
const DRAW = `<script type="module">
const data = JSON.parse(document.getElementById('data').textContent);
const make = (tag, className, text, more = {}) => Object.assign(document.createElement(tag), { className, textContent: text, ...more });
for (const item of data) {
  const tile = make('li', 'tile', '');
  tile.dataset.productId = item.id;
  const title = make('a', 'title', '', { href: '/item/' + item.id });
  title.append(Object.assign(document.createElement('img'), { className: 'photo', src: '/img/' + Number(item.id.slice(1)) % 24 + '.svg' }), make('span', 'name', item.title));
  const seller = make('a', 'seller', item.seller, { href: '/seller/' + item.sellerId });
  seller.dataset.sellerId = item.sellerId;
  tile.append(make('span', 'rank', '#' + item.rank), title, make('span', 'stars', item.stars + ' out of 5 stars'), make('span', 'reviews', item.reviews), make('span', 'price', item.price), seller);
  document.querySelector('ol.grid').append(tile);
}
document.body.dataset.ready = 'yes';
</script>`;

function page(kind, number, links) {
  const items = itemsOf(number);
  if (kind === 'list') return frame(number, links, `<ol class="grid">\n${items.map(tile).join('\n')}\n</ol>`);
  return frame(number, links, '<ol class="grid"></ol>', `<script type="application/json" id="data">${JSON.stringify(items).replaceAll('<', '\\u003c')}</script>${DRAW}`);
}

const made = new Map();
const asked = {};
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const url = new URL(request.url, 'http://site');
  const answer = (type, body, status = 200) => response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  if (url.pathname === '/-/requests') {
    if (request.method === 'DELETE') for (const kind of Object.keys(asked)) delete asked[kind];
    return answer('application/json', JSON.stringify(asked));
  }
  const [, kind, name] = url.pathname.split('/');
  asked[kind] = (asked[kind] ?? 0) + 1;
  if (kind === 'list' || kind === 'drawn') {
    const chain = /^(\d+)(?:-(\d+)-(\d+))?$/.exec(name) ?? [];
    const number = Number(url.searchParams.get('page') ?? chain[1]);
    const key = `${kind} ${number} ${chain[2]} ${chain[3]}`;
    if (!made.has(key)) made.set(key, Buffer.from(page(kind, number, { next: Number(chain[2] ?? 0), last: Number(chain[3] ?? 0) })));
    return answer('text/html; charset=utf-8', made.get(key));
  }
  if (kind === 'img') return answer('image/svg+xml', IMAGE);
  if (kind === 'assets') return name === 'app.js' ? answer('text/javascript', SCRIPT) : answer('text/css', STYLE);
  if (kind === 'robots.txt') return answer('text/plain', 'User-agent: *\nDisallow: /private/\n');
  return answer('text/plain', 'not here', 404);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
