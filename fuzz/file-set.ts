/** Several files in one text, so that an input is a text and can be made smaller as one. */

export type FileSet = ReadonlyMap<string, string>;

const header = /^=== (\S+) ===\n/gm;

export function writeFiles(files: FileSet): string {
  return [...files].map(([path, text]) => `=== ${path} ===\n${text}${text.endsWith("\n") ? "" : "\n"}`).join("");
}

/** What stands before the first header is `main.tf`. */
export function readFiles(text: string): FileSet {
  const files = new Map<string, string>();
  let name = "main.tf";
  let start = 0;
  for (const match of text.matchAll(header)) {
    if (match.index > start) files.set(name, text.slice(start, match.index));
    name = match[1] ?? name;
    start = match.index + match[0].length;
  }
  if (text.length > start) files.set(name, text.slice(start));
  return files;
}
