import { execFileSync } from "node:child_process";
import { existsSync, ftruncateSync, openSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nodeHost } from "../../src/cli/host.ts";
import { directoryWith, run } from "./harness.ts";

async function failure(argv: string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(argv, { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
}

/** More than any file may have, without using the disk. */
function sparse(file: string): void {
  ftruncateSync(openSync(file, "w"), 51 * 1024 * 1024);
}

describe("what can't be read", () => {
  it("is told in one line", async () => {
    const cwd = directoryWith({ "empty/readme.md": "", "x.txt": "" });
    expect(await failure(["lint", "absent"], cwd)).toBe(
      'templatecheck: cannot open "absent": no such file or directory\n',
    );
    expect(await failure(["compile", "absent/main.tf"], cwd)).toBe(
      'templatecheck: cannot open "absent/main.tf": no such file or directory\n',
    );
    expect(await failure(["lint", "empty"], cwd)).toMatch(/^templatecheck: no Terraform files in "empty"\n/);
    expect(await failure(["compile"], cwd)).toMatch(/^templatecheck: no Terraform files in "."\n/);
    expect(await failure(["compile", "x.txt"], cwd)).toMatch(/^templatecheck: "x.txt" is not a Terraform file\n/);
  });

  it("leads to templates further down", async () => {
    const cwd = directoryWith({ "all/docker/main.tf": 'resource "coder_agent" "a" {}\n' });
    expect(await failure(["compile", "all"], cwd)).toBe(
      'templatecheck: no Terraform files in "all"\nThere are templates below it: docker.\n',
    );
  });

  it("is never hidden by a result", async () => {
    const cwd = directoryWith({ "main.tf": "a = 1\n" });
    sparse(`${cwd}/large.tf`);
    const lint = await run(["lint"], { cwd });
    expect(lint.code).toBe(2);
    expect(lint.stderr).toBe("templatecheck: cannot read large.tf: larger than 50 MB\n");
    const compile = await run(["compile"], { cwd });
    expect(compile).toMatchObject({ code: 2, stdout: "" });
    expect(compile.stderr).toContain("cannot read large.tf: larger than 50 MB\n");
  });

  it("is too much on standard input", async () => {
    const stdin = new Uint8Array(51 * 1024 * 1024);
    expect(await run(["lint", "-"], { cwd: directoryWith({}), stdin })).toEqual({
      code: 2,
      stdout: "",
      stderr: "templatecheck: standard input is larger than 50 MB\n",
    });
  });

  it.skipIf(process.platform === "win32")(
    "is a pipe, a device or a dangling link, without waiting for it",
    async () => {
      const cwd = directoryWith({ "main.tf": "a = 1\n" });
      execFileSync("mkfifo", [`${cwd}/pipe.tf`]);
      symlinkSync("/dev/zero", `${cwd}/zero.tf`);
      symlinkSync("nowhere", `${cwd}/.#lock.tf`);
      symlinkSync("nowhere", `${cwd}/gone.tf`);
      const { code, stderr } = await run(["lint"], { cwd });
      expect(code).toBe(2);
      expect(stderr).toBe(
        "templatecheck: cannot read gone.tf: no such file\n" +
          "templatecheck: cannot read pipe.tf: not a regular file\n" +
          "templatecheck: cannot read zero.tf: not a regular file\n",
      );
      expect(await failure(["compile", "pipe.tf"], cwd)).toBe(
        'templatecheck: cannot read "pipe.tf": not a regular file\n',
      );
    },
  );
});

describe("what can't be written", () => {
  it("leaves the old file and nothing beside it", async () => {
    const cwd = directoryWith({ "main.tf": "a = 1\n", "dir/keep": "" });
    expect(await failure(["compile", "-o", "absent/m.json"], cwd)).toBe(
      "templatecheck: cannot write absent/m.json: no such file or directory\n",
    );
    expect(await failure(["compile", "-o", "dir"], cwd)).toBe("templatecheck: cannot write dir: is a directory\n");
    expect(readdirSync(cwd).sort()).toEqual(["dir", "main.tf"]);
  });

  it.skipIf(!existsSync("/dev/full"))("is a full disk", async () => {
    const cwd = directoryWith({ "main.tf": "a = 1\n" });
    expect(await failure(["compile", "-o", "/dev/full"], cwd)).toBe(
      "templatecheck: cannot write /dev/full: no space left on the device\n",
    );
  });
});

describe("the host", () => {
  it("reads only below its trees, symbolic links resolved", () => {
    const root = directoryWith({ "tree/a.tf": "a", "secret.tf": "s", "named/x.tfvars": "x" });
    symlinkSync("../secret.tf", `${root}/tree/link.tf`);
    symlinkSync("..", `${root}/tree/up`);
    symlinkSync("a.tf", `${root}/tree/inner.tf`);
    const host = nodeHost(root, [`${root}/tree`, `${root}/named/x.tfvars`]);
    expect(host.read("tree/a.tf")).toMatchObject({ ok: true });
    expect(host.read("tree/inner.tf")).toMatchObject({ ok: true });
    expect(host.read("named/x.tfvars")).toMatchObject({ ok: true });
    for (const outside of ["secret.tf", "tree/../secret.tf", "tree/link.tf", "tree/up/secret.tf", "named"]) {
      expect(host.read(outside)).toMatchObject({ ok: false, code: "outside" });
    }
    expect(host.read("tree/absent")).toMatchObject({ ok: false, code: "absent", reason: "no such file" });
    expect(host.read("tree")).toMatchObject({ ok: false, code: "directory" });
    expect(host.list("tree/up")).toBeNull();
    expect(host.list("tree")).toEqual([
      { name: "a.tf", kind: "file" },
      { name: "inner.tf", kind: "file" },
      { name: "link.tf", kind: "file" },
      { name: "up", kind: "directory" },
    ]);
    expect(host.realpath("tree/inner.tf")).toBe("tree/a.tf");
    expect(host.realpath("tree/link.tf")).toBeNull();
    expect(host.digest("sha256", new Uint8Array())).toMatch(/^e3b0c442/);
  });

  it.skipIf(!existsSync("/proc/self/status"))("reads files that don't know their size", () => {
    const answer = nodeHost("/proc/self", ["/proc"]).read("status");
    expect(answer.ok && new TextDecoder().decode(answer.bytes)).toMatch(/^Name:/);
    expect(readFileSync("/proc/self/status").length).toBeGreaterThan(0);
  });
});
