/**
 * Small Terraform modules for comparison with real plans: variables, locals, repeated resources and outputs whose
 * expressions use most of the language. Mostly well-typed; now and then something is of a type that has to be converted,
 * or can't be.
 */

import fc from "fast-check";

/** The same modules for the same seed, each as its files by name. `coder`: with an agent and apps. */
export function generatedModules(seed, count, coder) {
  return sampled(seed, count, (next) => new Generator(next, coder));
}

export function sampled(seed, count, make) {
  const arbitrary = fc.noBias(fc.gen()).map((next) => make(next).module());
  return fc.sample(arbitrary, { seed, numRuns: count });
}

// Without bias: fast-check would rather give the first and the last.
const nat = (max) => fc.noBias(fc.nat({ max }));

const words = [
  "a",
  "b",
  "web",
  "Dev",
  "x-1",
  "été",
  "",
  " pad ",
  "12",
  "007",
  "true",
  "null",
  "ß",
  'q\\"q',
  "l\\nl",
  "$${v}",
  "%%{w}",
];
const keys = ["a", "b", "c", "web", "k-1", "1"];
const numbers = ["0", "1", "2", "3", "7", "10", "-1", "0.5", "1.25", "1e3", "100000000000000000000"];

export class Generator {
  constructor(next, coder) {
    this.next = next;
    this.coder = coder;
    /** Names that expressions may use, by type. */
    this.names = { string: [], number: [], bool: [], list: [], map: [], object: [], any: [] };
    this.fresh = 0;
  }

