import * as yaml from "yaml";
import { readConfig } from "../../src/config/read.ts";
import type { ConfigResult } from "../../src/config/types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { memoryHost } from "../../test/memory-host.ts";
import { readFiles } from "../file-set.ts";
import { mutated } from "../mutate.ts";
import type { Target } from "../target.ts";

const seeds: readonly string[] = [
  `profiles:
  prod:
    accessUrl: https://coder.example.com
    wildcardAccessUrl: "*--apps.example.com"
    edition: premium
    maxShareLevel: authenticated
    appShare: clamp
    pathAppSharing: false
    coderVersion: "2.35"
    nameBudget: 32
defaultProfile: prod
rules:
  app-share-public: error
locked: [app-share-public]
overrides:
  - files: ["sandbox/**"]
    rules: { app-healthcheck-missing: off }
modules:
  "registry.coder.com/{namespace}/{name}/coder": "../registry/registry/{namespace}/modules/{name}"
`,
  "root: true\nextends: ./base.yaml\nstrictUnknown: true\n",
  "root: true\nextends: [a.yaml, .templatecheck.yaml]\nprofiles: {a: {edition: oss}, b: {wildcardAccessUrl: null}}\n",
  '{"rules": {"agent-name-case": "off"}, "overrides": [{"files": "*", "rules": {}}]}\n',
  "profiles: &a\n  b: *a\n",
  "a: &a [1, 2]\nb: *a\n<<: *a\n? complex\n: value\n--- \n...\n",
  "=== .templatecheck.yaml ===\nextends: b.yaml\n=== b.yaml ===\nextends: .templatecheck.yaml\nrules: {}\n",
];
const pieces = [
  ..."{}[]:,-&*!|>'\"%@`#?\n \t~",
  ...[
    "&a ",
    "*a",
    "<<: ",
    "!!binary ",
    "!!int ",
    "---\n",
    "...\n",
    "  ",
    "- ",
    ": ",
    "null",
    "off",
    "0x1f",
    ".inf",
    "\ufeff",
    "🙂",
    "\0",
  ],
  ...[
    "__proto__: 1\n",
    "root: true\n",
    "extends: ",
    "profiles:\n",
    "rules:\n",
    "**",
    "../",
    "/",
    "{name}",
    "1e999",
    "2026-01-01",
  ],
];

function told({ diagnostics }: ConfigResult): string {
  return JSON.stringify(diagnostics.map(({ headline }) => headline));
}

function settings({ config, sources }: ConfigResult): string {
  return JSON.stringify([config, sources], (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

export const configuration: Target = {
  name: "configuration",
  holds: "any text is a configuration or has mistakes with places in it; read twice it is the same",
  input: (random) => mutated(random.pick(seeds), random, pieces, seeds),
  async problem(input) {
    const files = readFiles(input);
    const host = memoryHost(
      Object.fromEntries([...files].map(([path, text]) => [path === "main.tf" ? ".templatecheck.yaml" : path, text])),
    );
    const read = () => readConfig(host, "", { loadYaml: async () => yaml });
    const result = await read();
    for (const diagnostic of result.diagnostics) {
      const { file, span } = primaryLabel(diagnostic);
      if (span.start < 0 || span.end < span.start || span.end > file.text.length) {
        return `place: "${diagnostic.headline}" at ${span.start}–${span.end} of ${file.text.length}`;
      }
    }
    const again = await read();
    if (told(result) !== told(again)) return "repeated: other mistakes";
    return settings(result) === settings(again) ? null : "repeated: another configuration";
  },
};
