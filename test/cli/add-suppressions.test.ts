import { chmodSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { core } from "../templatecheck.ts";
import { app, base } from "../validate/harness.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const add = (cwd: string, ...argv: string[]): Promise<Outcome> =>
  run(["lint", "--add-suppressions", "--reason", "known", ...argv], { cwd, core });
const read = (...parts: string[]): string => readFileSync(path.join(...parts), "utf8");
const publicApp = (rest: string): string => app("a", `slug      = "a"\nurl       = "http://localhost:1234"\n${rest}`);

describe("--add-suppressions", () => {
  it("writes one comment above each line, with all of its rules, and there is nothing left", async () => {
    const cwd = directoryWith({ "main.tf": base + publicApp('share     = "public"\nsubdomain = true') });
    const { code, stdout, stderr } = await add(cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("wrote 1 comment in 1 file");
    expect(stdout).toMatch(/no problems in 1 template \(\d suppressed\)/);
    expect(read(cwd, "main.tf")).toContain(
      '\n  # templatecheck: ignore app-share-public -- known\n  share     = "public"\n',
    );
    const before = read(cwd, "main.tf");
    expect((await add(cwd)).stderr).toContain("wrote 0 comments in 0 files");
    expect(read(cwd, "main.tf")).toBe(before);
  });

  it("stands behind the first attribute of a block: above it, it would speak of the block", async () => {
    const text = `${base}resource "coder_app" "a" {\n  share    = "public"\n  agent_id = coder_agent.main.id\n  slug     = "a"\n  url      = "http://localhost:1234"\n  subdomain = true\n}\n`;
    const cwd = directoryWith({ "main.tf": text });
    await add(cwd);
    expect(read(cwd, "main.tf")).toContain(
      '{\n  share    = "public" # templatecheck: ignore app-share-public -- known\n',
    );
    expect((await run(["lint", "--fail-level", "info"], { cwd, core })).code).toBe(0);
  });

  it("stands above what holds a text of several lines, with the file's line breaks", async () => {
    const command =
      'command  = <<-EOT\n  curl -H "Authorization: Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a" x\nEOT';
    const text = app("a", `slug = "a"\n${command}`).replaceAll("\n", "\r\n");
    const cwd = directoryWith({ "main.tf": base, "apps.tf": `\ufeff${text}` });
    await add(cwd);
    const after = read(cwd, "apps.tf");
    expect(after).toContain("\r\n  # templatecheck: ignore secret-in-url -- known\r\n  command  = <<-EOT\r\n");
    expect(after.replace(/ *# templatecheck.*\r\n/g, "")).toBe(`\ufeff${text}`);
  });

  it("puts the comment at the call of a module that isn't the author's", async () => {
    const module =
      'variable "agent" {}\nresource "coder_app" "m" {\n  agent_id  = var.agent\n  slug      = "m"\n  url       = "http://localhost:1"\n  share     = "public"\n  subdomain = true\n}\n';
    const cwd = directoryWith({
      "main.tf": `${base}\nmodule "m" {\n  source = "example.com/m/m/m"\n  agent  = coder_agent.main.id\n}\n`,
      ".terraform/modules/modules.json": JSON.stringify({
        Modules: [
          { Key: "", Source: "", Dir: "." },
          { Key: "m", Source: "example.com/m/m/m", Dir: ".terraform/modules/m" },
        ],
      }),
      ".terraform/modules/m/main.tf": module,
    });
    const { stdout } = await add(cwd);
    expect(read(cwd, ".terraform/modules/m/main.tf")).toBe(module);
    expect(read(cwd, "main.tf")).toMatch(/\n# templatecheck: ignore .*app-share-public.* -- known\nmodule "m" \{/);
    expect(stdout).toContain("no problems");
  });

  it("tells what it can't suppress: JSON, what is locked, a file that is read-only", async () => {
    const cwd = directoryWith({
      ".templatecheck.yaml": "locked: [app-share-public]\n",
      "main.tf": base + publicApp('share     = "public"\nsubdomain = true'),
      "b.tf.json": '{"resource": {"coder_app": {"b": {"agent_id": "${coder_agent.main.id}", "slug": "b"}}}}',
    });
    const { code, stderr } = await add(cwd);
    expect(stderr).toContain("app-share-public isn't suppressed: the configuration locks it");
    expect(stderr).toContain("b.tf.json: app-no-target isn't suppressed: JSON has no comments");
    expect(code).toBe(1);
    chmodSync(path.join(cwd, "main.tf"), 0o444);
    const locked = directoryWith({ "main.tf": base + publicApp('share = "public"') });
    chmodSync(path.join(locked, "main.tf"), 0o444);
    const refused = await add(locked);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("cannot write main.tf: it is read-only");
  });

  it("takes a date in the reason", async () => {
    const cwd = directoryWith({ "main.tf": base + publicApp('share     = "public"') });
    await run(["lint", "--add-suppressions", "--reason", "later until=2030-01-01", "--today", "2029-01-01"], {
      cwd,
      core,
    });
    const after = await run(["lint", "--today", "2030-01-02", "--format", "compact"], { cwd, core });
    expect(after.stdout).toContain("suppression-expired");
    expect(after.stdout).toContain("app-share-no-effect");
  });
});

describe("a suppressed error", () => {
  it("refuses no manifest, which verify then finds to be right until the suppression expires", async () => {
    const slug = '# templatecheck: ignore app-slug-is-port -- a port is meant until=2030-01-01\nslug = "3000"';
    const cwd = directoryWith({ "main.tf": base + app("a", `${slug}\nurl = "http://localhost:3000"`) });
    const early = ["--today", "2029-12-31"];
    expect(await run(["compile", "-o", "m.json", ...early], { cwd, core })).toMatchObject({ code: 0, stderr: "" });
    expect((await run(["verify", "m.json", ...early], { cwd, core })).code).toBe(0);
    expect((await run(["verify", "m.json", "--today", "2030-01-02"], { cwd, core })).code).toBe(1);
  });
});
