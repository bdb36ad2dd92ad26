/** The formats are in files of their own in the package: they are there, and found. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { directoryWith, template, templatecheck } from "./program.ts";

const beginnings: Readonly<Record<string, RegExp>> = {
  human: /^error\[app-slug-format\]: /,
  compact: /^main\.tf:\d+:\d+: error\[app-slug-format\]: /,
  json: /^\{\n {2}"version": 1,/,
  jsonl: /^\{"version":1,"rule":"app-slug-format",/,
  sarif: /^\{\n {2}"\$schema": /,
  github: /^::error file=main\.tf,line=/,
  gitlab: /^\[\n {2}\{\n {4}"description": /,
  junit: /^<\?xml .*\?>\n<testsuites name="templatecheck" tests="1" failures="1"/,
  checkstyle: /^<\?xml .*\?>\n<checkstyle version="4\.3">/,
  // Its signs aren't ASCII.
  markdown: /^### templatecheck: 1 error[\s\S]*❌ error/,
};

it("every format is written by the installed program, all in one run", () => {
  const cwd = directoryWith({ "main.tf": template.replace('slug      = "web"', 'slug      = "Web"') });
  const formats = Object.keys(beginnings).flatMap((format) => ["--format", `${format}=out.${format}`]);
  const { status, stdout, stderr } = templatecheck(["lint", ...formats], { cwd });
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: "", stderr: "" });
  for (const [format, beginning] of Object.entries(beginnings)) {
    expect(readFileSync(`${cwd}/out.${format}`, "utf8")).toMatch(beginning);
  }
});
