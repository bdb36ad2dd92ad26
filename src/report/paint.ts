/** Colour only repeats what the characters say. */

import type { Severity } from "../diagnostic.ts";

export interface Paint {
  /** "error[rule]" */
  heading(text: string): string;
  headline(text: string): string;
  gutter(text: string): string;
  primary(text: string): string;
  secondary(text: string): string;
  keyword(text: string): string;
  removed(text: string): string;
  added(text: string): string;
}

const same = (text: string): string => text;

const plain: Paint = {
  heading: same,
  headline: same,
  gutter: same,
  primary: same,
  secondary: same,
  keyword: same,
  removed: same,
  added: same,
};

/** For the marks of a diagnostic of this severity. */
export function paintFor(color: boolean, severity: Severity): Paint {
  return color ? colours(severity) : plain;
}

const bold = "1";
const red = "31";
const green = "32";
const yellow = "33";
const blue = "34";
const cyan = "36";

function colours(severity: Severity): Paint {
  const tone = toneOf(severity);
  return {
    heading: ansi(bold, tone),
    headline: ansi(bold),
    gutter: ansi(bold, blue),
    primary: ansi(bold, tone),
    secondary: ansi(bold, blue),
    keyword: ansi(bold),
    removed: ansi(red),
    added: ansi(green),
  };
}

function toneOf(severity: Severity): string {
  switch (severity) {
    case "error":
      return red;
    case "warning":
      return yellow;
    case "info":
      return cyan;
  }
}

function ansi(...codes: readonly string[]): (text: string) => string {
  return (text) => (text.trim() === "" ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`);
}
