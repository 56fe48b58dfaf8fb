import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const feed = (type, outputPath) => ({
  type,
  outputPath,
  collection: { name: "offers", limit: 200 },
  metadata: {
    language: "fr",
    title: "Emplois",
    subtitle: "Emplois",
    base: "https://emploi.example.org/",
    author: { name: "Open Source Politics" },
  },
});

export default function (config) {
  config.addCollection("offers", (all) => all.getFilteredByTag("job"));
  for (const [type, path] of [["rss", "/rss.xml"], ["atom", "/atom.xml"], ["json", "/feed.json"]]) {
    config.addPlugin(feedPlugin, feed(type, path));
  }
  config.addPassthroughCopy("style.css");
  config.setUseGitIgnore(false);
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    templateFormats: ["md", "njk", "11ty.js"],
    // Offers are Markdown and HTML: what looks like Liquid in them is text.
    markdownTemplateEngine: false,
  };
}
