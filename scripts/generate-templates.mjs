/**
 * Small Coder templates for comparison with real plans: parameters of all types, agents, apps, scripts and what else the
 * provider has, with attributes that are mostly right and sometimes odd, in the root and in modules.
 */

import { Generator, sampled } from "./generate-modules.mjs";

/** For each attribute what is right and what is odd; both as expressions. */
const texts = {
  right: [
    '"a"',
    '"Dev box"',
    '"${local.name}"',
    "local.name",
    "null",
    '"x-${length(local.list)}"',
    "upper(local.name)",
  ],
  odd: ['""', "3", "true", "[]", "{}", '" "', "local.list", "tostring(null)", '"\\t"', "tolist([])", "1.50"],
};
/** Of what is required. */
const required = ({ right, odd }) => ({ right: right.filter((text) => text !== "null"), odd: [...odd, "null"] });
const booleans = {
  right: ["true", "false", "null", "local.flag", "!local.flag", "length(local.list) > 1"],
  odd: ['"true"', '"false"', "1", '""', '"yes"', "[]", '"True"', "local.name", 'tobool("false")'],
};
const numbers = {
  right: ["1", "5", "30", "local.size", "length(local.list)", "null", "60"],
  odd: [
    "0",
    "-1",
    '"7"',
    "1.5",
    '"x"',
    '""',
    "1e2",
    "true",
    "9007199254740993",
    "local.name",
    "3000000000",
    '"0x10"',
    '"1e1"',
    '"08"',
  ],
};
const icons = {
  right: ['"/icon/code.svg"', '"/emojis/1f4bb.png"', '"https://example.com/i.svg"', "null"],
  odd: [
    '""',
    '" https://x.y"',
    '"%zz"',
    '"a\\tb"',
    "5",
    '"icon.png"',
    '"http://[::1"',
    '"https://ex ample.com"',
    '"::"',
  ],
};
const scripts = {
  right: ['"echo hi"', "<<-EOT\n    echo ${local.name}\n      two\n    EOT", "null", 'join("\\n", local.list)'],
  odd: ['""', "5", "[]", "local.flag"],
};
const oneOf = (right, odd) => ({ right: right.map((text) => (text === "null" ? text : `"${text}"`)), odd });

const agent = {
  arch: [100, oneOf(["amd64", "arm64", "armv7"], ['"x86"', "null", '""', '"AMD64"'])],
  os: [100, oneOf(["linux", "windows", "darwin"], ['"Linux"', "null", "1"])],
  auth: [20, oneOf(["token", "google-instance-identity", "null"], ['"Token"', '""'])],
  dir: [30, { right: ['"/home/x"', "null", '"~/${local.name}"'], odd: ['""', "1", '"relative"', '"/a b/"'] }],
  connection_timeout: [25, numbers],
  startup_script: [30, scripts],
  startup_script_behavior: [20, oneOf(["blocking", "non-blocking", "null"], ['"Blocking"', '""', "true"])],
  shutdown_script: [15, scripts],
  motd_file: [15, texts],
  troubleshooting_url: [15, icons],
  order: [20, numbers],
  api_key_scope: [15, oneOf(["all", "no_user_data", "null"], ['"none"', '""'])],
  env: [
    30,
    {
      right: ["{ A = local.name }", "{}", "null", "{ for s in local.list : upper(s) => s }"],
      odd: ["[]", "{ A = [] }", '{ "" = 1 }', "{ A = null }", '"x"', "{ A = true, B = 1 }"],
    },
  ],
};
const app = {
  display_name: [40, texts],
  icon: [30, icons],
  order: [30, numbers],
  group: [15, texts],
  hidden: [20, booleans],
  tooltip: [15, texts],
  open_in: [15, oneOf(["tab", "slim-window", "null"], ['"window"', '""', '"Tab"'])],
  share: [
    40,
    oneOf(
      ["owner", "authenticated", "public", "null"],
      ['"organization"', '""', '"Public"', 'local.flag ? "public" : "owner"', "local.name"],
    ),
  ],
  subdomain: [40, booleans],
};
const script = {
  display_name: [98, required(texts)],
  icon: [20, icons],
  script: [98, required(scripts)],
  cron: [
    25,
    {
      right: ['"0 0 5 * * *"', "null", '"@daily"', '"*/10 * * * * 1-5"'],
      odd: ['""', '"5 * * * *"', '"x"', '"60 * * * * *"', '"@never"', "1"],
    },
  ],
  run_on_start: [70, booleans],
  run_on_stop: [20, booleans],
  start_blocks_login: [25, booleans],
  timeout: [20, numbers],
  log_path: [15, texts],
};
const parameter = {
  display_name: [30, texts],
  description: [20, texts],
  icon: [20, icons],
  mutable: [30, booleans],
  ephemeral: [3, booleans],
  order: [20, numbers],
  styling: [10, { right: ["jsonencode({ disabled = false })", "null", '"{}"'], odd: ['"x"', '""', "{}"] }],
};

