import { type CheckInputs, defaultInputs, type Libraries } from "../../src/check-types.ts";
import { type ModuleFile, TemplateView } from "../../src/lsp/template-view.ts";
import { memoryHost } from "../memory-host.ts";

const libraries: Libraries = {
  regex: () => ({ compile: () => ({ ok: false, problem: "not here" }) }),
  yaml: () => ({ parse: () => ({ ok: false, problem: "not here", line: 1 }) }),
};

export interface Marked {
  readonly place: ModuleFile;
  readonly offset: number;
  /** Without the mark. */
  readonly text: string;
}

/** The place of the cursor, which stands as "▮" in one of the files. */
export function marked(
  files: Readonly<Record<string, string>>,
  directory = "",
  inputs: CheckInputs = defaultInputs,
): Marked {
  const [name] = Object.entries(files).find(([, content]) => content.includes("▮")) ?? [];
  if (name === undefined) throw new Error("no mark");
  const text = files[name] ?? "";
  const offset = text.indexOf("▮");
  const plain = { ...files, [name]: text.replace("▮", "") };
  const place = new TemplateView(memoryHost(plain), directory, inputs, libraries).module(name);
  if (!place) throw new Error(`${name} is no file of the template`);
  return { place, offset, text: plain[name] ?? "" };
}

export const ground = `data "coder_workspace" "me" {}
data "coder_parameter" "ide" {
  name    = "ide"
  default = "code"
  option {
    name  = "VS Code"
    value = "code"
  }
  option {
    name  = "JetBrains"
    value = "jetbrains"
  }
}
variable "token" {
  default   = "hush"
  sensitive = true
}
locals {
  port   = data.coder_parameter.ide.value == "code" ? 13337 : 8080
  secret = { token = var.token, open = "yes" }
}
resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}
resource "docker_container" "workspace" {
  count = data.coder_workspace.me.start_count
  env   = ["TOKEN=\${coder_agent.dev.token}"]
}
`;
