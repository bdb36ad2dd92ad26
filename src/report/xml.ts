/** XML 1.0 by hand: elements and attributes are enough for reports. */

import { neutralised } from "./display-width.ts";

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Elements, or lines of text. */
  readonly children: readonly XmlElement[] | readonly string[];
}

export function element(
  name: string,
  attributes: XmlElement["attributes"],
  children: XmlElement["children"] = [],
): XmlElement {
  return { name, attributes, children };
}

export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${rows(root, "").join("\n")}\n`;
}

function rows({ name, attributes, children }: XmlElement, indent: string): readonly string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value), "&#10;")}"`);
  const start = `${indent}<${name}${written.join("")}`;
  const [first] = children;
  if (first === undefined) return [`${start}/>`];
  if (typeof first === "string") {
    const text = children.map((line) => (typeof line === "string" ? escaped(line, "\n") : "")).join("\n");
    return [`${start}>${text}</${name}>`];
  }
  const inner = children.flatMap((child) => (typeof child === "string" ? [] : rows(child, `${indent}  `)));
  return [`${start}>`, ...inner, `${indent}</${name}>`];
}

/** Controls and other characters that XML can't have are shown as escapes; `lineBreak` stands between lines. */
function escaped(text: string, lineBreak: string): string {
  return text
    .split("\n")
    .map((line) =>
      neutralised(line)
        .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;"),
    )
    .join(lineBreak);
}