/** The same templates for the same seed, each as its files by name. */
export function generatedTemplates(seed, count) {
  return sampled(seed, count, (next) => new TemplateGenerator(next, true));
}

class TemplateGenerator extends Generator {
  module() {
    this.files = {};
    const blocks = [
      'terraform {\n  required_providers {\n    coder = {\n      source = "coder/coder"\n    }\n  }\n}',
      'data "coder_workspace" "me" {}',
      'data "coder_workspace_owner" "me" {}',
    ];
    this.locals = [
      `  name = ${this.pick(['"web"', '"A b"', 'lower("X")', '"${length(local.list)}"', "data.coder_workspace.me.name", "data.coder_workspace_owner.me.name"])}`,
      `  list = ${this.pick(['["a", "b"]', "[]", '["x"]', 'split(",", "p,q,r")', "keys({ k = 1, l = 2 })"])}`,
      `  flag = ${this.pick(["true", "false", "local.size > 2", 'contains(local.list, "a")', "data.coder_workspace.me.start_count == 1"])}`,
      `  size = ${this.pick(["1", "3", "length(local.list)", "data.coder_workspace.me.start_count"])}`,
    ];
    this.names.string.push("local.name");
    this.names.list.push("local.list");
    this.names.bool.push("local.flag");
    this.names.number.push("local.size");
    this.parameters = [];
    for (let count = this.below(4); count > 0; count--) blocks.push(this.parameter());
    blocks.push(`locals {\n${this.locals.join("\n")}\n}`);
    blocks.push(this.agent());
    for (let count = 1 + this.below(3); count > 0; count--) blocks.push(this.app(`a${this.fresh++}`, this.agentId()));
    if (this.maybe(40)) blocks.push(this.script());
    if (this.maybe(30)) blocks.push(this.env());
    if (this.maybe(30)) blocks.push(this.metadata());
    if (this.maybe(25)) blocks.push(this.preset());
    if (this.maybe(45)) blocks.push(this.child());
    if (this.maybe(15)) blocks.push(this.tags());
    for (let count = this.below(3); count > 0; count--)
      blocks.push(
        `output "o${this.fresh++}" {\n  value = ${this.expression(this.pick(Object.keys(this.names)), 2)}\n}`,
      );
    return { "main.tf": `${blocks.filter((text) => text !== "").join("\n\n")}\n`, ...this.files };
  }

  /** Mostly right. */
  value({ right, odd }) {
    return this.pick(this.below(1000) < 988 ? right : odd);
  }

  attributes(table, indent = "  ") {
    return Object.entries(table)
      .filter(([, [percent]]) => this.maybe(percent))
      .map(([name, [, values]]) => `${indent}${name} = ${this.value(values)}\n`)
      .join("");
  }

  repeat(percent) {
    if (!this.maybe(percent)) return "";
    return this.pick([
      "  count = 1\n",
      "  count = 2\n",
      "  count = local.flag ? 1 : 0\n",
      "  count = data.coder_workspace.me.start_count\n",
      "  count = length(local.list)\n",
      "  for_each = toset(local.list)\n",
      "  for_each = { for i, s in local.list : s => i }\n",
      '  for_each = { one = { port = 8000, share = "owner" }, two = { port = 8001, share = "public" } }\n',
    ]);
  }

