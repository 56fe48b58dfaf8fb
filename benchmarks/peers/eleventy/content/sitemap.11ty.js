import { SITE } from "../_includes/page.js";

const entry = ({ url, date }) =>
  `<url><loc>${SITE}${url}</loc><lastmod>${date.toISOString()}</lastmod></url>`;

export default {
  data: { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true },
  render({ collections }) {
    return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${SITE}/</loc></url>
${collections.offers.map(entry).join("\n")}
</urlset>
`;
  },
};
