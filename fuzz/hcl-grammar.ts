/** Random text of HCL's native syntax that is mostly right. */

import type { Random } from "./random.ts";

const names = ["a", "b", "c", "x", "y", "foo", "é", "a-b", "_", "for", "if", "in", "true", "null", "each", "__proto__"];
const functions = ["f", "upper", "length", "concat", "provider::coder::x", "try"];
const operators = ["||", "&&", "==", "!=", ">", ">=", "<", "<=", "+", "-", "*", "/", "%"];
const texts = [
  "",
  "a",
  "text with blanks",
  "é",
  "e\u0301",
  "🙂",
  "\\n",
  '\\"',
  "\\u00e9",
  "$",
  "%",
  "$${",
  "%%{",
  "$$",
  "~",
  "#",
  "//",
  "\\\\",
];
const numbers = ["0", "1", "42", "1.5", "1e3", "1E-2", "0.000001", "123456789012345678901234567890", "00", "1e400"];
const blanks = ["", " ", "  ", "\t"];

export function hclBody(random: Random, depth = 0): string {
  return random.times(0, depth === 0 ? 6 : 3, () => item(random, depth)).join("");
}

function item(random: Random, depth: number): string {
  const pad = "  ".repeat(depth);
  return random.choose([
    () =>
      `${pad}${random.pick(names)}${random.pick(blanks)}=${random.pick(blanks)}${hclExpression(random, 3)}${random.pick(["\n", " # c\n", " // c\n", "\r\n", "\n\n"])}`,
    () =>
      `${pad}${random.pick(["# c", "// c", "/* c */", "/* c\n c */", "# templatecheck: ignore app-slug-format -- x"])}\n`,
    () => (depth > 4 ? "\n" : `${pad}${random.pick(names)}${labels(random)} {\n${hclBody(random, depth + 1)}${pad}}\n`),
    () => (depth > 4 ? "\n" : `${pad}${random.pick(names)} { ${random.pick(names)} = ${hclExpression(random, 2)} }\n`),
    () => `${pad}${random.pick(names)} {}\n`,
    () => `${pad}${random.pick(names)} = ${heredoc(random, 2)}`,
  ]);
}

function labels(random: Random): string {
  return random.times(0, 3, () => random.pick([' "x"', " y", ' "a b"', ' "\\n"', ' "é"', ' ""'])).join("");
}

function heredoc(random: Random, depth: number): string {
  const flush = random.chance(0.5) ? "-" : "";
  const lines = random
    .times(0, 4, () => `${random.pick(["", "  ", "    ", "\t"])}${templateParts(random, depth)}\n`)
    .join("");
  return `<<${flush}EOT\n${lines}${random.pick(["", "  "])}EOT\n`;
}

export function hclExpression(random: Random, depth: number): string {
  if (depth <= 0) return leaf(random);
  const inner = (): string => hclExpression(random, depth - random.between(1, 2));
  return random.choose([
    () => leaf(random),
    () => `${inner()} ${random.pick(operators)} ${inner()}`,
    () => `${random.pick(["!", "-", "- "])}${inner()}`,
    () => `(${inner()})`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `[${random.times(0, 4, inner).join(", ")}${random.pick(["", ",", ",\n"])}]`,
    () =>
      `{${random.times(0, 3, () => `${objectKey(random, inner)}${random.pick([" = ", ": ", "="])}${inner()}`).join(random.pick([", ", "\n"]))}}`,
    () => `[for ${forNames(random)} in ${inner()} : ${inner()}${random.chance(0.3) ? ` if ${inner()}` : ""}]`,
    () =>
      `{for ${forNames(random)} in ${inner()} : ${inner()} => ${inner()}${random.pick(["", "..."])}${random.chance(0.3) ? ` if ${inner()}` : ""}}`,
    () => `${random.pick(functions)}(${random.times(0, 3, inner).join(", ")}${random.pick(["", "", "", "..."])})`,
    () => `${traversal(random)}${random.times(0, 3, () => step(random, inner)).join("")}`,
    () => `(${inner()})${random.times(0, 3, () => step(random, inner)).join("")}`,
    () => `"${templateParts(random, depth - 1)}"`,
    () => `(${heredoc(random, depth - 1)})`,
  ]);
}

function forNames(random: Random): string {
  return random.chance(0.5) ? random.pick(names) : `${random.pick(names)}, ${random.pick(names)}`;
}

function objectKey(random: Random, inner: () => string): string {
  return random.choose([
    () => random.pick(names),
    () => `(${inner()})`,
    () => '"k"',
    () => '"${a}"',
    () => "1",
    () => "a.b",
  ]);
}

function step(random: Random, inner: () => string): string {
  return random.choose([
    () => `.${random.pick(names)}`,
    () => "[0]",
    () => '["k"]',
    () => `[${inner()}]`,
    () => "[*]",
    () => ".*",
    () => ".0",
  ]);
}

function traversal(random: Random): string {
  return random.times(1, 3, () => random.pick(names)).join(".");
}

function leaf(random: Random): string {
  return random.choose([
    () => random.pick(numbers),
    () => random.pick(["true", "false", "null"]),
    () => `"${random.pick(texts)}"`,
    () => traversal(random),
  ]);
}

function templateParts(random: Random, depth: number): string {
  const mark = (): string => random.pick(["", "", "~"]);
  const inner = (): string => hclExpression(random, depth - 1);
  const parts = (): string => (depth <= 0 ? random.pick(texts) : templateParts(random, depth - 1));
  return random
    .times(0, 3, () =>
      random.choose([
        () => random.pick(texts),
        () => `\${${mark()}${inner()}${mark()}}`,
        () =>
          `%{${mark()} if ${inner()} ${mark()}}${parts()}${random.chance(0.5) ? `%{ else }${parts()}` : ""}%{ endif ${mark()}}`,
        () => `%{ for ${forNames(random)} in ${inner()} ${mark()}}${parts()}%{${mark()} endfor }`,
      ]),
    )
    .join("");
}
