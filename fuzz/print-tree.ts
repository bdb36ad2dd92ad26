/** A tree of the native syntax as text again, and what of a tree the text stands for. */

import type { Body, Expression, Json, TraversalStep } from "../src/hcl/tree.ts";

/** Null where the native syntax has no way to write it in one line. */
export function printBody(body: Body): string | null {
  try {
    return printItems(body, "");
  } catch (error) {
    if (error instanceof Unprintable) return null;
    throw error;
  }
}

function printItems(body: Body, pad: string): string {
  if (body.kind !== "body") throw new Unprintable();
  return body.items
    .map((item) => {
      if (item.kind === "attribute") return `${pad}${item.name} = ${print(item.expr)}\n`;
      const labels = item.labels.map(({ value }) => ` "${escaped(value)}"`).join("");
      return `${pad}${item.type}${labels} {\n${printItems(item.body, `${pad}  `)}${pad}}\n`;
    })
    .join("");
}

class Unprintable extends Error {}

function print(expr: Expression): string {
  switch (expr.kind) {
    case "literal":
      return expr.type === "string" ? `"${escaped(String(expr.value))}"` : String(expr.value);
    case "template": {
      // A heredoc of one interpolation: in quotes it would be the value itself.
      const [only, ...others] = expr.parts.filter((part) => !isEmptyText(part));
      if (only && others.length === 0 && !isText(only) && !isDirective(only)) throw new Unprintable();
      return `"${expr.parts.map(parts).join("")}"`;
    }
    case "template-wrap":
      return `"\${${print(expr.wrapped)}}"`;
    case "template-join":
      return `"${parts(expr)}"`;
    case "scope-traversal":
      return expr.steps.map(printStep).join("");
    case "relative-traversal":
      return print(expr.source) + expr.steps.map(printStep).join("");
    case "function-call":
      return `${expr.name}(${expr.args.map(print).join(", ")}${expr.expandFinal ? "..." : ""})`;
    case "conditional":
      return `${print(expr.condition)} ? ${print(expr.trueResult)} : ${print(expr.falseResult)}`;
    case "binary-op":
      return `${print(expr.lhs)} ${expr.op} ${print(expr.rhs)}`;
    case "unary-op":
      return `${expr.op}${print(expr.operand)}`;
    case "for": {
      const names = expr.keyVar === "" ? expr.valVar : `${expr.keyVar}, ${expr.valVar}`;
      const condition = expr.condition ? ` if ${print(expr.condition)}` : "";
      const head = `for ${names} in ${print(expr.collection)} : `;
      if (expr.key === null) return `[${head}${print(expr.value)}${condition}]`;
      return `{${head}${print(expr.key)} => ${print(expr.value)}${expr.group ? "..." : ""}${condition}}`;
    }
    case "index":
      return `${print(expr.collection)}[${print(expr.key)}]`;
    case "splat":
      if (expr.splat === "full") return `${print(expr.source)}[*]${print(expr.each)}`;
      // Behind `.*` a bracket is an index of all items, and `.0` one of each.
      return `${print(expr.source)}.*${print(expr.each).replaceAll(/\[(\d[^\]"]*)\]/g, ".$1")}`;
    case "anon-symbol":
      return "";
    case "object-cons":
      return `{${expr.items.map(({ key, value }) => `${print(key)} = ${print(value)}`).join(", ")}}`;
    case "object-cons-key":
      return print(expr.wrapped);
    case "tuple-cons":
      return `[${expr.items.map(print).join(", ")}]`;
    case "parentheses":
      return `(${print(expr.expression)})`;
    case "error":
      throw new Unprintable();
  }
}

function printStep(step: TraversalStep): string {
  switch (step.kind) {
    case "root":
      return step.name;
    case "attr":
      return `.${step.name}`;
    case "index":
      return step.key.type === "string" ? `["${escaped(step.key.value)}"]` : `[${step.key.value}]`;
  }
}

/** What stands between the quotes. */
function parts(expr: Expression): string {
  switch (expr.kind) {
    case "literal":
      return expr.type === "string" ? escaped(String(expr.value)) : `\${${print(expr)}}`;
    case "template-join": {
      const { tuple } = expr;
      if (tuple.kind !== "for" || tuple.condition || tuple.key) throw new Unprintable();
      const names = tuple.keyVar === "" ? tuple.valVar : `${tuple.keyVar}, ${tuple.valVar}`;
      return `%{ for ${names} in ${print(tuple.collection)} }${directiveBody(tuple.value)}%{ endfor }`;
    }
    case "conditional":
      if (!isDirective(expr)) return `\${${print(expr)}}`;
      return `%{ if ${print(expr.condition)} }${directiveBody(expr.trueResult)}%{ else }${directiveBody(expr.falseResult)}%{ endif }`;
    default:
      return `\${${print(expr)}}`;
  }
}

