/**
 * Writes a validator for every src/schema/*.schema.json into src/schema/generated/, so that nothing loads ajv itself.
 *
 *   node scripts/validators.mjs
 *
 * `npm test` and the build run it first. The files are ES modules that export `validate`; what they import of
 * ajv/dist/runtime is inlined by the bundler.
 */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";

const schemas = new URL("../src/schema/", import.meta.url);
const generated = new URL("generated/", schemas);
const ending = ".schema.json";
const annotations = new Set(["title", "description", "default", "examples", "deprecated", "readOnly"]);
/** Keywords whose keys are names, not keywords. */
const named = new Set(["properties", "patternProperties", "$defs", "dependentSchemas"]);

await mkdir(generated, { recursive: true });
const names = (await readdir(schemas)).filter((name) => name.endsWith(ending)).sort();
for (const file of names) {
  const schema = JSON.parse(await readFile(new URL(file, schemas), "utf8"));
  const code = standalone(schema);
  await writeIfChanged(new URL(file.replace(ending, ".validator.js"), generated), code);
}
for (const file of await readdir(generated)) {
  if (!names.includes(file.replace(".validator.js", ending))) await rm(new URL(file, generated));
}

function standalone(schema) {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
    code: { source: true, esm: true },
  });
  // What messages say instead of a pattern.
  ajv.addKeyword("x-expected");
  ajv.compile({ ...bare(schema), $id: "validate" });
  const code = standaloneCode.default(ajv, { validate: "validate" });
  return asModule(code);
}

/** The schema without what only people read: generated code holds a copy of it. */
function bare(schema) {
  const kept = Object.entries(schema).filter(([key]) => !annotations.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, bareValue(key, value)]));
}

function bareValue(key, value) {
  if (value === null || typeof value !== "object" || key === "enum" || key === "const") return value;
  if (Array.isArray(value)) return value.map((item) => bareValue("", item));
  if (!named.has(key)) return bare(value);
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, bareValue("", schema)]));
}

/** ajv still writes `require("ajv/dist/runtime/…").default` into its ES modules. */
function asModule(code) {
  const imports = new Map();
  const body = code.replaceAll(/require\("(ajv\/dist\/runtime\/([a-z0-9]+))"\)\.default/g, (_, path, name) => {
    imports.set(name, path);
    return name;
  });
  // Node's default import of these CommonJS modules is an object with "default", a bundler's may be that itself.
  const lines = [...imports].map(
    ([name, path]) =>
      `import ${name}Module from "${path}.js";\nconst ${name} = ${name}Module.default ?? ${name}Module;\n`,
  );
  const head = lines.join("");
  return head + body.replace(/^"use strict";/, "");
}

/** An unchanged file keeps its time, so that nothing is built again for it. */
async function writeIfChanged(url, text) {
  const before = await readFile(url, "utf8").catch(() => null);
  if (before !== text) await writeFile(url, text);
}
