/** One file of a module: its blocks, each by its own loader. */

import { type BodySchema, content } from "../hcl/content.ts";
import type { Block, Body } from "../hcl/tree.ts";
import { reportUnexpected } from "./block-content.ts";
import { emptyFileConfig, type FileConfig } from "./file-config.ts";
import { loadAction } from "./load-action.ts";
import { loadModuleCall } from "./load-module-call.ts";
import { loadCheck, loadImport, loadMoved, loadRemoved } from "./load-other.ts";
import { loadLocals, loadOutput } from "./load-output.ts";
import { loadProvider } from "./load-provider.ts";
import { loadResource } from "./load-resource.ts";
import { loadTerraform } from "./load-terraform.ts";
import { loadVariable } from "./load-variable.ts";
import { type Reading, tell } from "./problem.ts";

/** Terraform 1.14's. */
const schema: BodySchema = {
  attributes: [],
  blocks: [
    { type: "terraform", labels: [] },
    { type: "provider", labels: ["name"] },
    { type: "variable", labels: ["name"] },
    { type: "locals", labels: [] },
    { type: "output", labels: ["name"] },
    { type: "module", labels: ["name"] },
    { type: "resource", labels: ["type", "name"] },
    { type: "data", labels: ["type", "name"] },
    { type: "ephemeral", labels: ["type", "name"] },
    { type: "action", labels: ["type", "name"] },
    { type: "moved", labels: [] },
    { type: "removed", labels: [] },
    { type: "import", labels: [] },
    { type: "check", labels: ["name"] },
  ],
};

export function loadFile(body: Body, reading: Reading): FileConfig {
  const into = emptyFileConfig(reading.file);
  const found = content(body, schema);
  for (const diagnostic of found.diagnostics) reading.report(diagnostic);
  const unexpected = found.unexpected.filter((item) => {
    const misplaced = (item.kind === "block" ? item.type : item.name) === "required_providers";
    if (misplaced) {
      const span = item.kind === "block" ? item.typeSpan : item.nameSpan;
      tell(reading, span, "`required_providers` stands outside of `terraform`", {
        help: "write terraform { required_providers { … } }",
      });
    }
    return !misplaced;
  });
  reportUnexpected({ ...found, unexpected }, schema, reading, "a file of a module");
  for (const block of found.blocks) loadBlock(block, into, reading);
  return into;
}

function loadBlock(block: Block, into: FileConfig, reading: Reading): void {
  switch (block.type) {
    case "terraform":
      loadTerraform(block, into, reading);
      break;
    case "provider":
      keep(into.providers, loadProvider(block, reading));
      break;
    case "variable":
      keep(into.variables, loadVariable(block, reading));
      break;
    case "locals":
      into.locals.push(...loadLocals(block, reading));
      break;
    case "output":
      keep(into.outputs, loadOutput(block, reading));
      break;
    case "module":
      keep(into.calls, loadModuleCall(block, reading));
      break;
    case "resource":
      keep(into.resources, loadResource(block, "managed", reading));
      break;
    case "data":
    case "ephemeral":
      keep(into.resources, loadResource(block, block.type, reading));
      break;
    case "action":
      keep(into.actions, loadAction(block, reading));
      break;
    case "moved":
      keep(into.others, loadMoved(block, reading));
      break;
    case "removed":
      into.others.push(loadRemoved(block, reading));
      break;
    case "import":
      keep(into.others, loadImport(block, reading));
      break;
    case "check": {
      const loaded = loadCheck(block, reading);
      keep(into.checks, loaded?.check ?? null);
      keep(into.resources, loaded?.data ?? null);
      break;
    }
  }
}

function keep<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}
