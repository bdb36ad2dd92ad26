/** Files of a gateway, read without blocking what it serves: JSON, or YAML by its name. */

import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { FileText } from "../gateway/server/state.ts";
import { largestFile } from "./host.ts";
import { systemReason } from "./system-error.ts";
import { jsonOfYaml } from "./yaml-document.ts";
import { isYamlName } from "./yaml-text.ts";

export interface FileReader {
  readonly readText: (file: string) => Promise<FileText>;
  readonly readJson: (file: string) => Promise<FileText>;
}

export function fileReader(cwd: string): FileReader {
  const readText = (file: string): Promise<FileText> => textOf(path.resolve(cwd, file));
  const readJson = async (file: string): Promise<FileText> => {
    const written = await readText(file);
    return written.ok && isYamlName(file) ? await jsonOfYaml(written.text) : written;
  };
  return { readText, readJson };
}

async function textOf(absolute: string): Promise<FileText> {
  try {
    // What isn't a file could keep who opens it waiting for ever.
    const found = await stat(absolute);
    if (!found.isFile()) return { ok: false, reason: "not a regular file" };
    if (found.size > largestFile) return { ok: false, reason: "too large" };
    return { ok: true, text: await readFile(absolute, "utf8") };
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}
