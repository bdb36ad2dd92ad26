import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const home = path.resolve(process.env.TEMPLATECHECK_PACKAGE ?? ".");

/** Runs a module that imports the package by its name. */
function evaluate(source: string): string {
  const installed = process.env.TEMPLATECHECK_PACKAGE;
  const cwd = installed ? path.resolve(installed, "../..") : path.resolve(".");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", source], {
    cwd,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

describe("the package", () => {
  it("exports the compiler", () => {
    const source = `import { check, compile, version } from "templatecheck";
console.log(typeof check, typeof compile, version);`;
    expect(evaluate(source)).toBe("function function 0.1.0\n");
  });

  it("exports the gateway, which loads nothing of the compiler", () => {
    const source = `import { parseAppLabel } from "templatecheck/gateway"; console.log(typeof parseAppLabel);`;
    expect(evaluate(source)).toBe("function\n");
    expect(readFileSync(path.join(home, "dist/gateway.js"), "utf8")).not.toMatch(/from ?"(?!node:)[^."]/);
  });

  it("has its schemas and types", () => {
    const { exports } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8"));
    const files = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target as Record<string, string>),
    );
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) expect(existsSync(path.join(home, file)), file).toBe(true);
  });

  // Where none starts, one thread does all the work, and nobody would notice.
  it("has threads that start", () => {
    const directory = path.resolve("examples/node-react-app");
    const source = `import { Worker } from "node:worker_threads";
const given = { command: "lint", operands: [], options: [] };
const thread = new Worker(${JSON.stringify(path.join(home, "dist/thread.js"))}, {
  execArgv: [],
  workerData: { given, cwd: ${JSON.stringify(directory)}, env: {} },
});
thread.on("error", (error) => console.log(error.message));
thread.on("message", ({ outcome }) => {
  console.log(outcome.ok, outcome.answer?.value.apps.total ?? outcome.message);
  thread.terminate();
});
thread.postMessage({ index: 0, template: { kind: "directory", directory: ${JSON.stringify(directory)} } });`;
    expect(evaluate(source)).toBe("true 1\n");
  });

  it.skipIf(!process.env.TEMPLATECHECK_PACKAGE)("has nothing of the workshop", () => {
    expect(readdirSync(home).sort()).toEqual([
      ...["CHANGELOG.md", "LICENSE", "README.md", "THIRD-PARTY-NOTICES"],
      ...["bin", "bundle", "dist", "package.json"],
    ]);
    expect(readdirSync(path.join(home, "bin"))).toEqual(["templatecheck.cjs"]);
    expect(readdirSync(path.join(home, "bundle"))).toEqual(["templatecheck.mjs"]);
  });
});
