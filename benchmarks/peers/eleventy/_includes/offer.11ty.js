import { SITE, escaped, page } from "./page.js";

const posting = (offer) =>
  JSON.stringify({
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    title: offer.title,
    description: offer.content,
    datePosted: offer.date.toISOString(),
    hiringOrganization: { "@type": "Organization", name: offer.employer, sameAs: offer.employer_url },
    jobLocation: {
      "@type": "Place",
      address: {
        "@type": "PostalAddress",
        addressLocality: offer.city,
        postalCode: offer.postal_code,
        addressCountry: offer.country,
      },
    },
    url: SITE + offer.page.url,
  }).replaceAll("<", "\\u003c");

export default {
  render(offer) {
    const day = offer.date.toISOString().slice(0, 10);
    return page({
      ...offer,
      url: offer.page.url,
      head: `<script type="application/ld+json">${posting(offer)}</script>`,
      main: `<article>
<header>
<p><a href="${escaped(offer.employer_url)}">${escaped(offer.employer)}</a></p>
<h1>${escaped(offer.title)}</h1>
</header>
<dl>
<dt>Place</dt><dd>${escaped(offer.postal_code)} ${escaped(offer.city)}, ${escaped(offer.country)}</dd>
<dt>Posted</dt><dd><time datetime="${day}">${day}</time></dd>
<dt>Tags</dt><dd>${escaped(offer.labels.join(", "))}</dd>
</dl>
${offer.content}
</article>`,
    });
  },
};
