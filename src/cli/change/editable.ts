/** Which files are the author's to change. */

import { realpathSync } from "node:fs";
import path from "node:path";
import type { SourceFile } from "../../source.ts";
import { contains } from "../host.ts";
import { homeOf, type Template, treeOf } from "../surroundings.ts";
import { type FileKey, onInput } from "./draft.ts";

/** Why a file isn't changed; null when it may be. Only the text itself is when that is what was given. */
export function refusalToEdit(key: FileKey, file: SourceFile, template: Template, cwd: string): string | null {
  if (file.invalidUtf8) return "it has bytes that aren't UTF-8";
  const given = givenText(template);
  if (given !== null) return key === given ? null : "it isn't the text that was given";
  if (key.split(path.sep).includes(".terraform")) return "Terraform keeps it in .terraform";
  return contains(realpathSync(treeOf(cwd, homeOf(template, cwd))), key)
    ? null
    : "it lies outside of the template's tree";
}

/** The file that is on standard input; null when nothing is. */
export function givenText(template: Template): FileKey | null {
  if (template.kind === "text") return onInput;
  if (template.kind !== "directory" || !template.replaced) return null;
  try {
    return realpathSync(template.replaced.file);
  } catch {
    return template.replaced.file;
  }
}