  parameter() {
    const id = `p${this.fresh++}`;
    const type = this.pick(["string", "string", "number", "bool", "list(string)"]);
    const [good, bad] = {
      string: [
        ["a", "b", "web"],
        ["", "c", "1"],
      ],
      number: [
        ["1", "2", "3"],
        ["x", "1.5", "", "-1", "07", "1e1"],
      ],
      bool: [
        ["true", "false"],
        ["yes", "True", "1", ""],
      ],
      "list(string)": [
        ['[\\"a\\"]', '[\\"a\\", \\"b\\"]', "[]"],
        ["a", "", "[1]", "{}", '[\\"a\\",]'],
      ],
    }[type];
    const chosen = this.maybe(40);
    const form = this.maybe(35)
      ? `  form_type = "${this.pick(
          this.maybe(93)
            ? {
                string: chosen ? ["radio", "dropdown"] : ["input", "textarea"],
                number: chosen ? ["radio", "dropdown"] : ["input", "slider"],
                bool: chosen ? ["radio", "dropdown"] : ["checkbox", "switch"],
                "list(string)": chosen ? ["multi-select", "radio"] : ["tag-select"],
              }[type]
            : ["radio", "slider", "checkbox", "multi-select", "tag-select", "error", "x", ""],
        )}"\n`
      : "";
    const fallback = this.maybe(85)
      ? `  default = ${this.maybe(90) ? `"${this.pick(this.maybe(93) ? good : bad)}"` : type === "list(string)" ? this.pick(["jsonencode(local.list)", '["a"]']) : this.pick([good[0], "null", "local.name", "local.size", "local.flag"])}\n`
      : "";
    let options = "";
    if (chosen) {
      const values =
        type === "list(string)"
          ? this.pick([this.maybe(15) ? ["a", "b"] : ['["a", "b"]'.replaceAll('"', '\\"')], ['[\\"a\\"]', "[]"]])
          : this.maybe(90)
            ? good
            : [...good, this.pick(bad)];
      if (this.maybe(25) && type !== "list(string)")
        options = `  dynamic "option" {\n    for_each = ${this.pick([`[${values.map((value) => `"${value}"`).join(", ")}]`, `{ ${values.map((value) => `"n-${value}" = "${value}"`).join(", ")} }`])}\n${this.maybe(30) ? "    iterator = it\n" : ""}    content {\n      name = ITER.${this.pick(["value", "key"])}\n      value = ITER.value\n    }\n  }\n`;
      else
        options = values
          .map(
            (value, at) =>
              `  option {\n    name = "${this.maybe(97) ? `n${at}` : "n0"}"\n    value = ${this.maybe(93) ? `"${value}"` : value.includes('"') ? "local.name" : this.pick([`"${value}"`, "1", "true", "local.name"])}\n${this.maybe(20) ? `    icon = ${this.value(icons)}\n` : ""}${this.maybe(15) ? `    description = ${this.value(texts)}\n` : ""}  }\n`,
          )
          .join("");
      options = options.replaceAll("ITER", options.includes("iterator") ? "it" : "option");
    }
    let validation = "";
    if (this.maybe(25)) {
      const rows = this.maybe(85)
        ? type === "number"
          ? this.pick([
              "    min = 0\n    max = 9\n",
              "    min = 1\n",
              '    max = 5\n    monotonic = "increasing"\n',
              "    max = local.size\n",
              '    min = 0\n    max = 2\n    error = "not {value}, {min} to {max}"\n',
            ])
          : this.pick([
              '    regex = "^[a-z]*$"\n    error = "lower"\n',
              '    regex = "^[a-z]+"\n    error = "l"\n',
              '    regex = ".*"\n',
            ])
        : this.pick([
            '    regex = "["\n    error = "x"\n',
            "    min = 5\n    max = 1\n",
            '    monotonic = "up"\n',
            '    error = "x"\n',
            "    min = 1.5\n",
            '    regex = "a"\n    min = 1\n    error = "x"\n',
            "",
          ]);
      validation = `  validation {\n${rows}  }\n`;
    }
    const repeat = this.maybe(12) ? this.pick(["  count = local.flag ? 1 : 0\n", "  count = 1\n"]) : "";
    const name = this.maybe(96) ? id : this.pick(["p0", "Big Name", "", "ü"]);
    this.parameters.push(id);
    const reference = `data.coder_parameter.${id}${repeat === "" ? "" : "[0]"}.value`;
    if (repeat === "" || this.maybe(25)) {
      if (type === "number") this.names.number.push(`tonumber(${reference})`);
      else if (type === "bool") this.names.bool.push(this.pick([`tobool(${reference})`, `(${reference} == "true")`]));
      else if (type === "list(string)") this.names.list.push(`try(jsondecode(${reference}), [])`);
      this.names.string.push(reference);
    } else this.names.string.push(`try(${reference}, "none")`);
    return `data "coder_parameter" "${id}" {\n${repeat}  name = "${name}"\n${type === "string" && this.maybe(50) ? "" : `  type = "${type}"\n`}${form}${fallback}${this.attributes(parameter)}${options}${validation}}`;
  }

