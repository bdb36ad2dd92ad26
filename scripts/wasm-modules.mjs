/** What `@cdktf/hcl2json`'s WebAssembly is made of: Go writes the modules that it compiled into what it makes. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Path, version and Go's own checksum ("h1:…") of each, in the order of their paths. */
export function wasmModules() {
  const wasm = gunzipSync(readFileSync("node_modules/@cdktf/hcl2json/main.wasm.gz")).toString("latin1");
  const lines = [...wasm.matchAll(/\ndep\t([^\t\n]+)\t([^\t\n]+)\t(h1:[^\t\n]+)/g)];
  if (lines.length === 0) throw new Error("the WebAssembly says nothing of its modules");
  return lines.map(([, path, version, sum]) => ({ path, version, sum })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Modules of Go say their licence in a text only. */
const goLicences = new Map([
  ["github.com/agext/levenshtein", { licence: "Apache-2.0", texts: ["Apache-2.0.txt", "levenshtein-NOTICE.txt"] }],
  ["github.com/apparentlymart/go-textseg/v15", { licence: "MIT AND Apache-2.0", texts: ["go-textseg.txt"] }],
  ["github.com/hashicorp/hcl/v2", { licence: "MPL-2.0", texts: ["hcl.txt"] }],
  ["github.com/mitchellh/go-wordwrap", { licence: "MIT", texts: ["go-wordwrap.txt"] }],
  ["github.com/tmccombs/hcl2json", { licence: "Apache-2.0", texts: ["Apache-2.0.txt"] }],
  ["github.com/zclconf/go-cty", { licence: "MIT", texts: ["go-cty.txt"] }],
  ["golang.org/x/text", { licence: "BSD-3-Clause", texts: ["go.txt"] }],
]);

/** SPDX expression, and the files of `scripts/licences/` with its text. */
export function goLicence(path) {
  const known = goLicences.get(path);
  if (!known)
    throw new Error(`the WebAssembly has ${path}, whose licence nobody has looked at: scripts/wasm-modules.mjs`);
  return known;
}
