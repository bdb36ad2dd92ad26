/** Checks of small templates that stand in a test. */

import { check } from "../../src/check/check.ts";
import {
  type CheckedDiagnostic,
  type CheckInputs,
  type CheckResult,
  defaultInputs,
  type Libraries,
} from "../../src/check-types.ts";
import { primaryLabel, type RuleId } from "../../src/diagnostic.ts";
import { createRe2Engine } from "../../src/terraform/functions/re2-engine.ts";
import { createYamlReader } from "../../src/terraform/functions/yaml-engine.ts";
import { memoryHost } from "../memory-host.ts";

export const libraries: Libraries = { regex: createRe2Engine, yaml: createYamlReader };

/** Path → text; a text alone is `main.tf`. */
export function checkText(
  files: string | Readonly<Record<string, string>>,
  inputs: Partial<CheckInputs> = {},
): CheckResult {
  const host = memoryHost(typeof files === "string" ? { "main.tf": files } : files);
  return check(host, "", { ...defaultInputs, ...inputs }, libraries, "lint");
}

/** Agent, machine and everything else that a template needs to be right; apps go behind it. */
export const base = `
terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.13"
    }
  }
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

resource "terraform_data" "vm" {
  count = data.coder_workspace.me.start_count
  input = coder_agent.main.init_script
}
`;

export function app(label: string, body: string): string {
  return `
resource "coder_app" "${label}" {
  agent_id = coder_agent.main.id
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;
}

export function found(result: CheckResult, rule: RuleId): readonly CheckedDiagnostic[] {
  return result.diagnostics.filter((diagnostic) => diagnostic.rule === rule);
}

/** `severity rule file: marked text`, with the choice behind it. */
export function lineOf(diagnostic: CheckedDiagnostic): string {
  const { file, span } = primaryLabel(diagnostic);
  const when = diagnostic.witness ? ` when ${JSON.stringify(diagnostic.witness)}` : "";
  return `${diagnostic.severity} ${diagnostic.rule} ${file.name}: ${file.text.slice(span.start, span.end)}${when}`;
}