function directiveBody(expr: Expression): string {
  // As the body of a directive a single interpolation isn't the value itself.
  if (expr.kind === "template-wrap") throw new Unprintable();
  return expr.kind === "template" ? expr.parts.map(parts).join("") : parts(expr);
}

function isDirective(expr: Expression): boolean {
  if (expr.kind === "template-join") return true;
  return (
    expr.kind === "conditional" &&
    [expr.trueResult, expr.falseResult].every((side) => isText(side) || side.kind === "template")
  );
}

function isText(expr: Expression): boolean {
  return expr.kind === "literal" && expr.type === "string";
}

function isEmptyText(expr: Expression): boolean {
  return expr.kind === "literal" && expr.value === "";
}

function escaped(text: string): string {
  return [...text]
    .map((character) => {
      if (/^[\w .,:;/-]$/.test(character)) return character;
      const code = character.codePointAt(0) ?? 0;
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
    })
    .join("");
}

export type Shape = string | number | boolean | null | readonly Shape[];

/** A tree without places; texts that stand beside each other are one. */
export function shapeOf(body: Body): Shape {
  if (body.kind !== "body") return null;
  return body.items.map((item) =>
    item.kind === "attribute"
      ? ["attribute", item.name, shape(item.expr)]
      : ["block", item.type, item.labels.map(({ value }) => value), shapeOf(item.body)],
  );
}

function shape(expr: Expression): Shape {
  switch (expr.kind) {
    case "literal":
      return expr.type === "string" ? ["template", [String(expr.value).normalize("NFC")]] : [expr.type, expr.value];
    case "template": {
      const joined: Shape[] = [];
      for (const part of expr.parts) {
        const last = joined.at(-1);
        if (!isText(part)) joined.push(shape(part));
        else if (typeof last === "string")
          joined[joined.length - 1] = (last + String(part.kind === "literal" && part.value)).normalize("NFC");
        else if (!isEmptyText(part)) joined.push(String(part.kind === "literal" && part.value).normalize("NFC"));
      }
      return ["template", joined.length === 0 ? [""] : joined];
    }
    case "template-wrap":
      return ["wrap", shape(expr.wrapped)];
    case "template-join":
      return ["join", shape(expr.tuple)];
    case "scope-traversal":
      return ["scope", ...expr.steps.map(stepShape)];
    case "relative-traversal":
      return ["relative", shape(expr.source), ...expr.steps.map(stepShape)];
    case "function-call":
      return ["call", expr.name, expr.expandFinal, ...expr.args.map(shape)];
    case "conditional":
      return ["conditional", shape(expr.condition), shape(expr.trueResult), shape(expr.falseResult)];
    case "binary-op":
      return [expr.op, shape(expr.lhs), shape(expr.rhs)];
    case "unary-op":
      return [expr.op, shape(expr.operand)];
    case "for":
      return [
        "for",
        ...[expr.keyVar, expr.valVar, shape(expr.collection), expr.key && shape(expr.key), shape(expr.value)],
        expr.condition && shape(expr.condition),
        expr.group,
      ];
    case "index":
      return ["index", shape(expr.collection), shape(expr.key)];
    case "splat":
      return [expr.splat, shape(expr.source), shape(expr.each)];
    case "anon-symbol":
      return "anon";
    case "object-cons":
      return ["object", ...expr.items.map(({ key, value }) => [shape(key), shape(value)])];
    case "object-cons-key":
      return ["key", expr.keyword, shape(expr.wrapped)];
    case "tuple-cons":
      return ["tuple", ...expr.items.map(shape)];
    case "parentheses":
      return ["parentheses", shape(expr.expression)];
    case "error":
      return "error";
  }
}

function stepShape(step: TraversalStep): Shape {
  return step.kind === "index" ? ["[]", step.key.type, step.key.value] : [step.kind, step.name];
}

export function printJson(json: Json): string {
  switch (json.kind) {
    case "json-object":
      return `{${json.members.map(({ name, value }) => `${JSON.stringify(name)}:${printJson(value)}`).join(",")}}`;
    case "json-array":
      return `[${json.items.map(printJson).join(",")}]`;
    case "json-string":
      return JSON.stringify(json.value);
    case "json-number":
      return json.text;
    case "json-keyword":
      return String(json.value);
    case "json-error":
      return "?";
  }
}
