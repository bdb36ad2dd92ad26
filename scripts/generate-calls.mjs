/**
 * Modules of many outputs for comparison with real plans, each an expression with odd arguments: mostly calls of functions,
 * else operators, conditionals, indexes and templates. What fails is "<error>", so that one plan has an answer for all.
 */

import { Generator, sampled } from "./generate-modules.mjs";

const outputs = 40;

/** The same modules for the same seed, each as its files by name. `functions`: names with the kinds of their parameters. */
export function generatedCalls(seed, count, functions) {
  const names = [...functions.keys()].filter((name) => !left.has(name)).sort();
  return sampled(seed, count, (next) => new Calls(next, functions, names));
}

/** They read files or the clock, or answer by chance. */
const left = new Set([
  ...["abspath", "bcrypt", "pathexpand", "plantimestamp", "rsadecrypt", "timestamp", "uuid", "base64gzip"],
  ...["file", "filebase64", "fileexists", "fileset", "templatefile", "templatestring", "sensitive", "nonsensitive"],
  ...["filemd5", "filesha1", "filesha256", "filesha512", "filebase64sha256", "filebase64sha512", "ephemeralasnull"],
]);

const strings = [
  ...["", "a", "abc", "Hello World", "  pad  ", "a,b,c", "ÄÖü", "ß", "é́", "日本語", "👩‍👩‍👧", "I İ i ı", "ǆ", "ΑΣ Σ"],
  ...["\n", "a\nb\n", "line1\r\nline2", "\t", "%", "%s", "%d%%", "0", "1", "-1", "1.5", "1e3", "0x1f", "true", "null"],
  ...["10.0.0.0/8", "192.168.1.17/24", "fd00::/8", "10.1.2.3", "2020-02-29T12:34:56Z", "2021-01-01T00:00:00+02:00"],
  ...[
    "1h30m",
    "-5s",
    "YYYY-MM-DD",
    "EEEE, 'o''clock' h AA",
    "[a-z]+",
    "(\\d+)-(\\d+)",
    "(?P<x>a)(?P<y>.)",
    "^$",
    "a|b",
  ],
  ...[
    "/b+/",
    "/(a)(b)/",
    "$2$1",
    "${x}",
    '{"a":1}',
    '[1,"2",null,{"b":[]}]',
    "a: 1\nb: [x, ~]\n",
    "- yes\n- 0x10\n- .5\n",
  ],
  ...[
    'name,age\nbob,3\n"x,y",4',
    "UTF-16LE",
    "windows-1252",
    "dGVzdA==",
    "/usr/../lib/./x.so",
    "..",
    "\ufeffbom",
    "x=y&z",
  ],
];
const numbers = [
  ...["0", "1", "-1", "2", "3", "5", "10", "-7", "0.1", "0.5", "1.5", "-2.5", "2.999999", "1e10", "1e-7"],
  ...["123456789012345678901234567890", "0.1+0.2", "1/3", "255", "36", "62", "64", "1024", "5%3", "-5%3"],
];
const verbs = [
  ...[
    "%s",
    "%d",
    "%5d|%-5d",
    "%05.2f",
    "%x",
    "%X",
    "%o",
    "%b",
    "%e",
    "%g",
    "%q",
    "%v",
    "%#v",
    "%t",
    "%%",
    "%[2]s %[1]s",
  ],
  ...["%*d", "%+d", "% d", "%8.3s|", "%c", "%6q", "%.0f", "%s %s", "%z", "%!", "%-10v|", "%010s", "%.3v"],
];
const patterns = [
  "[a-z]+",
  "(\\d+)-(\\d+)",
  "(?P<x>a)(?P<y>.)",
  "\\s*",
  "(a)|(b)",
  "(?i)HELLO",
  "\\bw",
  "\\p{L}+",
  "(",
  "x*?",
];
const yaml = [
  ...["a: 1\nb: [x, ~]\n", "&a [*a]", "a: &x 1\nb: *x\n", "? k\n: v", "2001-12-14", "!!str 1", "|\n  text\n   more\n"],
  ...[
    "a: b: c",
    "{a: 1, a: 2}",
    "",
    "- 0o17\n- 017\n- 1e3\n- .inf\n",
    "<<: {a: 1}\nb: 2",
    "- !!binary aGk=\n",
    "--- a\n--- b\n",
  ],
  ...["'it''s'", "a: >-\n  x\n  y\n", "%YAML 1.2\n---\na", "- 12:30:45\n- +1\n- 0b11", "\t- a", "a:\n- b\n- c: d"],
];
const json = ['{"a":1}', "1e400", "1.0", "-0", '"\\ud83d\\ude00"', '"\\ud800"', '{"a":1,"a":2}', " [ ] x", "", "[1,]"];
const networks = ["10.0.0.0/8", "192.168.1.0/28", "fd00:dead::/48", "10.1.2.3/32", "::ffff:10.0.0.0/104", "0.0.0.0/0"];
const times = [
  "2020-02-29T12:34:56Z",
  "2021-01-01T00:00:00+02:00",
  "1999-12-31T23:59:59.999-11:30",
  "2021-02-29T00:00:00Z",
];
const keys = ["a", "b", "c", "x-y", "1", "k k", "é", ""];

