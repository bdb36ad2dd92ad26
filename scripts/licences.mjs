/**
 * THIRD-PARTY-NOTICES: whose code is in dist/, in bundle/ and in the executables, and under which licence. The bundler
 * says which packages that are.
 *
 *   node scripts/licences.mjs             writes it
 *   node scripts/licences.mjs --check     fails unless it is current, and unless every licence is one of those below
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bunVersion } from "./bun.mjs";
import { bundledPackages } from "./bundled-packages.mjs";
import { goLicence, wasmModules } from "./wasm-modules.mjs";

process.chdir(fileURLToPath(new URL("../", import.meta.url)));
const file = "THIRD-PARTY-NOTICES";
/** All let us pass on what is under them, with its text. MPL-2.0 is about changed files of its own: there are none. */
const allowed = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"];

const bundled = (await bundledPackages()).map(described);
const modules = wasmModules();
const text = notices();
const problems = [...forbidden(), ...(process.argv.includes("--check") ? outdated() : [])];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (problems.length === 0) console.log(`${bundled.length} packages and ${modules.length} Go modules, all allowed`);

function described(name) {
  const directory = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${directory}/package.json`, "utf8"));
  const files = readdirSync(directory).filter((entry) => /^(licen[cs]e|notice|copying|thirdpartynotices)/i.test(entry));
  return { name, version, licence: license, texts: files.sort().map((entry) => path.join(directory, entry)) };
}

function forbidden() {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const installed = Object.entries(lock.packages)
    .filter(([name, { dev, devOptional }]) => name !== "" && !dev && !devOptional)
    .map(([name, { license }]) => ({ name: name.replace(/^.*node_modules\//, ""), licence: license }));
  const found = [...bundled, ...installed, ...modules.map(({ path: name }) => ({ name, ...goLicence(name) }))];
  return found
    .filter(({ licence }) => !(licence ?? "unknown").split(" AND ").every((one) => allowed.includes(one)))
    .map(({ name, licence }) => `${name} is under ${licence}, which isn't on the list in scripts/licences.mjs`);
}

function outdated() {
  const isCurrent = readFileSync(file, "utf8") === text;
  return isCurrent ? [] : [`${file} isn't what the bundles hold: run \`node scripts/licences.mjs\``];
}

function notices() {
  const withTexts = bundled.filter(({ name }) => name !== "@cdktf/hcl2json");
  const parser = described("@cdktf/hcl2json");
  const goTexts = new Set(["go.txt", ...modules.flatMap(({ path: name }) => goLicence(name).texts)]);
  return [
    "Third-party notices of templatecheck\n\ntemplatecheck itself is under the Apache License 2.0: see LICENSE.\n",
    heading("1. Packages whose code is in dist/, in bundle/ and in the executables"),
    ...grouped(withTexts),
    heading("2. HashiCorp's parser"),
    `npm installs the package ${parser.name} ${parser.version} (${parser.licence}) beside templatecheck; no file of it is in dist/ or
bundle/. The standalone executables hold two files of it, unchanged: wasm/bridge_wasm_exec.js with the wasm_exec.js that
it loads (from Go, BSD-3-Clause), and main.wasm.gz. Its source is packages/@cdktf/hcl2json of
https://github.com/hashicorp/terraform-cdk, under the Mozilla Public License 2.0, whose text is below.

main.wasm.gz is what Go compiled from that and from these modules; the source of each is at its path and version:

${modules.map(({ path: name, version }) => `  ${name} ${version} (${goLicence(name).licence})`).join("\n")}
  the standard library of Go (BSD-3-Clause)
`,
    ...[...goTexts]
      .sort()
      .map((name) => `${rule("-")}\n${name.replace(/\.txt$/, "")}\n\n${tidy(`scripts/licences/${name}`)}\n`),
    heading("3. The runtime of the executables"),
    `The standalone executables are made by Bun ${bunVersion} (MIT, https://github.com/oven-sh/bun). It holds JavaScriptCore and
other parts of WebKit (LGPL-2.1 and BSD-2-Clause, https://github.com/oven-sh/WebKit) and libraries that its own list names
with their licences: https://bun.com/docs/project/licensing. To link an executable again with another JavaScriptCore, build
Bun so, and give it to \`bun build --compile\` with this source (scripts/build-exe.mjs).
`,
  ].join("\n");
}

/** Packages with the same text share it. */
function grouped(packages) {
  const byText = new Map();
  for (const one of packages) {
    if (one.texts.length === 0) throw new Error(`${one.name} brings no licence text`);
    const licence = one.texts.map(tidy).join("\n\n");
    byText.set(licence, [...(byText.get(licence) ?? []), one]);
  }
  return [...byText].map(([licence, ones]) => {
    const names = ones.map(({ name, version, licence: kind }) => `${name} ${version} (${kind})`).join("\n");
    return `${rule("-")}\n${names}\n\n${licence}\n`;
  });
}

function tidy(name) {
  return readFileSync(name, "utf8")
    .replaceAll("\r\n", "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

function heading(title) {
  return `${rule("=")}\n${title}\n${rule("=")}\n`;
}

function rule(character) {
  return character.repeat(100);
}
