import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/fix/apply.ts";
import { compatibleFixes } from "../../src/fix/select.ts";
import { base, checkText } from "./harness.ts";

/** After all safe fixes, round by round. */
function fixed(text: string): string {
  let now = base + text;
  for (let round = 0; round < 10; round++) {
    const fixes = checkText(now).diagnostics.flatMap(({ fix }) => (fix?.safe ? [fix] : []));
    const candidates = fixes.map(({ edits }) => ({
      edits: edits.map(({ span, newText }) => ({ file: "main.tf", ...span, newText })),
    }));
    const chosen = compatibleFixes(candidates).flatMap((candidate) => candidate.edits);
    if (chosen.length === 0) break;
    now = applyEdits(now, chosen);
  }
  return now.replace(base, "");
}

const app = (lines: string): string =>
  `resource "coder_app" "a" {\n  agent_id = coder_agent.main.id\n  slug     = "a"\n  url      = "http://localhost:1"\n${lines}}\n`;
const agent = (lines: string): string =>
  `resource "coder_agent" "b" {\n  os = "linux"\n  arch = "amd64"\n${lines}}\nresource "terraform_data" "b" {\n  input = coder_agent.b.token\n}\n`;

describe("what later providers don't have", () => {
  it("is renamed where the new name means the same", () => {
    expect(fixed(app('  name = "A" # shown\n'))).toBe(app('  display_name = "A" # shown\n'));
  });

  it("isn't where both are there", () => {
    const both = app('  name = "A"\n  display_name = "B"\n');
    expect(fixed(both)).toBe(both);
  });

  it("is translated where it is written out", () => {
    expect(fixed(app("  relative_path = true\n"))).toBe(app("  subdomain = false\n"));
    expect(fixed(app("  relative_path=false // why\n"))).toBe(app("  subdomain=true // why\n"));
    const computed = app("  relative_path = 1 == 1\n");
    expect(fixed(computed)).toBe(computed);
    expect(fixed(agent("  login_before_ready = false\n"))).toBe(agent('  startup_script_behavior = "blocking"\n'));
    expect(fixed(agent("  login_before_ready = true\n"))).toBe(agent('  startup_script_behavior = "non-blocking"\n'));
  });

  it("goes with its line where it had no effect", () => {
    expect(fixed(agent("  startup_script_timeout = 180\n"))).toBe(agent(""));
    expect(fixed(agent("  shutdown_script_timeout = (\n    180\n  )\n"))).toBe(agent(""));
    const commented = agent("  startup_script_timeout = 180 # minutes?\n");
    expect(fixed(commented)).toBe(commented);
  });

  it("of a workspace's owner is the owner's own", () => {
    const use = (value: string): string => `locals {\n  a = "x-\${${value}}"\n  b = [${value}]\n}\n`;
    expect(fixed(use("data.coder_workspace.me.owner"))).toBe(use("data.coder_workspace_owner.me.name"));
    expect(fixed(use("data.coder_workspace.me.owner_email"))).toBe(use("data.coder_workspace_owner.me.email"));
  });

  it("declares the owner once where nothing does", () => {
    const template = `data "coder_workspace" "me" {}\nlocals {\n  a = data.coder_workspace.me.owner\n  b = data.coder_workspace.me.owner_id\n}\n`;
    const text = checkText(template).diagnostics.flatMap(({ fix }) => (fix ? [fix.edits.length] : []));
    expect(text).toEqual([2, 2]);
    let now = template;
    for (let round = 0; round < 3; round++) {
      const fixes = checkText(now).diagnostics.flatMap(({ fix }) => (fix?.safe ? [fix] : []));
      const chosen = compatibleFixes(
        fixes.map(({ edits }) => ({ edits: edits.map(({ span, newText }) => ({ file: "m", ...span, newText })) })),
      );
      now = applyEdits(
        now,
        chosen.flatMap(({ edits }) => edits),
      );
    }
    expect(now).toBe(
      `data "coder_workspace" "me" {}\n\ndata "coder_workspace_owner" "me" {}\nlocals {\n  a = data.coder_workspace_owner.me.name\n  b = data.coder_workspace_owner.me.id\n}\n`,
    );
  });

  it("as a type is renamed with all that refers to it", () => {
    const use = (type: string): string =>
      `data "${type}" "github" {\n  id = "github"\n}\nlocals {\n  a = data.${type}.github.access_token\n  b = "\${data.${type}.github.id}!"\n}\n`;
    expect(fixed(use("coder_git_auth"))).toBe(use("coder_external_auth"));
  });
});

describe("open_in", () => {
  it("of a window is a slim window, and of anything else nobody's guess", () => {
    expect(fixed(app('  open_in = "window"\n'))).toBe(app('  open_in = "slim-window"\n'));
    const other = app('  open_in = "popup"\n');
    expect(fixed(other)).toBe(other);
    const computed = app('  open_in = join("", ["window"])\n');
    expect(fixed(computed)).toBe(computed);
  });
});
