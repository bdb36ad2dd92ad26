import { secondReading } from "../../src/cli/second-opinion.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Target } from "../target.ts";
import { hclText } from "./lexer.ts";

export const verdict: Target = {
  name: "verdict",
  holds: "native syntax is accepted when HashiCorp's parser (hcl2json) accepts it",
  input: hclText,
  async problem(text) {
    const [mistake] = parse({ name: "main.tf", text }).diagnostics.filter(({ severity }) => severity === "error");
    const theirs = await secondReading(text);
    if (mistake) return theirs.kind === "refused" ? null : `refused: ${mistake.headline}`;
    return theirs.kind === "refused" ? `accepted: ${theirs.message}` : null;
  },
};
