import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  Scalar,
} from "yaml";
import type { YamlAnswer, YamlNode, YamlReader } from "../../hcl/yaml-reader.ts";
import { yamlDepth } from "./yaml-depth.ts";

const maxDepth = 200;
/** Of the estimate, which is up to twice the depth. */
const maxTextDepth = 600;

/** YAML's syntax by the `yaml` package; types are resolved by `yaml-scalar.ts`. */
export function createYamlReader(): YamlReader {
  return { parse };
}

/** What libyaml reads; the byte order mark only at the start. */
const unreadable = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

function parse(text: string): YamlAnswer {
  const control = unreadable.exec(text.replace(/^\ufeff/, " "));
  if (control) {
    const line = text.slice(0, control.index).split("\n").length;
    return { ok: false, problem: `character ${JSON.stringify(control[0])} is not allowed`, line };
  }
  const lineCounter = new LineCounter();
  const tooDeep: YamlAnswer = { ok: false, problem: `values are nested more than ${maxDepth} deep`, line: 1 };
  if (yamlDepth(text) > maxTextDepth) return tooDeep;
  try {
    const documents = parseAllDocuments<ParsedNode>(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter,
    });
    if (!Array.isArray(documents)) return { ok: true, documents: [] };
    const nodes: YamlNode[] = [];
    for (const document of documents) {
      const [error] = document.errors;
      if (error) return { ok: false, problem: problemOf(error.message), line: lineCounter.linePos(error.pos[0]).line };
      const directive = directiveProblem(document, text);
      if (directive !== null) return { ok: false, problem: directive, line: 1 };
      // libyaml has no document where there is neither content nor "---".
      if (document.directives?.docStart !== true && isEmpty(document.contents)) {
        if (nodes.length > 0) continue;
        return { ok: false, problem: "there is no document before the end", line: 1 };
      }
      const node = nodeOf(document.contents, 0, text);
      if (!node) return tooDeep;
      nodes.push(node);
    }
    return { ok: true, documents: nodes };
  } catch {
    // The package has no limits of its own.
    return tooDeep;
  }
}

/** libyaml reads YAML 1.1, and no directive that it doesn't know or has read already. */
function directiveProblem({ directives, warnings }: Document.Parsed, text: string): string | null {
  const { explicit, version } = directives.yaml;
  if (explicit && version !== "1.1") return `YAML ${version} isn't read, only 1.1`;
  if (explicit && /^%YAML.*\n(?:[%#].*\n|[ \t]*\n)*%YAML/m.test(text)) return "the directive %YAML stands twice";
  const unknown = warnings.find(({ message }) => message.startsWith("Unknown directive"));
  return unknown ? problemOf(unknown.message).replace(/ at line .*/, "") : null;
}

function problemOf(message: string): string {
  const line = message.split("\n", 1)[0] ?? "";
  return line.charAt(0).toLowerCase() + line.slice(1);
}

function isEmpty(contents: unknown): boolean {
  if (contents === null) return true;
  return isScalar(contents) && !contents.source && contents.type === Scalar.PLAIN && !contents.tag && !contents.anchor;
}

const emptyScalar: YamlNode = { kind: "scalar", text: "", style: "plain", tag: null, anchor: null };

/** Null when it is nested too deeply. */
function nodeOf(node: unknown, depth: number, text: string): YamlNode | null {
  if (depth > maxDepth) return null;
  if (isAlias(node)) return { kind: "alias", anchor: node.source };
  if (isScalar(node)) {
    return {
      kind: "scalar",
      text: scalarText(node, text),
      style: styleOf(node.type),
      tag: node.tag ?? null,
      anchor: node.anchor ?? null,
    };
  }
  if (isSeq(node)) {
    const items: YamlNode[] = [];
    for (const item of node.items) {
      const child = nodeOf(item, depth + 1, text);
      if (!child) return null;
      items.push(child);
    }
    return { kind: "sequence", items, tag: node.tag ?? null, anchor: node.anchor ?? null };
  }
  if (isMap(node)) {
    const pairs: { key: YamlNode; value: YamlNode }[] = [];
    for (const pair of node.items) {
      const key = nodeOf(pair.key, depth + 1, text);
      const value = nodeOf(pair.value, depth + 1, text);
      if (!key || !value) return null;
      pairs.push({ key, value });
    }
    return { kind: "mapping", pairs, tag: node.tag ?? null, anchor: node.anchor ?? null };
  }
  return emptyScalar;
}

/** A block scalar that ends with the text has no line break there that the text hasn't: libyaml. */
function scalarText(node: Scalar, text: string): string {
  const source = node.source ?? "";
  const atEnd = !text.endsWith("\n") && (node.range?.[1] ?? 0) >= text.length;
  return atEnd && styleOf(node.type) === "block" && source.endsWith("\n") ? source.slice(0, -1) : source;
}

function styleOf(type: string | undefined): "plain" | "quoted" | "block" {
  if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) return "quoted";
  return type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED ? "block" : "plain";
}
