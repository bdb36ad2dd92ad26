import { expect, it } from "vitest";
import { inspectChoices, inspectPlan } from "../../src/check/inspect.ts";
import { defaultInputs } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { memoryHost } from "../memory-host.ts";
import { base, libraries } from "../validate/harness.ts";

it.each([
  ["choices", inspectChoices],
  ["plan", inspectPlan],
])("%s calls files and directories as they are shown", (_, inspect) => {
  const source = "registry.coder.com/coder/editor/coder";
  const host = memoryHost({ "t/main.tf": `${base}module "editor" {\n  source = "${source}"\n}\n` });
  const inputs = {
    ...defaultInputs,
    moduleMap: new Map([[source, "vendor/editor"]]),
    shown: (path: string) => `../${path}`,
  };
  const found = inspect(host, "t", inputs, libraries).diagnostics.filter(({ rule }) => rule === "module-not-loaded");
  expect(found.map((diagnostic) => [primaryLabel(diagnostic).file.name, diagnostic.headline])).toEqual([
    ["../t/main.tf", `module "${source}" isn't loaded: it is mapped to ../vendor/editor, which is no directory here`],
  ]);
});
