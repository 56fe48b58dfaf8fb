// The structured-data validator: Google's rules for JobPosting, and the vocabulary of schema.org.
import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";

import { vocabulary } from "./vocabulary.mjs";

export async function judgeStructuredData(pages) {
  const validator = new Validator(await vocabulary());
  const complaints = [];
  let lookedAt = 0;
  for (const { name, text } of pages) {
    const data = new WebAutoExtractor({ addLocation: true }).parse(text);
    onePlaceEach(data.jsonld ?? {});
    lookedAt += Object.values(data.jsonld ?? {}).flat().length;
    const issues = await validator.validate(data);
    complaints.push(...issues.filter(isFault).map((issue) => `${name}: ${sentence(issue)}`));
  }
  return { lookedAt, complaints };
}

// Google takes several places as an array; this validator looks for the country of `jobLocation` as
// if it were one object. So it is shown the same posting once for each place.
function onePlaceEach(jsonld) {
  if (!jsonld.JobPosting) return;
  jsonld.JobPosting = jsonld.JobPosting.flatMap((posting) =>
    Array.isArray(posting.jobLocation)
      ? posting.jobLocation.map((jobLocation) => ({ ...posting, jobLocation }))
      : [posting],
  );
}

// An absent optional property is advice to the author of the offer. A property that schema.org does
// not know on its type is only a warning to this validator, but our mistake.
function isFault({ severity, errorType }) {
  return severity === "ERROR" || errorType === "schemaOrg";
}

function sentence({ issueMessage, path = [] }) {
  const place = path.map(({ property, type }) => property ?? type).join(".");
  return place ? `${place}: ${issueMessage}` : issueMessage;
}
