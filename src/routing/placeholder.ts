/** Placeholders in the manifest's texts: `{name}`, `{name|filter}`; literal braces are doubled. */

import { queryEscape } from "./go-escape.ts";
import { goToLower, goToUpper } from "./go-strings.ts";

/** Terraform's functions of the same names. */
export const placeholderFilters = ["lower", "upper", "urlencode"] as const;
export type PlaceholderFilter = (typeof placeholderFilters)[number];

export interface Placeholder {
  /** `workspace`, `owner`, `agent`, `port`, `s`, `wildcard`, `accessUrl`, or `parameter:` and a parameter's name. */
  readonly hole: string;
  /** In the order of application. */
  readonly filters: readonly PlaceholderFilter[];
}

/** Texts and holes in turn; the same shape as a text of the compiler that is known but for some pieces. */
export type TextPart = string | Placeholder;

const parameterPrefix = "parameter:";
const plainHoles: readonly string[] = ["workspace", "owner", "agent", "port", "s", "wildcard", "accessUrl"];

export function escapeLiteral(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}

export function formatParts(parts: readonly TextPart[]): string {
  return parts.map((part) => (typeof part === "string" ? escapeLiteral(part) : formatPlaceholder(part))).join("");
}

export function formatPlaceholder({ hole, filters }: Placeholder): string {
  return `{${[encodeHole(hole), ...filters].join("|")}}`;
}

/** The name of the parameter whose answer a hole is; null for other holes. */
export function parameterOf(hole: string): string | null {
  return hole.startsWith(parameterPrefix) ? hole.slice(parameterPrefix.length) : null;
}

// Names of parameters are any text; these four characters have a meaning in placeholders.
function encodeHole(hole: string): string {
  return hole.replace(/[{}|%]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeHole(text: string): string {
  return text.replace(/%(7B|7D|7C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export type ParsedText =
  | { readonly ok: true; readonly parts: readonly TextPart[] }
  | { readonly ok: false; readonly wrong: string; readonly error: string };

/** Adjacent literals are one part, and none is empty. */
export function parsePlaceholders(text: string): ParsedText {
  const parts: TextPart[] = [];
  let literal = "";
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    if (char !== "{" && char !== "}") {
      literal += char;
      at++;
      continue;
    }
    if (text.charAt(at + 1) === char) {
      literal += char;
      at += 2;
      continue;
    }
    if (char === "}") return { ok: false, wrong: "}", error: `"}" without "{" before it; a literal brace is doubled` };
    const end = text.indexOf("}", at);
    const wrong = text.slice(at, end === -1 ? undefined : end + 1);
    const placeholder = end === -1 ? null : readPlaceholder(text.slice(at + 1, end));
    if (!placeholder) return { ok: false, wrong, error: `"${wrong}" is no placeholder` };
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(placeholder);
    at = end + 1;
  }
  if (literal !== "") parts.push(literal);
  return { ok: true, parts };
}

function readPlaceholder(text: string): Placeholder | null {
  const [name = "", ...names] = text.split("|");
  const hole = decodeHole(name);
  const parameter = parameterOf(hole);
  if (parameter === null ? !plainHoles.includes(hole) : parameter === "") return null;
  // One way to write each placeholder.
  if (encodeHole(hole) !== name) return null;
  const filters: PlaceholderFilter[] = [];
  for (const filterName of names) {
    const filter = placeholderFilters.find((known) => known === filterName);
    if (!filter) return null;
    filters.push(filter);
  }
  return { hole, filters };
}

export function applyFilters(value: string, filters: readonly PlaceholderFilter[]): string {
  let text = value;
  for (const filter of filters) {
    switch (filter) {
      case "lower":
        text = goToLower(text);
        break;
      case "upper":
        text = goToUpper(text);
        break;
      case "urlencode":
        text = queryEscape(text);
        break;
      default:
        return filter satisfies never;
    }
  }
  return text;
}
