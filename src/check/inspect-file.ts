/**
 * The documents of `inspect tokens` and `inspect tree`: of one file, without anything around it, in the shape that the
 * answers of HashiCorp's parser are recorded in (hcl v2.24). Ranges are those of `syntax/places.ts`.
 */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { decodeSource } from "../hcl/decode.ts";
import { parseJson } from "../hcl/json-parser.ts";
import { parse } from "../hcl/parser.ts";
import type { SourceFile } from "../source.ts";
import { constantsOf, isConstant, valueDocument } from "./syntax/constant.ts";
import { dumpBody } from "./syntax/dump.ts";
import { attributesDocument, jsonPlaces, jsonTokens, terraformDocument } from "./syntax/json-tree.ts";
import { nativePlaces, type Places, tokenRows } from "./syntax/places.ts";
import { bodyDocument, type Document } from "./syntax/tree.ts";

/** A file whose name ends in ".json" is of the JSON syntax. */
export function inspectFile(stage: "tokens" | "tree", name: string, bytes: Uint8Array): object {
  const file = decodeSource(name, bytes);
  return name.endsWith(".json") ? inspectJson(stage, file) : inspectNative(stage, file);
}

function inspectNative(stage: "tokens" | "tree", file: SourceFile): object {
  const { body, tokens, diagnostics } = parse(file);
  const places = nativePlaces(tokens);
  if (stage === "tokens") {
    const rows = tokenRows(tokens, places);
    const dump = rows.map(([type, start, end]) => [type, start, end]);
    return { tokens: rows, diagnostics: diagnosticDocuments(diagnostics, places), dump };
  }
  const constants = constantsOf(file);
  return {
    body: bodyDocument(body, places, (expr) => {
      if (!isConstant(expr)) return null;
      const constant = constants.evaluate(expr);
      return constant.diagnostics.length > 0
        ? { diagnostics: diagnosticDocuments(constant.diagnostics, places) }
        : valueDocument(constant.value);
    }),
    diagnostics: diagnosticDocuments(diagnostics, places),
    dump: { structure: dumpBody(body, places, false), tree: dumpBody(body, places, true) },
  };
}

function inspectJson(stage: "tokens" | "tree", file: SourceFile): object {
  const { body, diagnostics } = parseJson(file);
  const tokens = jsonTokens(file);
  const places = jsonPlaces(file, tokens);
  const tell = (told: readonly Diagnostic[]): Document => diagnosticDocuments(told, places);
  if (stage === "tokens") {
    return {
      tokens: tokens.map((token) => [token.type, ...places.range(token)]),
      diagnostics: tell(diagnostics),
      dump: tokens.map(({ type, start, end }) => [type, places.byte(start), places.byte(end)]),
    };
  }
  const writer = { file, places, constants: constantsOf(file), tell };
  return {
    ...attributesDocument(body, writer),
    terraform: terraformDocument(body, writer),
    diagnostics: tell(diagnostics),
  };
}

function diagnosticDocuments(diagnostics: readonly Diagnostic[], places: Places): readonly Document[] {
  return diagnostics.map((diagnostic) => ({
    severity: diagnostic.severity,
    summary: diagnostic.headline,
    detail: [...diagnostic.notes, diagnostic.help ?? ""].filter((text) => text !== "").join("\n"),
    subject: places.range(primaryLabel(diagnostic).span),
    context: null,
  }));
}
