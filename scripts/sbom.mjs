/**
 * The bill of materials of the package (CycloneDX 1.6, JSON): what it depends on, what of that is in its bundles, and what
 * HashiCorp's parser is compiled from. The same bytes each time: no serial number, no time, no place.
 *
 *   node scripts/sbom.mjs [FILE]     writes it to FILE, else prints it; the build writes dist/sbom.cdx.json
 */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operands } from "./arguments.mjs";
import { bundledPackages } from "./bundled-packages.mjs";
import { goLicence, wasmModules } from "./wasm-modules.mjs";

const [target] = operands("npm run sbom [-- FILE]", 0, 1);
process.chdir(fileURLToPath(new URL("../", import.meta.url)));
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const bundled = new Set(await bundledPackages());
const runtime = Object.entries(packages).filter(([key, { dev, devOptional }]) => key !== "" && !dev && !devOptional);

const { name, version, license, description } = JSON.parse(readFileSync("package.json", "utf8"));
const self = purl(name, version);
const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: {
    component: {
      type: "application",
      "bom-ref": self,
      name,
      version,
      description,
      licenses: licences(license),
      purl: self,
    },
  },
  components: runtime.map(component).sort(byReference),
  dependencies: [["", packages[""]], ...runtime]
    .map(([key, entry]) => ({ ref: key === "" ? self : reference(key), dependsOn: dependencies(key, entry) }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
const text = `${JSON.stringify(bom, null, 2)}\n`;
if (target) writeFileSync(target, text);
else process.stdout.write(text);

function component([key, { version: installed, license: licence, integrity }]) {
  const full = nameOf(key);
  const [group, own] = full.startsWith("@") ? full.split("/") : [undefined, full];
  return {
    type: "library",
    "bom-ref": reference(key),
    ...(group && { group }),
    name: own,
    version: installed,
    scope: "required",
    hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex") }],
    licenses: licences(licence),
    purl: reference(key),
    properties: [{ name: "templatecheck:bundled", value: String(bundled.has(full)) }],
    ...(full === "@cdktf/hcl2json" && { components: wasmModules().map(goModule).sort(byReference) }),
  };
}

/** Go's checksum is of a directory, no hash that CycloneDX knows. */
function goModule({ path, version: compiled, sum }) {
  const address = `pkg:golang/${path}@${compiled}`;
  return {
    type: "library",
    "bom-ref": address,
    name: path,
    version: compiled,
    licenses: licences(goLicence(path).licence),
    purl: address,
    properties: [{ name: "templatecheck:go.sum", value: sum }],
  };
}

function dependencies(key, { dependencies: wanted = {} }) {
  return Object.keys(wanted)
    .map((dependency) => reference(found(key, dependency)))
    .sort();
}

/** As Node looks for it: in the package's own directory, then in each above. */
function found(key, dependency) {
  for (let at = key; ; at = at.replace(/(^|\/)node_modules\/(?!.*node_modules\/).*$/, "")) {
    const candidate = `${at === "" ? "" : `${at}/`}node_modules/${dependency}`;
    if (packages[candidate]) return candidate;
    if (at === "") throw new Error(`${dependency} isn't in the lockfile`);
  }
}

function reference(key) {
  return purl(nameOf(key), packages[key].version);
}

function nameOf(key) {
  return key.replace(/^.*node_modules\//, "");
}

/** package-url: the "@" of a scope is percent-encoded. */
function purl(full, of) {
  return `pkg:npm/${full.replace(/^@/, "%40")}@${of}`;
}

function licences(expression) {
  return / (AND|OR|WITH) /.test(expression) ? [{ expression }] : [{ license: { id: expression } }];
}

function byReference(a, b) {
  return a["bom-ref"] < b["bom-ref"] ? -1 : 1;
}