  agent() {
    this.agentRepeat = this.maybe(20)
      ? this.pick(["  count = data.coder_workspace.me.start_count\n", "  count = 1\n", '  for_each = toset(["one"])\n'])
      : "";
    const metadata = Array.from(
      { length: this.maybe(35) ? 1 + this.below(2) : 0 },
      (_, at) =>
        `  metadata {\n    key = ${this.maybe(97) ? `"k${at}"` : this.pick(['"k0"', '""', "1", "local.name"])}\n    script = ${this.value(required(scripts))}\n    interval = ${this.value(required(numbers))}\n${this.maybe(40) ? `    timeout = ${this.value(numbers)}\n` : ""}${this.maybe(30) ? `    display_name = ${this.value(texts)}\n` : ""}${this.maybe(20) ? `    order = ${this.value(numbers)}\n` : ""}  }\n`,
    ).join("");
    const dynamic = this.maybe(15)
      ? `  dynamic "metadata" {\n    for_each = ${this.pick(["local.list", "toset(local.list)", "{ for s in local.list : s => 5 }", "local.flag ? [1] : []"])}\n    content {\n      key = "d${this.pick(["-${metadata.key}", "-${metadata.value}", ""])}"\n      script = "echo"\n      interval = ${this.pick(["10", "metadata.key", "metadata.value", "length(local.list)"])}\n    }\n  }\n`
      : "";
    const display = this.maybe(25)
      ? `  display_apps {\n${["vscode", "vscode_insiders", "web_terminal", "ssh_helper", "port_forwarding_helper"]
          .filter(() => this.maybe(35))
          .map((name) => `    ${name} = ${this.value(booleans)}\n`)
          .join("")}  }\n`
      : "";
    const monitoring = this.maybe(15)
      ? `  resources_monitoring {\n    memory {\n      enabled = ${this.value(required(booleans))}\n      threshold = ${this.value({ right: ["80", "0", "100", "local.size"], odd: ["101"] })}\n    }\n${this.maybe(40) ? `    volume {\n      path = ${this.value({ right: ['"/home"', '"/${local.name}"'], odd: ['"home"', '""'] })}\n      enabled = true\n      threshold = 50\n    }\n` : ""}  }\n`
      : "";
    const body = `resource "coder_agent" "main" {\n${this.agentRepeat}${this.attributes(agent)}${metadata}${dynamic}${display}${monitoring}}`;
    const compute = `resource "terraform_data" "box" {\n  input = ${this.agentId()}\n}`;
    this.names.any.push(
      this.agentRepeat === ""
        ? "coder_agent.main.os"
        : this.agentRepeat.includes("count")
          ? "coder_agent.main[*].arch"
          : "{ for k, a in coder_agent.main : k => a.os }",
    );
    return `${body}\n\n${compute}`;
  }

