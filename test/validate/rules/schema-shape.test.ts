import { expect, it } from "vitest";
import { checkText, found } from "../harness.ts";

it("names the release that a type came with", () => {
  const help = (providerVersion: string) =>
    found(checkText('data "coder_workspace_owner" "me" {}\n', { providerVersion }), "schema-unknown-attribute").map(
      (finding) => finding.help,
    );
  expect(help("0.12.0")).toEqual(["require provider >= 0.23.0, or remove it"]);
  expect(help("0.23.0")).toEqual([]);
});
