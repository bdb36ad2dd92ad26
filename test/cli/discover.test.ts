import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lookFor } from "./batch/found.ts";
import { directoryWith } from "./harness.ts";

const app = 'resource "coder_app" "a" {}\n';

async function found(root: string, ...paths: string[]): Promise<readonly string[]> {
  const { templates, failures } = await lookFor(root, paths);
  expect(failures).toEqual([]);
  return templates;
}

describe("templates of a tree", () => {
  it("are the directories that nobody calls as a module", async () => {
    const root = directoryWith({
      "templates/a/main.tf": `${app}module "m" {\n  source = "../../modules/m"\n}\n`,
      "templates/b/main.tf.json": '{"module": {"n": {"source": "./n"}}, "resource": {"coder_app": {}}}',
      "templates/b/n/main.tf": app,
      "modules/m/main.tf": app,
      "modules/unused/main.tofu": app,
      "infrastructure/main.tf": 'resource "null_resource" "x" {}\n',
      "templates/a/.terraform/modules/x/main.tf": app,
      "node_modules/x/main.tf": app,
      "docs/readme.md": "",
    });
    expect(await found(root)).toEqual(["modules/unused", "templates/a", "templates/b"]);
    expect(await found(root, "templates", "templates/a", "modules/unused")).toEqual([
      "modules/unused",
      "templates/a",
      "templates/b",
    ]);
  });

  it("include every directory that is named, and that of every file", async () => {
    const root = directoryWith({ "infrastructure/main.tf": "", "t/m/main.tf": app, "t/m/other.tf": "" });
    expect(await found(root, "infrastructure", "t/m/main.tf", "t/m/other.tf")).toEqual(["infrastructure", "t/m"]);
  });

  it("aren't taken for modules by what only looks like a call", async () => {
    const root = directoryWith({
      "a/main.tf": `${app}# module "x" { source = "./b" }\nresource "docker_image" "i" {\n  source = "./b"\n}\n`,
      "a/b/main.tf": app,
    });
    expect(await found(root)).toEqual(["a", "a/b"]);
  });

  it("are found although links lead in circles", async () => {
    const root = directoryWith({ "a/main.tf": app });
    symlinkSync("..", `${root}/a/up`);
    symlinkSync("a", `${root}/again`);
    expect(await found(root)).toEqual(["a"]);
  });
});
