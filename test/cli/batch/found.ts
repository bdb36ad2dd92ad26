import path from "node:path";
import { findWork, type Work } from "../../../src/cli/batch/find.ts";
import { readOptions } from "../../../src/cli/options.ts";

export interface Found {
  /** Relative to the root. */
  readonly templates: readonly string[];
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

/** What `lint` would check. Options are "--name=value". */
export async function lookFor(root: string, given: readonly string[], stdin = ""): Promise<Found> {
  return summary(await workOf(root, given, stdin), root);
}

export async function workOf(root: string, given: readonly string[], stdin = ""): Promise<Work> {
  const bytes = new TextEncoder().encode(stdin);
  const silent = { write: () => undefined, isTTY: false, columns: undefined };
  const operands = given.filter((word) => !word.startsWith("--"));
  const options = given.flatMap((word) => {
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? (true as const) }];
  });
  return await findWork(operands, readOptions({ command: "lint", operands, options }), {
    argv: [],
    stdin: { read: () => bytes },
    stdout: silent,
    stderr: silent,
    cwd: root,
    env: process.env,
  });
}

function summary(work: Work, root: string): Found {
  return {
    templates: work.templates.map((template) => {
      if (template.kind === "text") return "-";
      const absolute = template.kind === "plan" ? template.file : template.directory;
      return path.relative(root, absolute).split(path.sep).join("/") || ".";
    }),
    failures: work.failures.map(({ message }) => message),
    notes: work.notes,
  };
}
