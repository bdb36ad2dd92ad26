import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diffManifests } from "../../src/diff/compare.ts";
import { diffMarkdown } from "../../src/diff/markdown.ts";
import type { DiffReport, DiffSide } from "../../src/diff/report.ts";
import { diffText } from "../../src/diff/text.ts";
import { changeKinds } from "../../src/diff/types.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Manifest } from "../../src/manifest/types.ts";
import { exampleManifest } from "../manifest/example.ts";

function manifestOf(example: string, file = "expected.manifest.json"): Manifest {
  const read = readManifest(readFileSync(`examples/${example}/${file}`, "utf8"));
  if (!read.ok) throw new Error(read.error);
  return read.manifest;
}

function reportOf(before: Manifest, after: Manifest): DiffReport {
  const side = (name: string): DiffSide => ({ name, kind: "manifest", template: name, digest: "", compiler: "0.1.0" });
  return { old: side("old"), new: side("new"), diff: diffManifests(before, after), failed: [] };
}

describe("examples", () => {
  it("another deployment", () => {
    const report = reportOf(manifestOf("port-sharing"), manifestOf("port-sharing", "expected.dev.manifest.json"));
    expect(diffText(report, false)).toBe(`old → new

app main/admin  main.tf:23
  moved       hostname: admin--{workspace}--{owner}--apps.example.com → admin--main--{workspace}--{owner}.coder-dev.example.com
  moved       other hostnames: admin--main--{workspace}--{owner}--apps.example.com → admin--{workspace}--{owner}.coder-dev.example.com

app main/docs  main.tf:51
  widened     share: owner → authenticated

app main/landing  main.tf:41
  moved       hostname: landing--{workspace}--{owner}--apps.example.com → landing--main--{workspace}--{owner}.coder-dev.example.com
  moved       other hostnames: landing--main--{workspace}--{owner}--apps.example.com → landing--{workspace}--{owner}.coder-dev.example.com
  widened     share: authenticated → public, anybody can open it

app main/review  main.tf:32
  moved       hostname: review--{workspace}--{owner}--apps.example.com → review--main--{workspace}--{owner}.coder-dev.example.com
  moved       other hostnames: review--main--{workspace}--{owner}--apps.example.com → review--{workspace}--{owner}.coder-dev.example.com

agent main  main.tf:18
  moved       ports.hostname: {port}{s}--main--{workspace}--{owner}--apps.example.com → {port}{s}--main--{workspace}--{owner}.coder-dev.example.com

ports
  widened     widest share of a port: authenticated → public, anybody can be given it

settings
  changed     deployment.accessUrl: https://coder.example.com → https://coder-dev.example.com
  changed     deployment.wildcardAccessUrl: *--apps.example.com → *.coder-dev.example.com
  changed     deployment.coderVersion: 2.35 → 2.20
  changed     deployment.edition: premium → oss
  changed     deployment.pathAppSharing: false → true
  changed     sharing.templateMaximum: authenticated → public
  changed     inputs.profile: prod → dev

19 changes: 7 moved, 3 widened, 2 added-public, 2 reach-widened, 1 agent-changed, 7 settings
`);
  });

  it("another template", () => {
    expect(diffText(reportOf(manifestOf("terminal"), manifestOf("ide-choice")), false)).toMatch(
      /\napp main\/jupyter {2}main\.tf:112\n {2}added {7}jupyter--main--\{workspace\}--\{owner\}\{wildcard\}, http port 8888\/, share owner\n {14}when `ide` is "jupyter"\n/,
    );
  });

  it("with the place of what is gone, in the old template", () => {
    expect(diffText(reportOf(manifestOf("terminal"), manifestOf("ide-choice")), false)).toContain(
      "\napp dev/goland  main.tf:51, before\n  removed ",
    );
  });

  it("as a table", () => {
    const report = reportOf(manifestOf("port-sharing"), manifestOf("port-sharing", "expected.dev.manifest.json"));
    expect(diffMarkdown(report)).toContain(
      "| `app main/landing`<br>`main.tf:41` | **widened** | `share: authenticated → public, anybody can open it` | always |\n",
    );
  });
});

describe("the text", () => {
  it("has colour only where it is asked for, and only besides the words", () => {
    const report = reportOf(manifestOf("port-sharing"), manifestOf("port-sharing", "expected.dev.manifest.json"));
    expect(diffText(report, true)).toContain("\u001b[1;31mwidened    \u001b[0m");
    expect(diffText(report, true).replaceAll(/\u001b\[[0-9;]*m/g, "")).toBe(diffText(report, false));
  });

  it("neutralises names", () => {
    const example = exampleManifest();
    const evil = "a\u001b[2J\u202e\nx";
    const apps = example.apps.map((app) => ({ ...app, slug: evil }));
    const text = diffText(reportOf({ ...example, apps: [] }, { ...example, apps }), false);
    expect(text).toContain("app dev/a\\u001b[2J\\u202e\\nx  ");
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it("stays within what a comment may hold", () => {
    const example = exampleManifest();
    const [app] = example.apps;
    if (!app) throw new Error("the example has one");
    const apps = Array.from({ length: 2_000 }, (_, at) => ({ ...app, id: `dev/a${at}`, slug: `a${at}` }));
    const text = diffMarkdown(reportOf({ ...example, apps: [] }, { ...example, apps }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/[0-9]+ more rows in the output of `templatecheck diff`/);
  });
});

describe("kinds", () => {
  it("are those of the schema and of the page", () => {
    const schema = JSON.parse(readFileSync("src/schema/diff.schema.json", "utf8"));
    expect(schema.$defs.kind.enum).toEqual(changeKinds);
    const page = readFileSync("docs/diff.md", "utf8");
    for (const kind of changeKinds) expect(page).toContain(`\`${kind}\``);
  });
});