/** Terraform's own quoting: what begins an interpolation is doubled. */
function quoted(text) {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

class Calls extends Generator {
  constructor(next, functions, names) {
    super(next, false);
    this.functions = functions;
    this.functionNames = names;
  }

  module() {
    const text = Array.from({ length: outputs }, (_, at) => {
      return `output "o${at}" {\n  value = try(jsonencode(${this.expression()}), "<error>")\n}\n`;
    });
    return { "main.tf": text.join("") };
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  some(most, make) {
    return Array.from({ length: this.below(most + 1) }, make).join(", ");
  }

  text(from = strings) {
    return quoted(this.pick(from));
  }

  number() {
    return this.pick(numbers);
  }

  expression() {
    const forms = [
      () => this.call(1),
      () => this.call(1),
      () => this.call(2),
      () => this.any(3),
      () => `${this.bool(2)} ? ${this.any(2)} : ${this.any(2)}`,
      () => `${this.collection(2)}[${this.pick(["0", "1", '"a"', "-1", '"0"', "0.5"])}]`,
      () => `${this.list(2)}[*].${this.pick(["a", "b"])}`,
      () => `${this.any(2)} ${this.pick(["==", "!="])} ${this.any(2)}`,
      () => `"\${${this.any(1)}}-\${${this.any(1)}}"`,
      () => `"%{for k, v in ${this.collection(1)}}\${k}=\${v};%{endfor}"`,
    ];
    return this.pick(forms)();
  }

  scalar(depth) {
    return this.pick([() => this.string(depth), () => this.numeric(depth), () => this.bool(depth), () => "null"])();
  }

  string(depth) {
    if (depth <= 0 || this.chance(85)) return this.text();
    return this.pick([
      () => `join(${this.text()}, ${this.list(depth - 1)})`,
      () => `"\${${this.any(depth - 1)}}x"`,
      () => this.numeric(depth - 1),
      () => "tostring(null)",
    ])();
  }

  numeric(depth) {
    if (depth <= 0 || this.chance(85)) return this.number();
    return this.pick([
      () => `length(${this.any(depth - 1)})`,
      () => `${this.numeric(depth - 1)} ${this.pick(["+", "-", "*", "/", "%"])} ${this.number()}`,
      () => quoted(this.pick(["1", "2", "-3", "0.5", "x"])),
    ])();
  }

  bool(depth) {
    if (depth <= 0 || this.chance(70)) return this.pick(["true", "false", '"true"', '"false"']);
    return this.pick([
      () => `${this.numeric(depth - 1)} ${this.pick(["<", ">", "<=", ">="])} ${this.number()}`,
      () => `${this.any(depth - 1)} == ${this.any(depth - 1)}`,
      () => `!${this.bool(depth - 1)}`,
      () => `can(${this.any(depth - 1)})`,
    ])();
  }

  list(depth) {
    return this.pick([
      () => `[${this.some(3, () => this.scalar(depth - 1))}]`,
      () => `[${this.some(3, () => this.text())}]`,
      () => `toset([${this.some(3, () => this.text())}])`,
      () => `tolist([${this.some(3, () => this.scalar(0))}])`,
      () => `[${this.some(2, () => this.any(depth - 1))}]`,
      () => `range(${this.below(5)})`,
      () => `[for k, v in ${this.collection(depth - 1)} : ${this.pick(["k", "v", "[k, v]"])}]`,
      () => `${this.collection(depth - 1)}[*]`,
      () => this.pick(["[]", "tolist([])", "toset([])", "[null]"]),
    ])();
  }

  map(depth) {
    const entry = (value) => `${this.text(keys)} = ${value}`;
    return this.pick([
      () => `{${this.some(3, () => entry(this.scalar(depth - 1)))}}`,
      () => `{${this.some(2, () => entry(this.any(depth - 1)))}}`,
      () => `tomap({${this.some(2, () => entry(this.text()))}})`,
      () => `{for k, v in ${this.collection(depth - 1)} : k => v${this.chance(20) ? "..." : ""}}`,
      () => this.pick(["{}", "tomap({})"]),
    ])();
  }

  collection(depth) {
    if (depth <= -3) return "[1]";
    return this.chance(50) ? this.list(depth) : this.map(depth);
  }

  any(depth) {
    if (depth <= 0) return this.scalar(0);
    return this.pick([() => this.scalar(depth), () => this.list(depth - 1), () => this.map(depth - 1)])();
  }

  call(depth) {
    const name = this.pick(this.functionNames);
    const special = this.chance(85) ? this.usual(name) : null;
    if (special) return `${name}(${special.join(", ")})`;
    const { parameters, variadic } = this.functions.get(name);
    const kinds = [...parameters, ...Array.from({ length: variadic ? 1 + this.below(3) : 0 }, () => variadic)];
    return `${name}(${kinds.map((kind) => this.argument(kind, depth)).join(", ")})`;
  }

  argument(kind, depth) {
    if (this.chance(6)) return this.any(depth);
    switch (kind) {
      case "string":
        return this.string(depth);
      case "number":
        return this.numeric(depth);
      case "bool":
        return this.bool(depth);
      case "list":
      case "set":
        return this.list(depth + 1);
      case "map":
        return this.map(depth);
      default:
        return this.any(depth + 1);
    }
  }

  /** Arguments that such a function can do something with; null for those that can with any. */
  usual(name) {
    const small = () => this.pick(["0", "1", "2", "-1", "3", "10"]);
    switch (name) {
      case "cidrhost":
        return [this.text(networks), this.number()];
      case "cidrsubnet":
        return [this.text(networks), this.pick(["0", "1", "4", "8", "16", "64"]), this.number()];
      case "cidrsubnets":
        return [this.text(networks), ...Array.from({ length: this.below(4) }, () => this.pick(["1", "4", "8"]))];
      case "cidrnetmask":
        return [this.text(networks)];
      case "formatdate":
        return [
          this.text(["YYYY-MM-DD", "DD MMM YYYY hh:mm:ss ZZZ", "h AA", "'x", "QQ", "EEE M MM"]),
          this.text(times),
        ];
      case "timeadd":
        return [this.text(times), this.text(["1h30m", "-5s", "1.5h", "100us", "1d", "-0"])];
      case "timecmp":
        return [this.text(times), this.text(times)];
      case "format":
        return [this.text(verbs), ...Array.from({ length: this.below(4) }, () => this.known(1))];
      case "formatlist":
        return [this.text(verbs), ...Array.from({ length: 1 + this.below(3) }, () => this.known(2))];
      case "regex":
      case "regexall":
        return [this.text(patterns), this.string(1)];
      case "replace":
        return [
          this.string(1),
          this.text(["/[a-z]+/", "/(.)(.)/", "a", "", "/x*/"]),
          this.text(["$2$1", "<$0>", "$$", ""]),
        ];
      case "parseint":
        return [
          this.text(["ff", "zz", "-101", "Zz", "", "1_000"]),
          this.pick(["2", "10", "16", "36", "62", "63", "0"]),
        ];
      case "substr":
        return [this.string(1), small(), small()];
      case "slice":
        return [this.list(1), small(), small()];
      case "range":
        return Array.from({ length: 1 + this.below(3) }, () => this.pick(["0", "1", "5", "-3", "0.5", "10"]));
      case "textencodebase64":
        return [
          this.text(["", "abc", "é", "日本"]),
          this.text(["UTF-16LE", "UTF-16", "iso-8859-1", "utf-8", "koi8-r", "x"]),
        ];
      case "textdecodebase64":
        return [this.text(["dW5p", "dGVzdA==", "/+8=", "!"]), this.text(["UTF-16LE", "UTF-8", "windows-1252"])];
      case "log":
      case "pow":
        return [this.pick(["1", "2", "8", "100", "0.5"]), this.pick(["2", "10", "3", "0"])];
      case "yamldecode":
        return [this.text(yaml)];
      case "jsondecode":
        return [this.text(json)];
      case "yamlencode":
      case "jsonencode":
        return [this.any(3)];
      default:
        return null;
    }
  }

  /** Before and after Terraform 1.12 a null without a type is formatted differently. */
  known(depth) {
    const expression = this.any(depth);
    return expression === "null" ? '"null"' : expression;
  }
}