  agentId() {
    if (this.agentRepeat.includes("for_each"))
      return this.pick([
        'coder_agent.main["one"].id',
        "values(coder_agent.main)[0].id",
        "one([for a in coder_agent.main : a.id])",
      ]);
    if (this.agentRepeat !== "")
      return this.pick([
        "coder_agent.main[0].id",
        "one(coder_agent.main[*].id)",
        "coder_agent.main.0.id",
        "element(coder_agent.main[*].id, 0)",
      ]);
    return this.pick(["coder_agent.main.id", '"${coder_agent.main.id}"', "resource.coder_agent.main.id"]);
  }

  app(id, agentId) {
    const repeat = this.repeat(30);
    const unique = repeat.includes("count") ? "-${count.index}" : repeat.includes("for_each") ? "-${each.key}" : "";
    const slug = this.maybe(97)
      ? `"${id}${unique}"`
      : this.pick(['"App"', '"a--b"', '"-a"', '"a_b"', '""', "null", `"${id}-\${local.name}"`, "local.name", '"8080"']);
    const port = repeat.includes("port")
      ? this.pick(["${each.value.port}", "80"])
      : repeat.includes("=> i")
        ? "${9000 + each.value}"
        : repeat.includes("count")
          ? "${8000 + count.index}"
          : this.pick(["3000", "${3000 + local.size}", "808${local.size}"]);
    const target = this.pick([
      `  url = "http://localhost:${port}"\n`,
      `  url = "http://127.0.0.1:${port}/${"${local.name}"}/"\n`,
      `  url = "http://localhost:${port}/?folder=${this.pick(["/home", "${urlencode(local.name)}", "${data.coder_workspace.me.name}"])}"\n`,
      `  url = local.flag ? "http://localhost:1" : "http://localhost:2"\n`,
      `  command = "${this.pick(["bash", "tmux attach -t ${local.name}", '${join(" ", local.list)}'])}"\n`,
      `  url = "https://example.com/${"${local.name}"}"\n  external = ${this.value(booleans)}\n`,
      this.pick([
        "",
        '  url = ""\n',
        '  url = "vscode://x/${local.name}"\n  external = true\n',
        '  url = "localhost:80"\n',
        "  url = null\n",
        '  command = null\n  url = "http://localhost:1"\n',
      ]),
    ]);
    const health = this.maybe(/command|external/.test(target) ? 3 : 20)
      ? this.pick([
          `  healthcheck {\n    url = "http://localhost:${port}/healthz"\n    interval = ${this.value(required(numbers))}\n    threshold = ${this.value(required(numbers))}\n  }\n`,
          `  dynamic "healthcheck" {\n    for_each = ${this.value({ right: ["local.flag ? [1] : []", "toset([local.name])"], odd: ["local.list"] })}\n    content {\n      url = "http://localhost/${"${healthcheck.key}"}"\n      interval = 5\n      threshold = 6\n    }\n  }\n`,
        ])
      : "";
    let attributes = this.attributes(app);
    // Now and then what excludes each other.
    if (this.maybe(92)) {
      if (target.includes("command")) attributes = attributes.replace(/ {2}subdomain = .*\n/, "");
      if (target.includes("external")) attributes = attributes.replaceAll(/ {2}(subdomain|share) = .*\n/g, "");
    }
    const share =
      repeat.includes("share") && this.maybe(60)
        ? attributes.replace(/ {2}share = .*\n/, "  share = each.value.share\n")
        : attributes;
    this.names.any.push(
      repeat === ""
        ? `coder_app.${id}.${this.pick(["slug", "url", "display_name", "share"])}`
        : repeat.includes("count")
          ? `coder_app.${id}[*].slug`
          : `[for a in coder_app.${id} : a.slug]`,
    );
    return `resource "coder_app" "${id}" {\n${repeat}  agent_id = ${agentId}\n  slug = ${slug}\n${target}${share}${health}}`;
  }

  script() {
    return `resource "coder_script" "s${this.fresh++}" {\n${this.repeat(15)}  agent_id = ${this.agentId()}\n${this.attributes(script)}}`;
  }

