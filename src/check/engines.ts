/** Makes the engines that evaluate a template. */

import type { CheckInputs, Libraries, Profile } from "../check-types.ts";
import type { Build } from "../coder/build.ts";
import type { Comparisons } from "../coder/comparisons.ts";
import { CoderProvider } from "../coder/provider.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { renderTemplate } from "../hcl/render-template.ts";
import type { FunctionEnvironment } from "../hcl/scope.ts";
import { errorValue, stringValue, unknownValue } from "../hcl/values.ts";
import { Engine } from "../terraform/engine.ts";
import type { EngineMode } from "../terraform/evaluated.ts";
import { terraformFunctions } from "../terraform/functions/table.ts";
import type { Template } from "./template.ts";

export interface EngineRequest {
  readonly mode: EngineMode;
  readonly template: Template;
  readonly profile: Profile;
  readonly inputs: CheckInputs;
  readonly libraries: Libraries;
  /** One choice: what is given, else the defaults. */
  readonly single: boolean;
  /** Of an earlier run over the same template. */
  readonly comparisons?: Comparisons;
  /** Told each file that a function reads. */
  readonly onRead?: (path: string, bytes: Uint8Array) => void;
}

export function makeEngine(request: EngineRequest): Engine {
  const { template, inputs, profile } = request;
  const build: Build = {
    workspace: inputs.workspace,
    owner: inputs.owner,
    accessUrl: profile.accessUrl ?? null,
    parameters: inputs.parameters,
    single: request.single,
    alone: template.alone,
  };
  const provider = new CoderProvider(template.schemas, build, request.comparisons);
  const engine = new Engine({
    mode: request.mode,
    root: template.root,
    provider,
    functions: terraformFunctions,
    environment: environmentOf(request, (amount) => engine.spend(amount)),
    budgets: template.budgets,
    terraformWorkspace: "default",
    olderTerraform: template.olderTerraform,
    compared: (parameter, text) => provider.comparisons.add(parameter, text),
    rootVariable: (config, scope) => {
      const given = template.given.values.get(config.name);
      if (!given) return null;
      const value =
        given.value.kind === "text"
          ? stringValue(given.value.text)
          : evaluate(given.value.expr, { ...scope, file: given.file });
      return { value, place: given.place, from: given.from };
    },
    unsetVariable: (config, report) => {
      if (template.alone)
        return unknownValue(config.type, `variable "${config.name}" is given by whoever calls the module`, {
          dependsOn: [`var.${config.name}`],
        });
      report({
        rule: "variable-unset",
        severity: "error",
        headline: `variable "${config.name}" has neither a value nor a default`,
        labels: [{ file: config.file, span: config.header, text: "", primary: true }],
        notes: [],
        help: `give a default, or a value: --var ${config.name}=…, a .tfvars file, or TF_VAR_${config.name}`,
      });
      return errorValue(config.type);
    },
  });
  return engine;
}

function environmentOf(
  { template, libraries, onRead }: EngineRequest,
  spend: (amount: number) => boolean,
): Omit<FunctionEnvironment, "spend"> {
  const { host, directory } = template;
  const allowed = [directory, ...template.tree.configs.map((config) => config.directory)];
  const inside = (path: string): string | null => {
    const resolved = resolvePath(directory, path);
    if (
      resolved === null ||
      !allowed.some((root) => root === "" || resolved === root || resolved.startsWith(`${root}/`))
    )
      return null;
    return resolved;
  };
  const environment: Omit<FunctionEnvironment, "spend"> = {
    readFile: (path) => {
      const resolved = inside(path);
      if (resolved === null) return { ok: false, code: "outside", reason: "outside the template's tree" };
      const result = host.read(resolved);
      if (!result.ok) return result;
      onRead?.(resolved, result.bytes);
      spend(result.bytes.length / 64);
      return result;
    },
    listFiles: (path) => {
      const resolved = inside(path);
      if (resolved === null) return { ok: false, reason: "outside the template's tree" };
      const files = listDeep(template, resolved);
      if (files === null) {
        return { ok: false, reason: `more than ${template.budgets.files} files and directories ("files")` };
      }
      spend(files.length);
      return { ok: true, files };
    },
    digest: (algorithm, bytes) => host.digest(algorithm, bytes),
    renderTemplate: (path, text, variables, caller) =>
      renderTemplate({
        path,
        text,
        variables,
        caller,
        functions: terraformFunctions,
        environment: { ...environment, spend },
      }),
    regex: () => libraries.regex(),
    yaml: () => libraries.yaml(),
  };
  return environment;
}

/** Relative to the root module's directory, as Terraform is run there; null for what only an absolute path could mean. */
function resolvePath(directory: string, path: string): string | null {
  if (path.startsWith("/") || path.startsWith("~") || path.includes("\0")) return null;
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (parts.length === 0) return null;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join("/");
}

/** Null when there are too many. Links can make circles, and directories without a file in them. */
function listDeep(template: Template, root: string): string[] | null {
  const files: string[] = [];
  let left = template.budgets.files;
  const visit = (directory: string, prefix: string, depth: number): void => {
    if (depth > 32 || left-- <= 0) return;
    for (const entry of template.host.list(directory) ?? []) {
      const name = `${prefix}${entry.name}`;
      if (left <= 0) return;
      if (entry.kind === "file") {
        files.push(name);
        left--;
      } else if (entry.kind === "directory")
        visit(directory === "" ? entry.name : `${directory}/${entry.name}`, `${name}/`, depth + 1);
    }
  };
  visit(root, "", 0);
  return left > 0 ? files.sort() : null;
}
