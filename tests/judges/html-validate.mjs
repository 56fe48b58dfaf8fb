// html-validate with its recommended rules and those for whole documents; each that is off says why.
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // A hash on a stylesheet guards against another host that was broken into. Ours is the site's own
    // file, beside the page; a hash would only change every page with each change of the stylesheet.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});

export async function judgePages(pages) {
  const complaints = [];
  for (const { name, text } of pages) {
    const report = await validator.validateString(text, name);
    for (const { messages } of report.results) {
      for (const { line, column, message, ruleId } of messages) {
        complaints.push(`${name}:${line}:${column}: ${message} (${ruleId})`);
      }
    }
  }
  return { lookedAt: pages.length, complaints };
}