  env() {
    return `resource "coder_env" "e${this.fresh++}" {\n${this.repeat(20)}  agent_id = ${this.agentId()}\n  name = ${this.maybe(97) ? '"PATH_X"' : this.pick(['""', "null", "local.name", '"1a"', '"a b"'])}\n  value = ${this.value(texts)}\n${this.maybe(30) ? `  merge_strategy = ${this.value(oneOf(["replace", "append", "prepend", "error", "null"], ['"Append"', '""', "1"]))}\n` : ""}}`;
  }

  metadata() {
    const items = Array.from(
      { length: this.below(3) },
      (_, at) =>
        `  item {\n    key = ${this.maybe(94) ? `"i${at}"` : '"i0"'}\n${this.maybe(90) ? `    value = ${this.value(texts)}\n` : ""}${this.maybe(20) ? `    sensitive = ${this.value(booleans)}\n` : ""}  }\n`,
    ).join("");
    return `resource "coder_metadata" "m${this.fresh++}" {\n${this.repeat(10)}  resource_id = ${this.value({ right: ["terraform_data.box.id", '"x"'], odd: ["null"] })}\n${this.maybe(30) ? `  hide = ${this.value(booleans)}\n` : ""}${this.maybe(30) ? `  icon = ${this.value(icons)}\n` : ""}${this.maybe(30) ? `  daily_cost = ${this.value(numbers)}\n` : ""}${items}}`;
  }

  preset() {
    const given = this.parameters
      .filter(() => this.maybe(60))
      .map(
        (id) =>
          `    ${this.pick([`(data.coder_parameter.${id}.name)`, id])} = ${this.pick(['"a"', '"1"', '"true"', "1", "local.name"])}`,
      );
    const parameters = this.maybe(90)
      ? `  parameters = {\n${given.join("\n")}\n  }\n`
      : this.pick(["", "  parameters = {}\n", "  parameters = null\n", "  parameters = []\n"]);
    const prebuilds = this.maybe(40)
      ? `  prebuilds {\n    instances = ${this.value(required(numbers))}\n${this.maybe(30) ? `    expiration_policy {\n      ttl = ${this.value({ right: ["3600", "0"], odd: ["-1", "31536001", "local.size"] })}\n    }\n` : ""}${this.maybe(40) ? `    scheduling {\n      timezone = ${this.value({ right: ['"UTC"', '"Europe/Berlin"'], odd: ['"Mars"', '""'] })}\n      schedule {\n        cron = ${this.value({ right: ['"* 8-18 * * 1-5"', '"* 1 * * *"'], odd: ['"0 8 * * *"', '"* * * *"', '"* 25 * * *"'] })}\n        instances = 2\n      }\n    }\n` : ""}  }\n`
      : "";
    return `data "coder_workspace_preset" "w${this.fresh++}" {\n  name = ${this.value(required(texts))}\n${this.maybe(20) ? `  default = ${this.value(booleans)}\n` : ""}${this.maybe(15) ? `  description = ${this.value(texts)}\n` : ""}${this.maybe(15) ? `  icon = ${this.value(icons)}\n` : ""}${parameters}${prebuilds}}`;
  }

  tags() {
    return `data "coder_workspace_tags" "t" {\n  tags = ${this.pick(["{ a = local.name }", "{ a = 1, b = true }", "{}", "null", '{ "a" = data.coder_workspace.me.name }', "{ a = null }", "[]", "{ a = [] }"])}\n}`;
  }

