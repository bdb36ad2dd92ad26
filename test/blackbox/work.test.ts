/** Many templates, threads, watching: what only whole processes show. */

import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, template, templatecheck } from "./program.ts";

const program = process.env.TEMPLATECHECK_BIN ?? path.resolve("dist/bin.js");

/** Findings of every kind, a regular expression, a configuration that is wrong in one, a profile that some lack. */
function many(): string {
  const files: Record<string, string> = {
    "configured/.templatecheck.yaml": "rulez: {}\nprofiles: { prod: {} }\n",
    ".templatecheckignore": "left-out\n",
    "left-out/main.tf": template,
  };
  for (let at = 0; at < 40; at++) {
    const directory = at % 4 === 0 ? `configured/t${at}` : `t${at}`;
    const more =
      at % 3 === 0
        ? 'locals {\n  x = regex("a+", "baa")\n}\n'
        : at % 3 === 1
          ? "locals {\n  y = local.nowhere\n}\n"
          : "}";
    files[`${directory}/main.tf`] = template + more;
  }
  return directoryWith(files);
}

describe("threads", () => {
  it.each<readonly [string, ...string[]]>([
    ["human"],
    ["json", "--format", "json"],
    ["a profile that not all have", "--profile", "prod", "--format", "compact"],
    ["paths that aren't there", "absent", ".", "--format", "jsonl"],
  ])("say the same as one: %s", (_, ...options) => {
    const cwd = many();
    const [one, several] = ["1", "3"].map((jobs) => {
      const { status, stdout, stderr } = templatecheck(["lint", "--jobs", jobs, ...options], { cwd });
      return { status, stdout, stderr };
    });
    expect(several).toEqual(one);
    expect(one?.status).toBe(2);
  });
});

describe("--watch", () => {
  it.skipIf(process.platform === "win32")(
    "prints a report for every change, and ends when it is interrupted",
    async () => {
      const cwd = directoryWith({ "main.tf": template });
      const child = spawn(program, ["lint", "--watch", "--format", "compact"], {
        cwd,
        env: { PATH: process.env.PATH ?? "" },
      });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk) => {
        stdout += chunk;
      });
      const waiting = (times: number): Promise<void> =>
        new Promise((resolve) => {
          const look = (chunk?: unknown): void => {
            stderr += chunk ?? "";
            if (stderr.split("waiting for changes").length <= times) return;
            child.stderr.off("data", look);
            resolve();
          };
          child.stderr.on("data", look);
          look();
        });
      await waiting(1);
      writeFileSync(path.join(cwd, "new.tf"), "}\n");
      await waiting(2);
      child.kill("SIGINT");
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect(code).toBe(0);
      expect(stdout).toMatch(/new\.tf:1:1: error\[syntax-error\]/);
    },
  );
});

describe("a pattern that the shell left as it is", () => {
  it.each(["*/main.tf", "t[12]/**", "{t1,t2}"])("finds templates: %s", (pattern) => {
    const cwd = directoryWith({ "t1/main.tf": template, "t2/main.tf": template, "other.txt": "" });
    const { status, stdout, stderr } = templatecheck(["lint", pattern, "--format", "json"], { cwd });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).summary.templates).toBe(2);
  });
});

describe("what hooks give", () => {
  it.skipIf(process.platform === "win32")("may be more than a command line takes", () => {
    const cwd = directoryWith({ "a/main.tf": template, "b/main.tf": template });
    const list = Array.from({ length: 50_000 }, (_, at) => `${at % 2 === 0 ? "a" : "b"}/main.tf`).join("\0");
    const { status, stdout } = spawnSync(program, ["lint", "@-", "--format", "json"], {
      cwd,
      input: list,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).summary.templates).toBe(2);
  });
});
