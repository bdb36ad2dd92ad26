/** A picture of a terminal, from what a command really prints with colours. */

import type { Session } from "./session.ts";

const columns = 100;
const width = 8.8;
const height = 21;
const margin = 18;

interface Piece {
  readonly text: string;
  /** "" for the terminal's own. */
  readonly color: string;
  readonly bold: boolean;
}

const colors: Readonly<Record<string, string>> = {
  31: "red",
  32: "green",
  33: "yellow",
  34: "blue",
  35: "magenta",
  36: "cyan",
};

export async function pictureOf(session: Session, command: string): Promise<string> {
  const { output } = await session.run(`${command} --color always`);
  const lines = [[{ text: `$ ${command}`, color: "", bold: true }], ...output.trimEnd().split("\n").map(pieces)];
  return svg(command, lines.flatMap(wrapped));
}

function pieces(line: string): readonly Piece[] {
  let color = "";
  let bold = false;
  const found: Piece[] = [];
  // biome-ignore lint/complexity/useRegexLiterals: a control character in a literal is refused by other tools.
  for (const [, codes, text] of line.matchAll(new RegExp("\u001b\\[([0-9;]*)m|([^\u001b]+)", "g"))) {
    if (text !== undefined) found.push({ text, color, bold });
    else {
      for (const code of (codes ?? "").split(";")) {
        if (code === "" || code === "0") [color, bold] = ["", false];
        else if (code === "1") bold = true;
        else color = colors[code] ?? color;
      }
    }
  }
  return found;
}

/** Lines that are longer than the picture is wide go on below, from a blank on. */
function wrapped(line: readonly Piece[]): readonly (readonly Piece[])[] {
  const text = line.map((piece) => piece.text).join("");
  if (text.length <= columns) return [line];
  const end = text.lastIndexOf(" ", columns);
  const rest = part(line, end + 1, text.length);
  const indent = { text: "     ", color: "", bold: false };
  return [part(line, 0, end), ...wrapped(text.startsWith("   =") ? [indent, ...rest] : rest)];
}

function part(line: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return line.flatMap((piece) => {
    const start = at;
    at += piece.text.length;
    const text = piece.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === "" ? [] : [{ ...piece, text }];
  });
}

function svg(command: string, rows: readonly (readonly Piece[])[]): string {
  const size = { width: Math.ceil(columns * width + 2 * margin), height: rows.length * height + 2 * margin };
  const lines = rows.map((row, index) => {
    const text = row.map((piece) => piece.text).join("");
    if (text.trim() === "") return "";
    const spans = row.map(({ text: shown, color, bold }) => {
      const classes = [color, bold ? "bold" : ""].filter((name) => name !== "").join(" ");
      return classes === "" ? escaped(shown) : `<tspan class="${classes}">${escaped(shown)}</tspan>`;
    });
    const place = `x="${margin}" y="${margin + index * height + 15}" textLength="${round(text.length * width)}"`;
    return `<text ${place} lengthAdjust="spacingAndGlyphs" xml:space="preserve">${spans.join("")}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="What ${escaped(command)} prints">
<style>
svg { --page: #ffffff; --edge: #d0d7de; --text: #1f2328; --red: #b3202c; --green: #1a7034; --yellow: #8a5300; --blue: #0b57a4; --magenta: #7a3ba8; --cyan: #0b6a75 }
@media (prefers-color-scheme: dark) {
svg { --page: #14171c; --edge: #3d444d; --text: #e3e7ec; --red: #ff8d86; --green: #7fd694; --yellow: #f2c063; --blue: #86bdf5; --magenta: #d2a8f5; --cyan: #76d3de }
}
rect { fill: var(--page); stroke: var(--edge) }
text { fill: var(--text); font: 14.5px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.bold { font-weight: 700 }
${["red", "green", "yellow", "blue", "magenta", "cyan"].map((name) => `.${name} { fill: var(--${name}) }`).join("\n")}
</style>
<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="8"/>
${lines.filter((line) => line !== "").join("\n")}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
