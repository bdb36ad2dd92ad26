/**
 * The tables of docs/manifest.md, from the descriptions in src/schema/manifest.schema.json.
 *
 *   node scripts/manifest-reference.mjs            writes them into the page
 *   node scripts/manifest-reference.mjs --print    writes the whole page to standard output
 */

import { readFileSync, writeFileSync } from "node:fs";

const schema = JSON.parse(readFileSync(new URL("../src/schema/manifest.schema.json", import.meta.url), "utf8"));
const pageFile = new URL("../docs/manifest.md", import.meta.url);
const begin = "<!-- fields: written by scripts/manifest-reference.mjs -->";
const page = readFileSync(pageFile, "utf8");
const head = page.slice(0, page.indexOf(begin) + begin.length);
const text = `${head}\n\n${sections().join("\n\n")}\n`;
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(pageFile, text);

/** The whole, then each object of the manifest's lists. */
function sections() {
  const parts = [
    ["The whole", schema],
    ...["parameter", "agent", "app", "unresolved"].map((name) => [name, schema.$defs[name]]),
  ];
  return parts.map(([name, node]) =>
    [`### ${name}`, "", "| field | type | |", "| --- | --- | --- |", ...rows(node, "")].join("\n"),
  );
}

function rows(node, prefix) {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
    const own = resolve(property);
    const optional = node.required?.includes(name) ? "" : "?";
    const path = `${prefix}${name}`;
    const description = property.description ?? own.description ?? "";
    const row = `| \`${path}${optional}\` | ${typeOf(property).replaceAll("|", "\\|")} | ${description.replaceAll("|", "\\|")} |`;
    const inner = objectIn(own);
    return inner ? [row, ...rows(inner, own.type === "array" ? `${path}[].` : `${path}.`)] : [row];
  });
}

/** The object whose fields belong below this one: not those with a table of their own. */
function objectIn(node) {
  if (node.type === "array") return node.items && !node.items.$ref ? objectIn(node.items) : nestedRef(node.items);
  if (node.properties) return node;
  const other = (node.anyOf ?? []).map(resolve).find((option) => option.properties);
  return other ?? null;
}

function nestedRef(items) {
  return items && ["#/$defs/hostname"].includes(items.$ref) ? resolve(items) : null;
}

function resolve(node) {
  return node.$ref ? { ...schema.$defs[node.$ref.replace("#/$defs/", "")], ...without(node, "$ref") } : node;
}

function without(node, key) {
  const { [key]: _, ...rest } = node;
  return rest;
}

function typeOf(node) {
  if (node.$ref) {
    const name = node.$ref.replace("#/$defs/", "");
    return schema.$defs[name].enum ? typeOf(schema.$defs[name]) : name;
  }
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum)
    return node.enum
      .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
      .join(" \\| ")
      .replaceAll("\\|", "|");
  if (node.anyOf) return node.anyOf.map(typeOf).join(" | ");
  if (Array.isArray(node.type)) return node.type.join(" | ");
  if (node.type === "array") return `list of ${node.items ? typeOf(node.items) : "any"}`;
  if (node.type === "object" && typeof node.additionalProperties === "object")
    return `map of ${typeOf(node.additionalProperties)}`;
  return node.type ?? "any";
}
