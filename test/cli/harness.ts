import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { CheckInputs, CheckResult, Core } from "../../src/check-types.ts";
import { main } from "../../src/cli/main.ts";
import type { Program } from "../../src/cli/program.ts";
import { decodeSource } from "../../src/hcl/decode.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Host } from "../../src/host.ts";
import type { SourceFile } from "../../src/source.ts";
import { moduleFiles } from "../../src/terraform/files.ts";

/** A directory that is gone after the test, with these files; `null` makes a directory. */
export function directoryWith(files: Readonly<Record<string, string | Uint8Array | null>>): string {
  const root = mkdtempSync(path.join(tmpdir(), "templatecheck-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(root, name);
    mkdirSync(content === null ? target : path.dirname(target), { recursive: true });
    if (content !== null) writeFileSync(target, content);
  }
  return root;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly core?: Core;
}

/** Runs the command line in this process. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const { stdin = "" } = surroundings;
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  const program: Program = {
    argv,
    stdin: { read: (limit) => (bytes.length > limit ? "too-large" : bytes) },
    stdout: { write: (text) => void stdout.push(text), isTTY: false, columns: undefined },
    stderr: { write: (text) => void stderr.push(text), isTTY: false, columns: undefined },
    cwd: surroundings.cwd ?? process.cwd(),
    env: surroundings.env ?? {},
  };
  const code = await main(program, surroundings.core ?? fakeCore());
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/**
 * Reads the module's files, reports their syntax errors and each "BAD", and makes a manifest that names what it was
 * given: enough to see what the command line does with a compiler.
 */
export function fakeCore(more: Partial<Core> = {}): Core {
  const check = (host: Host, directory: string, inputs: CheckInputs): CheckResult => {
    const names = moduleFiles(host, directory);
    const files: SourceFile[] = [];
    for (const name of [...(names?.primary ?? []), ...(names?.override ?? [])]) {
      const at = directory === "" ? name : `${directory}/${name}`;
      const answer = host.read(at);
      if (answer.ok) files.push(decodeSource(inputs.shown(at), answer.bytes));
    }
    const diagnostics = files.flatMap((file) => {
      const start = file.text.indexOf("BAD");
      const bad = {
        rule: "app-slug-format",
        severity: "error",
        headline: "this is bad",
        labels: [{ file, span: { start, end: start + 3 }, text: "here", primary: true }],
        notes: [],
      } as const;
      return [...parse(file).diagnostics, ...(start === -1 ? [] : [bad])];
    });
    return {
      directory: inputs.shown(directory),
      files,
      apps: { total: 1, decided: 1, byChoice: 0, unknown: 0 },
      choices: { count: 1, widened: false },
      unresolved: [],
      diagnostics,
      usageErrors: inputs.parameters.has("nowhere") ? ['no parameter "nowhere" in the template'] : [],
      manifest: null,
    };
  };
  const compile = (host: Host, directory: string, inputs: CheckInputs): CheckResult => {
    const result = check(host, directory, inputs);
    const manifest = {
      manifestVersion: 1,
      compiler: { name: "templatecheck", version: "0.1.0" },
      template: { name: inputs.name ?? "t" },
      inputs: { parameters: Object.fromEntries(inputs.parameters), profile: inputs.profiles[0]?.name ?? null },
      files: result.files.map((file) => file.text),
    };
    return { ...result, manifest: result.diagnostics.length > 0 ? null : `${JSON.stringify(manifest, null, 2)}\n` };
  };
  return {
    check,
    compile,
    evaluator: () => ({ usageErrors: [], evaluate: (text) => ({ json: JSON.stringify(text), type: "string" }) }),
    inspect: (stage) => ({ document: { stage }, diagnostics: [], usageErrors: [] }),
    inspectFile: (stage, name, bytes) => ({ stage, name, size: bytes.length }),
    ...more,
  };
}
