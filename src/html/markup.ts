/** HTML whose holes are escaped. What comes from a template is text and stays text. */

import { neutralised, neutralisedJson } from "../report/display-width.ts";

/** HTML that is safe to insert; made only here. */
export interface Markup {
  readonly html: string;
}

type Hole = string | number | Markup | null | readonly Markup[];

/** Texts in holes are escaped, also within quoted attributes; characters that reorder or hide text become visible. */
export function markup(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  let html = "";
  for (const [at, part] of parts.entries()) html += part + (at < holes.length ? shown(holes[at] ?? null) : "");
  return { html };
}

function shown(hole: Hole): string {
  if (hole === null) return "";
  if (typeof hole === "string") return escaped(neutralised(hole));
  if (typeof hole === "number") return String(hole);
  return "html" in hole ? hole.html : hole.map(({ html }) => html).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** For scripts, styles and the document's first line: texts that are ours. */
export function trusted(html: string): Markup {
  return { html };
}

/** A link only where it leads to a page of the web; else the text. */
export function link(url: string | null, text: string): Markup {
  if (url === null || !/^https?:\/\/[^\s<>"'`\\]+$/i.test(url)) return markup`${text}`;
  return markup`<a href="${url}" rel="noopener noreferrer">${text}</a>`;
}

/** JSON for a `<script type="application/json">`: nothing in it ends the element, begins a comment or reorders text. */
export function embeddedJson(value: unknown): string {
  return neutralisedJson(JSON.stringify(value)).replace(
    /[<>&]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
