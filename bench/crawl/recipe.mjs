// The site's recipe, as an operator would write it.
export const recipe = (id, mode) => `
schema: 1
id: ${id}
name: The site of the bench
hosts: ['127.0.0.1']
symbols: { '*': { '$': USD } }
pages:
  - name: list
    kind: list
    when: { path: '/${mode === 'browser' ? 'drawn' : 'list'}/*' }
    ${mode === 'browser' ? "mode: browser\n    waitFor: 'body[data-ready]'" : 'mode: http'}
    items:
      - css: ol.grid > li.tile
        fields:
          rank: .rank
          productId: { attr: data-product-id }
          title: [a.title .name, a.title]
          url: { css: a.title, attr: href }
          image: { css: img.photo, attr: src }
          price: .price
          rating: .stars
          reviewCount: .reviews
          seller: { id: { css: a.seller, attr: data-seller-id }, name: a.seller, url: { css: a.seller, attr: href } }
    follow: [{ kind: list, from: page, url: { css: 'a[rel=next]', attr: href } }]
`;
