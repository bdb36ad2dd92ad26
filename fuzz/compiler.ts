/** The compiler over files in memory. */

import { type CheckInputs, type CheckResult, defaultInputs, type Libraries } from "../src/check-types.ts";
import { check, compile } from "../src/index.ts";
import { createRe2Engine } from "../src/terraform/functions/re2-engine.ts";
import { createYamlReader } from "../src/terraform/functions/yaml-engine.ts";
import { memoryHost } from "../test/memory-host.ts";
import type { FileSet } from "./file-set.ts";

const regex = createRe2Engine();
const yaml = createYamlReader();
export const libraries: Libraries = { regex: () => regex, yaml: () => yaml };

export function lint(files: FileSet, inputs: Partial<CheckInputs> = {}): CheckResult {
  return check(memoryHost(Object.fromEntries(files)), "", { ...defaultInputs, ...inputs }, libraries);
}

export function compiled(files: FileSet): CheckResult {
  return compile(memoryHost(Object.fromEntries(files)), "", defaultInputs, libraries);
}
