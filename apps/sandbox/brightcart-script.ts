/** What the browser runs on a Brightcart list. Text goes in as text nodes only, since sellers' names are hostile. */
export const LIST_SCRIPT = `(() => {
  const cards = document.getElementById('cards');
  const more = document.getElementById('load-more');
  const slug = document.getElementById('top').dataset.category;
  let offset = 0;
  const piece = (tag, className, text) => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  };
  const link = (className, text, href) => {
    const node = piece('a', className, text);
    node.href = href;
    return node;
  };
  const draw = (item) => {
    const card = document.createElement('article');
    card.className = 'card';
    card.dataset.productId = item.productId;
    card.dataset.sellerId = item.sellerId;
    card.append(
      piece('span', 'rank', String(item.rank)),
      link('title', item.title, '/product/' + item.productId),
      piece('span', 'price', item.price),
      piece('span', 'rating', item.rating),
      piece('span', 'reviews', item.reviews),
      link('seller', item.seller, '/shop/' + item.sellerId),
    );
    cards.append(card);
  };
  const load = async () => {
    cards.dataset.state = 'loading';
    more.disabled = true;
    try {
      const answer = await fetch('/api/top/' + slug + '?offset=' + offset);
      if (!answer.ok) throw new Error('status ' + answer.status);
      const page = await answer.json();
      page.items.forEach(draw);
      cards.dataset.total = page.total;
      more.hidden = page.next === null;
      offset = page.next;
      cards.dataset.state = 'ready';
    } catch {
      cards.dataset.state = 'failed';
      more.hidden = false;
    }
    more.disabled = false;
  };
  more.addEventListener('click', load);
  load();
})();
`;
