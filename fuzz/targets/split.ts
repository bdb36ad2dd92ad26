import type { CheckResult } from "../../src/check-types.ts";
import { parse } from "../../src/hcl/parser.ts";
import { compiled } from "../compiler.ts";
import { type FileSet, readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { randomTemplate } from "../template-grammar.ts";

export const split: Target = {
  name: "split",
  holds: "a template in one file has the findings and apps of the same blocks in several files",
  input: (random) => writeFiles(randomTemplate(random)),
  problem(input) {
    const whole = readFiles(input);
    const parts = inParts(whole);
    if (!parts) return null;
    const [a, b] = [compiled(whole), compiled(parts)];
    if ((a.manifest === null) !== (b.manifest === null))
      return `manifest: ${a.manifest === null ? "only in parts" : "only as a whole"}`;
    const [left, right] = [findings(a), findings(b)];
    const only = left.find((line) => !right.includes(line)) ?? right.find((line) => !left.includes(line));
    if (only || left.length !== right.length) return `findings: ${only ?? "more or fewer"}`;
    return apps(a) === apps(b) ? null : "apps: others";
  },
};

/** `main.tf`, each of its blocks in a file of its own, in the same order; null when that isn't the same. */
function inParts(files: FileSet): FileSet | null {
  const text = files.get("main.tf");
  if (
    text === undefined ||
    /templatecheck:|\ufeff/.test(text) ||
    [...files.keys()].some((path) => /^[^/]*\.tf(\.json)?$/.test(path) && path !== "main.tf")
  )
    return null;
  const { body, diagnostics } = parse({ name: "main.tf", text });
  if (diagnostics.length > 0) return null;
  const parts = new Map([...files].filter(([path]) => path !== "main.tf"));
  body.items.forEach((item, index) => {
    if (item.kind === "block")
      parts.set(`b${String(index).padStart(4, "0")}.tf`, `${text.slice(item.start, item.closeBrace.end)}\n`);
  });
  // Attributes outside of blocks are mistakes of their own.
  return body.items.length > 0 && body.items.every((item) => item.kind === "block") ? parts : null;
}

/** Without the places that a sentence names. */
function findings({ diagnostics }: CheckResult): readonly string[] {
  return diagnostics
    .map(({ rule, severity, headline }) => `${severity} ${rule}: ${headline}`.replaceAll(/[\w/]+\.tf(:\d+)*/g, "FILE"))
    .sort();
}

function apps({ manifest }: CheckResult): string {
  return (manifest ?? "")
    .replaceAll(/"(file|line|column|digest)": [^\n]*/g, "")
    .replace(/"sources": \[[\s\S]*?\n {4}\]/, "");
}
