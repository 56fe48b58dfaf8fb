// Judges one built site: `node judge.mjs FEEDS`. One JSON object on standard output:
// {"rss-parser": {feeds, complaints}, "html-validate": {lookedAt, complaints}, "structured-data": …}
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { argv, stdout } from "node:process";

import { judgeFeeds } from "./rss-parser.mjs";
import { judgePages } from "./html-validate.mjs";
import { judgeStructuredData } from "./structured-data.mjs";

const root = argv[2];

async function filesNamed(...patterns) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && patterns.some((pattern) => pattern.test(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      name: relative(root, path).split(sep).join("/"),
      text: await readFile(path, "utf8"),
    })),
  );
}

const pages = await filesNamed(/\.html$/);
const said = {
  "rss-parser": await judgeFeeds(await filesNamed(/^rss\.xml$/, /^atom\.xml$/)),
  "html-validate": await judgePages(pages),
  "structured-data": await judgeStructuredData(pages),
};
stdout.write(JSON.stringify(said));
