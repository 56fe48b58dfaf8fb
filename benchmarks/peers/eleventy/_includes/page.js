const REPLACED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const SITE = "https://emploi.example.org";

export const escaped = (text) => String(text).replace(/[&<>"]/g, (found) => REPLACED[found]);

export const page = ({ title, description, lang, url, head = "", main }) => `<!DOCTYPE html>
<html lang="${escaped(lang ?? "fr")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${description ? `<meta name="description" content="${escaped(description)}">` : ""}
<link rel="canonical" href="${SITE}${url}">
<link rel="alternate" type="application/rss+xml" href="${SITE}/rss.xml">
<link rel="alternate" type="application/atom+xml" href="${SITE}/atom.xml">
<link rel="alternate" type="application/feed+json" href="${SITE}/feed.json">
<link rel="stylesheet" href="/style.css">
<meta property="og:type" content="website">
<meta property="og:title" content="${escaped(title)}">
${description ? `<meta property="og:description" content="${escaped(description)}">` : ""}
<meta property="og:url" content="${SITE}${url}">
${head}
</head>
<body>
<header><nav><a href="/">Emplois</a></nav></header>
<main>
${main}
</main>
<footer><ul>
<li><a href="/rss.xml">RSS</a></li>
<li><a href="/atom.xml">Atom</a></li>
<li><a href="/feed.json">JSON Feed</a></li>
</ul></footer>
</body>
</html>
`;