  /** A module that is given the agent, as a text or as a whole. */
  child() {
    const inner = new TemplateGenerator(this.next, true);
    inner.agentRepeat = "";
    const whole = this.maybe(30);
    const variables = [
      whole
        ? `variable "agent" {\n  type = ${this.pick(["any", "object({ id = string })", "object({ id = string, os = string })", 'object({ id = string, extra = optional(string, "e") })'])}\n}`
        : 'variable "agent_id" {\n  type = string\n}',
      `variable "apps" {\n  type = ${this.pick(['map(object({ port = number, share = optional(string, "owner") }))', "any", "map(any)"])}\n  default = {}\n}`,
      'variable "name" {\n  type = string\n  default = "m"\n}',
    ];
    const agentId = whole ? "var.agent.id" : "var.agent_id";
    const locals = `locals {\n  name = var.name\n  list = keys(var.apps)\n  flag = length(var.apps) > 0\n  size = length(var.apps)\n}`;
    inner.names.string.push("var.name");
    const apps = this.pick([
      () =>
        `resource "coder_app" "x" {\n  for_each = var.apps\n  agent_id = ${agentId}\n  slug = "${"${var.name}-${each.key}"}"\n  url = "http://localhost:${"${each.value.port}"}"\n  share = ${this.pick(["each.value.share", 'lookup(each.value, "share", "owner")', 'try(each.value.share, "public")'])}\n}`,
      () => inner.app("x", agentId),
      () =>
        `resource "coder_app" "x" {\n  count = length(var.apps)\n  agent_id = ${agentId}\n  slug = "${"${var.name}-${keys(var.apps)[count.index]}"}"\n  url = "http://localhost:${"${values(var.apps)[count.index].port}"}"\n}`,
    ])();
    const output = this.pick([
      "coder_app.x",
      "coder_app.x[*]",
      "{ id = var.name, all = coder_app.x }",
      ...(/^ {2}(count|for_each) =/m.test(apps) || this.maybe(10)
        ? ["[for a in coder_app.x : a.slug]", "length(coder_app.x)"]
        : ["coder_app.x.slug", "try(coder_app.x.url, null)"]),
    ]);
    const header = 'terraform {\n  required_providers {\n    coder = {\n      source = "coder/coder"\n    }\n  }\n}';
    this.files["m/main.tf"] =
      `${[header, ...variables, locals, apps, `output "apps" {\n  value = ${output}\n}`].join("\n\n")}\n`;
    const repeat = this.pick([
      "",
      "",
      "  count = 2\n",
      "  count = local.flag ? 1 : 0\n",
      '  for_each = toset(["x", "y"])\n',
      "  for_each = toset(local.list)\n",
      "  for_each = { for s in local.list : s => {} }\n",
    ]);
    const name =
      repeat === ""
        ? this.pick(['"mod"', "local.name"])
        : repeat.includes("count")
          ? '"m${count.index}"'
          : '"m-${each.key}"';
    const given = this.pick([
      "{}",
      "{ one = { port = 1 }, two = { port = 2 } }",
      '{ one = { port = 1, share = "public" }, two = { port = 2 } }',
      '{ one = { port = "81", share = "public" } }',
      "{ for i, s in local.list : s => { port = 7000 + i } }",
      ...(this.maybe(10) ? ["null"] : []),
    ]);
    const agentValue =
      this.agentRepeat === ""
        ? "coder_agent.main"
        : this.agentRepeat.includes("count")
          ? "coder_agent.main[0]"
          : 'coder_agent.main["one"]';
    const extra = `${this.maybe(20) ? "  providers = { coder = coder }\n" : ""}${this.maybe(15) ? `  depends_on = [${this.pick(["terraform_data.box", "coder_agent.main", "data.coder_workspace.me"])}]\n` : ""}`;
    const suffix = this.pick([".apps", "", "[*].apps"]);
    const reference = `module.m${repeat === "" ? suffix.replace("[*]", "") : repeat.includes("count") ? this.pick(["[*].apps", "", "[0].apps"]) : ""}`;
    const output2 = `output "m" {\n  value = ${this.pick([reference, `try(${reference}, null)`, `[for k, v in ${reference} : k]`, `jsonencode(try(keys(${reference}), 0))`])}\n}`;
    return `module "m" {\n  source = "./m"\n${repeat}${whole ? `  agent = ${agentValue}\n` : `  agent_id = ${this.agentId()}\n`}  apps = ${given}\n${this.maybe(85) ? `  name = ${name}\n` : ""}${extra}}\n\n${output2}`;
  }
}
