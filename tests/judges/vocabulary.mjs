// The vocabulary of schema.org as the validator wants it: a JSON-LD graph of classes and properties.
// schema-dts is generated from the vocabulary; its declarations are read back into that graph.
import { readFile } from "node:fs/promises";

const DECLARATIONS = new URL("./node_modules/schema-dts/dist/schema.d.ts", import.meta.url);
const CLASS = /^interface (\w+)Base extends ([^{]+)\{(.*?)^\}/gms;
const PROPERTY = /^ {4}"([a-z]\w*)"\?:/gm;

export async function vocabulary() {
  const text = await readFile(DECLARATIONS, "utf8");
  const classes = [...text.matchAll(CLASS)].map(([, name, parents, body]) => ({
    name,
    parents: [...parents.matchAll(/(\w+)Base\b/g)].map(([, parent]) => parent),
    properties: [...body.matchAll(PROPERTY)].map(([, property]) => property),
  }));
  if (!classes.some(({ name, properties }) => name === "JobPosting" && properties.length > 20)) {
    throw new Error("schema-dts no longer declares JobPosting as expected: mend vocabulary.mjs");
  }
  return { "@graph": [...classes.map(asClass), ...asProperties(classes)] };
}

function asClass({ name, parents }) {
  return {
    "@id": `schema:${name}`,
    "@type": "rdfs:Class",
    "rdfs:subClassOf": parents.map((parent) => ({ "@id": `schema:${parent}` })),
  };
}

function asProperties(classes) {
  const domains = new Map();
  for (const { name, properties } of classes) {
    for (const property of properties) {
      domains.set(property, [...(domains.get(property) ?? []), { "@id": `schema:${name}` }]);
    }
  }
  return [...domains].map(([property, domainIncludes]) => ({
    "@id": `schema:${property}`,
    "@type": "rdf:Property",
    "schema:domainIncludes": domainIncludes,
  }));
}
