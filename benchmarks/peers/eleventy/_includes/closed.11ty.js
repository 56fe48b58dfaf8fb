import { escaped, page } from "./page.js";

export default {
  render(offer) {
    return page({
      ...offer,
      url: offer.page.url,
      head: '<meta name="robots" content="noindex">',
      main: `<article>
<p>${escaped(offer.employer)}</p>
<h1>${escaped(offer.title)}</h1>
<p><strong>Closed.</strong> <a href="/">All open offers</a></p>
</article>`,
    });
  },
};
