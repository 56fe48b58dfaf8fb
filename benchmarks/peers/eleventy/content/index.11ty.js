import { escaped, page } from "../_includes/page.js";

const line = ({ url, date, data }) => `<li><p><a href="${url}">${escaped(data.title)}</a></p>
<p>${escaped(data.employer)}</p><p>${escaped(data.city)} · ${date.toISOString().slice(0, 7)}</p></li>`;

export default {
  data: { permalink: "/index.html", title: "Emplois" },
  render({ collections, title }) {
    const newest = collections.offers.slice(-1000).reverse();
    return page({
      title,
      url: "/",
      main: `<h1>${escaped(title)}</h1>\n<ul>\n${newest.map(line).join("\n")}\n</ul>`,
    });
  },
};
