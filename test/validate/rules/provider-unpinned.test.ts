import { expect, it } from "vitest";
import { checkText, found, lineOf } from "../harness.ts";

const agent = 'resource "coder_agent" "main" {\n  os   = "linux"\n  arch = "amd64"\n}\n';

it("tells that nothing is pinned, unless this run says it", () => {
  expect(found(checkText(agent), "provider-unpinned").map(lineOf)).toEqual([
    'info provider-unpinned main.tf: resource "coder_agent" "main"',
  ]);
  expect(found(checkText(agent, { providerVersion: "2.17" }), "provider-unpinned")).toEqual([]);
});
