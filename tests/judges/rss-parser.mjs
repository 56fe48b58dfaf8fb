// rss-parser: the feed reader of many Node programs.
import Parser from "rss-parser";

export async function judgeFeeds(files) {
  const feeds = {};
  const complaints = [];
  for (const { name, text } of files) {
    try {
      const { items } = await new Parser().parseString(text);
      feeds[name] = items.map(asItem);
      for (const { link, pubDate } of items.filter((item) => item.pubDate && !item.isoDate)) {
        complaints.push(`${name}: ${link}: ${pubDate} is not a date`);
      }
    } catch (error) {
      complaints.push(`${name}: ${error.message}`);
    }
  }
  return { feeds, complaints };
}

function asItem({ guid, id, link, title }) {
  return { id: guid ?? id ?? "", link: link ?? "", title: title ?? "" };
}
