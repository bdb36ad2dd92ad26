import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { templatecheck } from "../templatecheck.ts";

const validate = new Ajv2020().compile(JSON.parse(readFileSync("src/schema/access.schema.json", "utf8")));
const names = ["--workspace", "dev", "--owner", "alice"];

async function accessed(template: string, ...options: readonly string[]): Promise<Record<string, unknown>> {
  const argv = ["access", template, ...names, "--format", "json", ...options];
  const { code, stdout, stderr } = await templatecheck(argv);
  if (code !== 0) throw new Error(stderr);
  const document: unknown = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document as Record<string, unknown>;
}

describe("access", () => {
  it("lists links and commands for each app", async () => {
    const document = await accessed("examples/port-sharing");
    expect(document.apps).toContainEqual({
      id: "main/landing",
      slug: "landing",
      agent: "main",
      kind: "proxy",
      share: "authenticated",
      url: "https://landing--dev--alice--apps.example.com/",
      aliases: ["landing--main--dev--alice--apps.example.com"],
      error: null,
      port: 8080,
      portForward: "coder port-forward alice/dev.main --tcp 8080",
      ssh: "ssh -L 8080:localhost:8080 coder.alice--dev--main",
    });
    expect(document.ports).toEqual([
      {
        agent: "main",
        url: "https://{port}{s}--main--dev--alice--apps.example.com/",
        error: null,
        defaultShare: "owner",
        maximumShare: "authenticated",
      },
    ]);
  });

  it("says what `coder port-forward` would reach", async () => {
    const document = await accessed("examples/port-sharing", "--tcp", "127.0.0.1:9000:8080,65535", "--udp", "53:5353");
    expect(document.forwards).toEqual([
      {
        network: "tcp",
        listenHost: "127.0.0.1",
        listenPort: 9000,
        agent: "main",
        port: 8080,
        apps: ["main/landing"],
        ssh: "ssh -L 127.0.0.1:9000:localhost:8080 coder.alice--dev--main",
      },
      expect.objectContaining({ network: "tcp", listenHost: null, port: 65535, apps: [] }),
      expect.objectContaining({ network: "udp", listenPort: 53, port: 5353, ssh: null }),
    ]);
  });

  it("follows the answers", async () => {
    const ids = async (...options: readonly string[]): Promise<unknown> =>
      ((await accessed("examples/ide-choice", ...options)).apps as { id: string }[]).map(({ id }) => id);
    expect(await ids()).toEqual(["main/code-server"]);
    expect(await ids("--parameter", "ide=rstudio")).toEqual(["main/rstudio"]);
  });

  it("needs names, an agent where there are several, and well-formed ports", async () => {
    const wrong = [
      ["examples/port-sharing", "--workspace", "dev"],
      ["examples/port-sharing", "--workspace", "d--v", "--owner", "alice"],
      ["examples/several-agents", ...names, "--tcp", "80"],
      ["examples/port-sharing", ...names, "--agent", "nope"],
      ["examples/port-sharing", ...names, "--tcp", "8000-7000"],
      ["examples/port-sharing", ...names, "--tcp", "1-65535"],
    ];
    for (const argv of wrong) expect((await templatecheck(["access", ...argv])).code, argv.join(" ")).toBe(2);
    expect((await templatecheck(["access", "examples/bad/slug", ...names])).code).toBeGreaterThan(0);
  });

  it("is for people, too", async () => {
    const { stdout } = await templatecheck([
      "access",
      "examples/several-agents",
      ...names,
      "--agent",
      "web",
      "--tcp",
      "80",
    ]);
    expect(stdout).toContain("tcp localhost:80 -> web:80, no app of the template\n");
  });
});