  below(limit) {
    return this.next(nat, limit - 1);
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  maybe(percent) {
    return this.below(100) < percent;
  }

  module() {
    const blocks = [];
    for (let count = 1 + this.below(3); count > 0; count--) blocks.push(this.variable());
    const locals = [];
    for (let count = 2 + this.below(4); count > 0; count--) {
      const type = this.pick(["string", "number", "bool", "list", "list", "map", "map", "object"]);
      const name = `l${this.fresh++}`;
      const depth = 2 + this.below(2);
      locals.push(`  ${name} = ${this.expression(type, depth)}`);
      this.names[type].push(`local.${name}`);
    }
    blocks.push(`locals {\n${locals.join("\n")}\n}`);
    if (this.maybe(60)) blocks.push(this.repeated());
    if (!this.coder && this.maybe(30)) blocks.push(this.call());
    if (this.coder) blocks.push(...this.apps());
    for (let count = 1 + this.below(3); count > 0; count--) {
      const type = this.pick(Object.keys(this.names));
      blocks.push(`output "o${this.fresh++}" {\n  value = ${this.expression(type, 3)}\n}`);
    }
    for (const name of Object.values(this.names)
      .flat()
      .filter((text) => text.startsWith("local."))) {
      blocks.push(`output "${name.replace(".", "_")}" {\n  value = ${name}\n}`);
    }
    const files = { "main.tf": `${blocks.join("\n\n")}\n` };
    return this.child ? { ...files, "m/main.tf": this.child } : files;
  }

  /** A call of a small module, once or several times. */
  call() {
    const inner = new Generator(this.next, false);
    const variables = ["string", "list", "map"].map((type) => {
      const name = `in_${type}`;
      inner.names[type].push(`var.${name}`);
      const constraint = { string: "string", list: "list(string)", map: "map(string)" }[type];
      const more = this.pick([
        "",
        "\n  nullable = false",
        `\n  default = ${inner.constant(type)}`,
        "\n  default = null",
      ]);
      return `variable "${name}" {\n  type = ${constraint}${more}\n}`;
    });
    const output = this.pick(["string", "list", "map", "number"]);
    this.child = `${variables.join("\n\n")}\n\noutput "out" {\n  value = ${inner.expression(output, 3)}\n}\n`;
    const repeat = this.pick([
      "",
      "  count = 2\n",
      '  for_each = toset(["x", "y"])\n',
      `  for_each = ${this.expression("map", 1)}\n`,
    ]);
    const each = repeat.includes("for_each")
      ? ["each.key", '"<${each.key}>"']
      : repeat === ""
        ? []
        : ['"${count.index}"'];
    const argument = (type) =>
      type === "string" && each.length > 0 && this.maybe(60) ? this.pick(each) : this.expression(type, 2);
    const given = ["string", "list", "map"].map((type) => `  in_${type} = ${argument(type)}`);
    const call = `module "m" {\n  source = "./m"\n${repeat}${given.join("\n")}\n}`;
    if (repeat === "") this.names[output].push("module.m.out");
    else if (repeat.includes("count")) this.names.list.push("[for o in module.m[*].out : jsonencode(o)]");
    else this.names.map.push("{ for k, v in module.m : k => jsonencode(v.out) }");
    return call;
  }

  variable() {
    const [type, constraint] = this.pick([
      ["string", "string"],
      ["number", "number"],
      ["bool", "bool"],
      ["list", "list(string)"],
      ["list", "set(string)"],
      ["map", "map(string)"],
      ["map", "map(number)"],
      ["object", "object({ a = string, n = optional(number, 3), t = optional(bool) })"],
      ["any", "any"],
      ["list", "list(any)"],
      ["map", "map(any)"],
      [
        "object",
        'object({ a = string, n = optional(number), b = optional(object({ c = optional(list(string), ["d"]) }), {}) })',
      ],
      ["object", "object({ a = any })"],
    ]);
    const name = `v${this.fresh++}`;
    const fallback = this.maybe(10)
      ? "null"
      : this.constant(type === "any" ? this.pick(["string", "list", "map"]) : type);
    this.names[type].push(`var.${name}`);
    const rule =
      type === "string" && this.maybe(30)
        ? `\n  validation {\n    condition     = ${this.pick([`length(var.${name}) < 9`, `can(regex("^[a-z]*$", var.${name}))`, `var.${name} != "web"`])}\n    error_message = "not \${var.${name}}"\n  }`
        : "";
    return `variable "${name}" {\n  type    = ${constraint}\n  default = ${fallback}${rule}\n}`;
  }

  repeated() {
    const each = this.maybe(60);
    if (each) {
      const map = this.maybe(50);
      const over = map ? this.expression("map", 2) : `toset(${this.expression("list", 2)})`;
      const input = this.pick(["each.key", '"${each.key}-${each.value}"', "upper(each.key)", "each.value"]);
      this.names.map.push("{ for k, r in terraform_data.each : k => r.input }");
      this.names.list.push("keys(terraform_data.each)");
      return `resource "terraform_data" "each" {\n  for_each = ${over}\n  input    = ${input}\n}`;
    }
    const count = this.pick([
      `min(3, abs(${this.expression("number", 1)}))`,
      `length(${this.expression("list", 1)})`,
      `${this.expression("bool", 1)} ? 1 : 0`,
    ]);
    this.names.number.push("length(terraform_data.count)");
    this.names.list.push("terraform_data.count[*].input");
    return `resource "terraform_data" "count" {\n  count = ${count}\n  input = "\${count.index}-${this.pick(["x", "y"])}"\n}`;
  }

  apps() {
    const name = this.pick(["ide", "level", "size"]);
    const options = this.pick([
      ["a", "b", "web"],
      ["owner", "public", "authenticated"],
      ["1", "2", "3"],
    ]);
    this.names.string.push("data.coder_parameter.p.value");
    const header = `terraform {\n  required_providers {\n    coder = {\n      source = "coder/coder"\n    }\n  }\n}\n\nresource "coder_agent" "main" {\n  os   = "linux"\n  arch = "amd64"\n}`;
    const blocks = options.map((value) => `\n  option {\n    name  = "${value}"\n    value = "${value}"\n  }`).join("");
    const parameter = `data "coder_parameter" "p" {\n  name    = "${name}"\n  default = "${this.pick(options)}"${blocks}\n}`;
    const over = this.pick([
      ["", "", ""],
      [`\n  count        = ${this.expression("bool", 1)} ? 2 : 0`, "-${count.index}", "${8000 + count.index}"],
      [`\n  for_each     = toset([for s in ${this.expression("list", 1)} : s])`, "-${length(each.key)}", "8080"],
      [
        `\n  for_each     = { for k, v in ${this.expression("map", 1)} : k => v }`,
        '-${index(keys({ a = 1, b = 2 }), "a")}',
        "9000",
      ],
    ]);
    const [repeat, suffix, port] = over;
    const app = [
      `resource "coder_app" "x" {${repeat}`,
      "  agent_id     = coder_agent.main.id",
      `  slug         = "app${suffix}"`,
      `  display_name = ${this.expression("string", 2)}`,
      `  url          = "http://localhost:${port || "3000"}/\${length(${this.expression("string", 1)})}"`,
      `  order        = ${this.pick(["null", "3", `length(${this.expression("list", 1)})`, this.expression("number", 0)])}`,
      `  subdomain    = ${this.expression("bool", 2)}`,
      `  share        = ${this.expression("bool", 1)} ? "public" : ${this.pick(["null", '"owner"', '"authenticated"'])}`,
      "}",
    ].join("\n");
    this.names.string.push(repeat === "" ? "coder_app.x.slug" : 'join(",", [for a in coder_app.x : a.url])');
    return [header, parameter, app];
  }

  /** An operand of `&&` and `||`, which from Terraform 1.12 on don't always look at both. */
  sound() {
    return this.pick([
      "true",
      "false",
      `can(${this.expression("object", 1)}.a)`,
      `can(tonumber(${this.expression("string", 1)}))`,
    ]);
  }

  /** What fails for many operands is mostly caught. */
  risky(text, type) {
    return this.maybe(12) ? text : `try(${text}, ${this.constant(type)})`;
  }

  constant(type) {
    switch (type) {
      case "string":
        return `"${this.pick(words)}"`;
      case "number":
        return this.pick(numbers);
      case "bool":
        return this.pick(["true", "false"]);
      case "list":
        return `[${this.several(() => this.constant("string"), 4)}]`;
      case "map":
        return `{ ${this.entries(() => this.constant(this.pick(["string", "number"])))} }`;
      default:
        return `{ a = ${this.constant("string")}${this.maybe(60) ? `, n = ${this.constant("number")}` : ""} }`;
    }
  }

  several(make, most) {
    return Array.from({ length: this.below(most + 1) }, make).join(", ");
  }

  entries(make) {
    const chosen = keys.filter(() => this.maybe(40));
    return chosen.map((key) => `"${key}" = ${make()}`).join(", ");
  }

  /** Now and then of another type than asked for. */
  expression(type, depth) {
    const wanted = this.maybe(1) ? this.pick(["string", "number", "bool", "list", "map", "object"]) : type;
    const known = this.names[wanted] ?? [];
    if (known.length > 0 && this.maybe(depth <= 0 ? 70 : 30)) return this.pick(known);
    if (depth <= 0)
      return this.maybe(1) ? this.pick(["tostring(null)", "tonumber(null)", "tolist(null)"]) : this.constant(wanted);
    if (this.maybe(10)) return this.conditional(wanted, depth);
    switch (wanted) {
      case "string":
        return this.text(depth);
      case "number":
        return this.number(depth);
      case "bool":
        return this.bool(depth);
      case "list":
        return this.list(depth);
      case "map":
        return this.map(depth);
      default:
        return this.object(depth);
    }
  }

  conditional(type, depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => this.risky(`(${of("bool")} ? ${of(type)} : ${of(type)})`, type),
      () => `try(${of(type)}, ${of(type)})`,
      () => `try(${of("object")}.missing, ${of(type)})`,
      () => this.risky(`coalesce(${of(type)}, ${of(type)})`, type),
    ])();
  }

  text(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => `"\${${of("string")}}-\${${of("number")}}"`,
      () => `"${this.pick(words)}\${${of("string")}}"`,
      () => `"%{ if ${of("bool")} }yes \${${of("string")}}%{ else }no%{ endif }"`,
      () => this.risky(`"%{ for i, s in ${of("list")} ~}\n \${i}=\${s},%{ endfor }"`.replace("\n", " "), "string"),
      () => `upper(${of("string")})`,
      () => `title(${of("string")})`,
      () => `trimspace(${of("string")})`,
      () =>
        `replace(${of("string")}, ${this.pick(['"a"', '"/[a-z]+/"', '"-"'])}, ${this.pick(['"_"', '"<$0>"', '""'])})`,
      () =>
        this.risky(`substr(${of("string")}, ${this.pick(["0", "1", "-2"])}, ${this.pick(["1", "3", "-1"])})`, "string"),
      () => `join("${this.pick([",", "-", ""])}", ${of("list")})`,
      () => this.risky(`format("%s|%v|%05.1f", ${of("string")}, ${of("bool")}, ${of("number")})`, "string"),
      () => this.risky(`format("%q %d", ${of("string")}, ${of("number")})`, "string"),
      () => `jsonencode(${of(this.pick(["map", "list", "object", "number", "string"]))})`,
      () => `tostring(${of(this.pick(["number", "bool", "string"]))})`,
      () => this.risky(`element(${of("list")}, abs(${of("number")}))`, "string"),
      () => this.risky(`${of("list")}[${this.pick(["0", "1"])}]`, "string"),
      () => this.risky(`lookup(${of("map")}, "${this.pick(keys)}", ${of("string")})`, "string"),
      () => this.risky(`${of("object")}.a`, "string"),
      () => `strrev(${of("string")})`,
      () => `lower(${of("string")})`,
      () => `yamlencode(${of(this.pick(["map", "list", "object", "string"]))})`,
      () => `base64encode(${of("string")})`,
      () => `indent(2, ${of("string")})`,
      () => `chomp("\${${of("string")}}\\n")`,
      () => `trim(${of("string")}, "${this.pick(["a", " ", "ab"])}")`,
      () => this.risky(`regex("${this.pick(["[a-z]+", "^(.)", "(?P<x>[0-9])"])}", ${of("string")})`, "string"),
      () => this.risky(`one(${of("list")})`, "string"),
      () => this.risky(`cidrhost("10.${this.pick(["0", "1"])}.0.0/16", ${of("number")})`, "string"),
      () =>
        this.risky(
          `formatdate("${this.pick(["YYYY-MM-DD", "EEE hh:mm AA"])}", "2024-02-29T13:05:09${this.pick(["Z", "+02:00"])}")`,
          "string",
        ),
      () => `nonsensitive(sensitive(${of("string")}))`,
      () => `coalesce(${of("string")}, "${this.pick(["a", "b"])}")`,
      () => `"\${${of("number")}}\${${of("bool")}}"`,

      () => `sha1(${of("string")})`,
      () => `urlencode(${of("string")})`,
      () => `trimprefix(trimsuffix(${of("string")}, "${this.pick(["a", "1", "-x"])}"), "${this.pick(["a", "x"])}")`,
      () => `(<<-EOT\n    ${this.pick(["one", "  two"])} \${${of("string")}}\n      three\n  EOT\n  )`,
    ])();
  }

  number(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => `${of("number")} ${this.pick(["+", "-", "*"])} ${of("number")}`,
      () => this.risky(`(${of("number")} ${this.pick(["/", "%"])} ${this.pick(["2", "3", "0.5", "-4"])})`, "number"),
      () => `length(${of(this.pick(["string", "list", "map"]))})`,
      () => `${this.pick(["max", "min"])}(${of("number")}, ${of("number")})`,
      () => `${this.pick(["floor", "ceil", "abs", "signum"])}(${of("number")})`,
      () => this.risky(`sum([${of("number")}, ${of("number")}])`, "number"),
      () =>
        this.risky(`parseint("${this.pick(["10", "ff", "-7", "zz"])}", ${this.pick(["10", "16", "36"])})`, "number"),
      () => this.risky(`tonumber(${of(this.pick(["number", "string"]))})`, "number"),
      () => `-${of("number")}`,
      () => `length(regexall("[a-z]", ${of("string")}))`,
      () => `pow(${this.pick(["2", "3", "0.5"])}, ${this.pick(["2", "10", "-1"])})`,
    ])();
  }

  bool(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    const same = this.pick(["string", "number", "bool", "list", "map"]);
    return this.pick([
      () => `${of(same)} ${this.pick(["==", "!="])} ${of(same)}`,
      () => `${of("number")} ${this.pick(["<", "<=", ">", ">="])} ${of("number")}`,
      () => `(${this.sound()} ${this.pick(["&&", "||"])} ${this.sound()})`,
      () => `!${of("bool")}`,
      () => `contains(${of("list")}, ${of("string")})`,
      () => `can(${of(this.pick(["number", "object"]))}${this.pick(["", ".a", "[0]"])})`,
      () => `startswith(${of("string")}, "${this.pick(["a", "w", ""])}")`,
      () => `alltrue([for s in ${of("list")} : s != ""])`,
      () => `anytrue(${this.pick(["[]", "[true]", '["false", "true"]'])})`,
      () => this.risky(`tobool(${of(this.pick(["bool", "string"]))})`, "bool"),
    ])();
  }

  list(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => `[${of("string")}, ${of("string")}]`,
      () => `[for p in setproduct(${of("list")}, ["x", "y"]) : join("-", p)]`,
      () => this.risky(`matchkeys(${of("list")}, ${of("list")}, ${of("list")})`, "list"),
      () => `[for k in sort(keys(${of("map")})) : k]`,
      () => `[for g in values({ for s in ${of("list")} : length(s) => s... }) : join("", g)]`,
      () => `[for v in ${of("object")} : jsonencode(v)]`,
      () => `${of("string")}[*]`,
      () => `[for s in ${of("list")} : s if s != ${of("string")}]`,
      () => `[for s in ${of("list")} : upper(s)]`,
      () => `[for i, s in ${of("list")} : "\${i}\${s}" if ${this.pick(['s != "a"', "i < 2", "length(s) > 0"])}]`,
      () => this.risky(`[for k, v in ${of("map")} : "\${k}=\${v}"]`, "list"),
      () => `split("${this.pick([",", "-", ""])}", ${of("string")})`,
      () =>
        this.risky(
          `${this.pick(["sort", "distinct", "compact", "reverse", "tolist", "toset"])}(${of("list")})`,
          "list",
        ),
      () => this.risky(`concat(${of("list")}, ${of("list")})`, "list"),
      () => `keys(${of(this.pick(["map", "object"]))})`,
      () => this.risky(`values(${of("map")})`, "list"),
      () => this.risky(`slice(${of("list")}, 0, ${this.pick(["0", "1", "2"])})`, "list"),
      () => this.risky(`flatten([${of("list")}, [${of("string")}]])`, "list"),
      () => `${this.pick(["setunion", "setintersection", "setsubtract"])}(${of("list")}, ${of("list")})`,
      () => this.risky(`[for n in range(${this.pick(["0", "3", "1, 4", "4, 0, -2"])}) : n]`, "list"),
      () => this.risky(`[${of("object")}, ${of("object")}][*].a`, "list"),
      () => this.risky(`chunklist(${of("list")}, 2)[0]`, "list"),
      () => this.risky(`coalescelist(${of("list")}, ${of("list")})`, "list"),
      () => this.risky(`formatlist("%s-%s", ${of("list")}, ${of("string")})`, "list"),
      () => `regexall("${this.pick(["[a-z]+", "(.)(.)", "\\\\d"])}", ${of("string")})`,
    ])();
  }

  map(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => `{ ${this.entries(() => of("string"))} }`,
      () => this.risky(`{ (${of("string")}) = ${of("number")}, z = 1 }`, "map"),
      () => this.risky(`{ for s in ${of("list")} : s => length(s)${this.pick(["", ' if s != ""'])} }`, "map"),
      () => `{ for i, s in ${of("list")} : s => i... }`,
      () => this.risky(`{ for k, v in ${of("map")} : upper(k) => "\${v}" }`, "map"),
      () => this.risky(`merge(${of("map")}, ${of("map")})`, "map"),
      () => this.risky(`zipmap(${of("list")}, ${of("list")})`, "map"),
      () => this.risky(`tomap(${of(this.pick(["map", "object"]))})`, "map"),
      () => this.risky(`transpose({ a = ${of("list")}, b = ${of("list")} })`, "map"),
      () => `jsondecode(jsonencode(${of("map")}))`,
    ])();
  }

  object(depth) {
    const of = (wanted) => this.expression(wanted, depth - 1);
    return this.pick([
      () => `{ a = ${of("string")}, n = ${of("number")} }`,
      () => `{ a = ${of("list")}, b = { c = ${of("map")} } }`,
      () => `merge({ a = ${of("string")} }, ${of("object")})`,
      () => `yamldecode(yamlencode(${of("object")}))`,
      () => `{ for k, v in ${of("object")} : k => v if k != "n" }`,
      () => `${of("bool")} ? { a = ${of("string")} } : { a = ${of("string")} }`,
      () => `jsondecode("{\\"a\\": ${this.pick(["1", "null", '[1, \\"x\\"]', '{\\"b\\": 1.50}'])}}")`,
      () => `{ a = ${of(this.pick(["string", "bool"]))} }`,
    ])();
  }
}
