/** What the tests of the documentation see of a page: fenced blocks, headings, links. */

import { readdirSync, readFileSync } from "node:fs";

export interface Fence {
  /** First word behind the backticks; "" for none. */
  readonly language: string;
  readonly text: string;
  /** Line of the first line of the text, from 1. */
  readonly line: number;
  /** What `<!-- file: NAME -->` above it says that it is the content of. */
  readonly file: string | null;
}

export interface Link {
  readonly to: string;
  readonly line: number;
}

/** Every page that readers see, relative to the root of the repository. */
export const pages: readonly string[] = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "examples/README.md",
  "editors/vscode/README.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => `docs/${file}`),
];

const texts = new Map<string, string>();

export function textOf(page: string): string {
  const text = texts.get(page) ?? readFileSync(page, "utf8");
  texts.set(page, text);
  return text;
}

export function fencesOf(text: string): readonly Fence[] {
  const lines = text.split("\n");
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, marks, language = ""] = /^(`{3,})(\S*)/.exec(lines[at] ?? "") ?? [];
    if (!marks) continue;
    const end = lines.findIndex((line, index) => index > at && line === marks);
    if (end === -1) throw new Error(`line ${at + 1}: a block without an end`);
    const above = lines.slice(0, at).findLast((line) => line !== "") ?? "";
    fences.push({
      language,
      text: lines.slice(at + 1, end).join("\n"),
      line: at + 2,
      file: /^<!-- file: (\S+) -->$/.exec(above)?.[1] ?? null,
    });
    at = end;
  }
  return fences;
}

/** The lines of a page; those within fenced blocks are empty. */
export function proseOf(text: string): readonly string[] {
  const lines = text.split("\n");
  for (const fence of fencesOf(text)) {
    const length = fence.text.split("\n").length;
    for (let line = fence.line - 2; line <= fence.line - 1 + length; line++) lines[line] = "";
  }
  return lines;
}

/** As GitHub and the site make them of headings. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const line of proseOf(text)) {
    const heading = /^#{1,6} +(.*?) *$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let again = 1; anchors.has(unique); again++) unique = `${anchor}-${again}`;
    anchors.add(unique);
  }
  return anchors;
}

/** Targets of links and images, but for those in code. */
export function linksOf(text: string): readonly Link[] {
  return proseOf(text).flatMap((line, index) => {
    const plain = line.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, (code) => " ".repeat(code.length));
    // A link's text can be an image, whose own target comes first.
    return [...plain.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|(?:src|srcset|href)="([^"]+)"/g)].map(
      ([, to, attribute]) => ({ to: to ?? attribute ?? "", line: index + 1 }),
    );
  });
}
