import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

const extension = path.resolve("editors/vscode");

describe("the extension for VS Code", () => {
  it("is packed with what it needs and nothing else", () => {
    const out = mkdtempSync(path.join(tmpdir(), "templatecheck-vscode-"));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const run = (program: string, ...argv: readonly string[]): string =>
      execFileSync(program, argv, { cwd: extension, encoding: "utf8" });
    if (!existsSync(path.join(extension, "node_modules"))) run("npm", "ci", "--no-audit", "--no-fund");
    run("node", path.resolve("node_modules/typescript/bin/tsc"), "-p", extension);
    const packed = path.join(out, "extension.vsix");
    const options = ["--no-dependencies", "--allow-missing-repository", "--out", packed];
    run("npx", "--yes", "@vscode/vsce@3.9.2", "package", ...options);
    expect(filesIn(readFileSync(packed))).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/dist/config.schema.json",
      "extension/dist/extension.cjs",
      "extension/package.json",
      "extension/readme.md",
    ]);
  });

  it("has a lockfile that names no registry", () => {
    expect(readFileSync(path.join(extension, "package-lock.json"), "utf8")).not.toContain('"resolved"');
  });
});

/** Names in the central directory of a ZIP archive, sorted (APPNOTE 6.3.10, 4.3.12). */
function filesIn(archive: Buffer): readonly string[] {
  const names: string[] = [];
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = archive.indexOf(signature); at !== -1; at = archive.indexOf(signature, at + 4)) {
    const length = archive.readUInt16LE(at + 28);
    names.push(archive.subarray(at + 46, at + 46 + length).toString("utf8"));
  }
  return names.sort();
}
