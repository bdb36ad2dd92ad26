import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completions } from "../../src/lsp/completion.ts";
import { hover } from "../../src/lsp/hover.ts";
import { links } from "../../src/lsp/links.ts";
import { definitions, references } from "../../src/lsp/navigation.ts";
import { foldingRanges, symbols } from "../../src/lsp/outline.ts";
import { syntaxOf } from "../../src/lsp/template-view.ts";
import { marked } from "./template.ts";

const examples = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(`examples/${name}/main.tf`, "utf8"));
const pieces = [
  "{",
  "}",
  '"',
  "${",
  "%{",
  "\n",
  "=",
  ".",
  "<<E\n",
  "#",
  "[",
  "]",
  "local.",
  "🦜",
  "\0",
  "\ufeff",
  "\r",
  "\ud800",
];

describe("every question", () => {
  it("has an answer anywhere in a text that is being typed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.constantFrom(...pieces),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (example, piece, where, cursor) => {
          const at = Math.floor(where * example.length);
          const typed = `${example.slice(0, at)}${piece}${example.slice(at)}`;
          const offset = Math.floor(cursor * typed.length);
          const { place } = marked({ "main.tf": `${typed.slice(0, offset)}▮${typed.slice(offset)}` });
          const { body, tokens } = syntaxOf(place.file);
          hover(place, offset);
          completions(place, offset, { snippets: true });
          definitions(place, offset);
          references(place, offset, true);
          links(place, { uri: () => "", page: () => null });
          expect(symbols(place.file, body).every(({ name }) => name !== "")).toBe(true);
          expect(foldingRanges(place.file, tokens).every(({ startLine, endLine }) => startLine < endLine)).toBe(true);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it.each(["[", "(", "{a=", "${", '"${', "a.b[", "!", "x ? y : "])("has an answer in 20,000 of %j", (piece) => {
    const text = `locals {\n  x = ${piece.repeat(20_000)}`;
    const { place, offset } = marked({ "main.tf": `${text}▮\n}\n` });
    hover(place, offset);
    completions(place, offset, { snippets: true });
    definitions(place, offset - 10);
    expect(symbols(place.file, syntaxOf(place.file).body)).toBeDefined();
  });
});
