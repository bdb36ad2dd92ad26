/** Comma separated values as Go's `encoding/csv` reads them (RFC 4180, strict quotes, blank lines passed over). */

export type CsvResult =
  | { readonly ok: true; readonly records: readonly (readonly string[])[] }
  /** Lines count from 1. */
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Refused when it has more fields than that. */
export function parseCsv(text: string, mostFields: number): CsvResult {
  const reader = new CsvReader(text);
  const records: (readonly string[])[] = [];
  let fields = 0;
  for (;;) {
    const record = reader.next();
    if (record === "end") return { ok: true, records };
    if (record === "refused") return { ok: false, line: reader.line, problem: reader.problem };
    fields += record.length;
    if (fields > mostFields)
      return { ok: false, line: reader.line, problem: `more than ${mostFields} fields ("elements")` };
    records.push(record);
  }
}

class CsvReader {
  /** Of what was read last. */
  line = 0;
  problem = "";
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): readonly string[] | "end" | "refused" {
    for (;;) {
      const line = this.#readLine();
      if (line === null) return "end";
      if (line !== "\n" && line !== "") return this.#fields(line);
    }
  }

  #fields(first: string): readonly string[] | "refused" {
    const fields: string[] = [];
    let rest = first;
    for (;;) {
      if (!rest.startsWith('"')) {
        const comma = rest.indexOf(",");
        const field = comma < 0 ? withoutBreak(rest) : rest.slice(0, comma);
        if (field.includes('"')) return this.#refuse('a bare " in a field that is not quoted');
        fields.push(field);
        if (comma < 0) return fields;
        rest = rest.slice(comma + 1);
        continue;
      }
      const quoted = this.#quoted(rest.slice(1));
      if (quoted === null) return "refused";
      fields.push(quoted.field);
      if (quoted.rest === null) return fields;
      rest = quoted.rest;
    }
  }

  /** What follows an opening quote; `rest` is null when the record ends with the field. */
  #quoted(start: string): { readonly field: string; readonly rest: string | null } | null {
    const pieces: string[] = [];
    let rest = start;
    for (;;) {
      const quote = rest.indexOf('"');
      if (quote < 0) {
        pieces.push(rest);
        const line = this.#readLine();
        if (line === null) {
          this.#refuse('a quoted field without its closing "');
          return null;
        }
        rest = line;
        continue;
      }
      pieces.push(rest.slice(0, quote));
      rest = rest.slice(quote + 1);
      if (rest.startsWith('"')) {
        pieces.push('"');
        rest = rest.slice(1);
      } else if (rest.startsWith(",")) {
        return { field: pieces.join(""), rest: rest.slice(1) };
      } else if (rest === "" || rest === "\n") {
        return { field: pieces.join(""), rest: null };
      } else {
        this.#refuse('text after the closing " of a field');
        return null;
      }
    }
  }

  /** With its line break, which is always "\n". */
  #readLine(): string | null {
    if (this.#at >= this.#text.length) return null;
    const end = this.#text.indexOf("\n", this.#at);
    const line = end < 0 ? this.#text.slice(this.#at) : this.#text.slice(this.#at, end + 1);
    this.#at += line.length;
    this.line += 1;
    if (line.endsWith("\r\n")) return `${line.slice(0, -2)}\n`;
    return end < 0 && line.endsWith("\r") ? line.slice(0, -1) : line;
  }

  #refuse(problem: string): "refused" {
    this.problem = problem;
    return "refused";
  }
}

function withoutBreak(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}
