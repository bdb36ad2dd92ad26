/** A template that would blow up without a budget, and what the others are made of. */

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Case {
  readonly name: string;
  /** What the output says: the budget, or why the thing isn't read. */
  readonly says: RegExp;
  readonly files: () => Files;
  /** What files alone can't be: links, pipes, very many. */
  readonly prepare?: (directory: string) => void;
  /** Default `["compile", "main.tf"]`. */
  readonly argv?: readonly string[];
  /** Exit code; default 1. */
  readonly code?: number;
  /** Too much to make in every test run. */
  readonly large?: boolean;
}

export const template = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.13"
    }
  }
}
data "coder_workspace" "me" {}
resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}
resource "terraform_data" "machine" {
  count = data.coder_workspace.me.start_count
  input = coder_agent.dev.init_script
}
`;

export function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}

/** One with a path that tells what `value` is. */
export function app(name: string, value: string): string {
  return `resource "coder_app" "${name}" {
  agent_id = coder_agent.dev.id
  slug     = "${name}"
  url      = "http://localhost:4000/\${${value}}"
}
`;
}

export function parameter(name: string, options: readonly string[]): string {
  const listed = options.map((value) => `  option {\n    name = "${value}"\n    value = "${value}"\n  }\n`);
  return `data "coder_parameter" "${name}" {\n  name = "${name}"\n  default = "${options[0] ?? ""}"\n${listed.join("")}}\n`;
}

/** `left`, again and again, then `middle`, then as many `right`. */
export function nested(left: string, middle: string, right: string, count = 10_000): string {
  return left.repeat(count) + middle + right.repeat(count);
}

/** A template with an app whose address needs `local.value`. */
export function withLocals(locals: string, more = ""): () => Files {
  const reading = app("two", "length(jsonencode(local.value))");
  return () => ({ "main.tf": `${template}locals {\n${locals}\n}\n${more}${reading}` });
}

export function withValue(expression: string): () => Files {
  return withLocals(`  value = ${expression}`);
}

/** 2 MB. */
export const bigText = `  t0 = "0123456789abcdef"
${times(17, (at) => `  t${at + 1} = "\${local.t${at}}\${local.t${at}}"\n`)}  text = local.t17
`;

export const spent = /budget "steps" is used up|too much work/;
export const anyBudget = /at most 10000|budget "[a-z ]+"|budget: [a-z ]+: |too much work|more than \d+ /;
