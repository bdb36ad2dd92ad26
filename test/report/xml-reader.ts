/** A strict reader of the XML that reports are made of: what isn't well-formed by XML 1.0 throws. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const nameToken = /[A-Za-z_:][A-Za-z0-9_:.-]*/y;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** Production [2], Char. */
const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

export function readXml(text: string): Element {
  if (!legal.test(text)) throw new Error("a character that XML can't have");
  if (!text.startsWith(declaration)) throw new Error("no declaration");
  const reader = new Reader(text, declaration.length);
  reader.blanks();
  const root = reader.element();
  reader.blanks();
  if (!reader.atEnd()) throw new Error("something behind the root");
  return root;
}

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  blanks(): void {
    while (/[\t\n\r ]/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  element(): Element {
    this.#expect("<");
    const name = this.#name();
    const attributes: Record<string, string> = {};
    for (;;) {
      const before = this.#at;
      this.blanks();
      if (this.#takes("/>")) return { name, attributes, children: [], text: "" };
      if (this.#takes(">")) break;
      if (this.#at === before) throw new Error(`no blank before an attribute of ${name}`);
      const attribute = this.#name();
      if (attribute in attributes) throw new Error(`${attribute} twice`);
      this.#expect('="');
      attributes[attribute] = this.#characters('"');
      this.#expect('"');
    }
    const children: Element[] = [];
    let text = "";
    while (!this.#text.startsWith("</", this.#at)) {
      if (this.#text[this.#at] === "<") children.push(this.element());
      else text += this.#characters("<");
      if (this.atEnd()) throw new Error(`${name} isn't closed`);
    }
    this.#expect(`</${name}>`);
    return { name, attributes, children, text };
  }

  #name(): string {
    nameToken.lastIndex = this.#at;
    const match = nameToken.exec(this.#text);
    if (!match) throw new Error(`no name at ${this.#at}`);
    this.#at += match[0].length;
    return match[0];
  }

  #characters(until: string): string {
    const end = this.#text.indexOf(until, this.#at);
    if (end === -1) throw new Error(`no ${until}`);
    const raw = this.#text.slice(this.#at, end);
    this.#at = end;
    if (raw.includes("<")) throw new Error("< in a value");
    if (raw.includes("]]>")) throw new Error("]]> in text");
    // Attribute values are normalised (3.3.3); the other references stand for themselves.
    const normalised = until === '"' ? raw.replaceAll(/[\t\n\r]/g, " ") : raw;
    return normalised.replaceAll(/&(#[0-9]+|#x[0-9a-fA-F]+|[a-z]+)?;?/g, (whole, reference: string | undefined) => {
      if (reference === undefined || !whole.endsWith(";")) throw new Error("a bare &");
      if (reference.startsWith("#x")) return character(Number.parseInt(reference.slice(2), 16));
      if (reference.startsWith("#")) return character(Number(reference.slice(1)));
      const known = named[reference];
      if (known === undefined) throw new Error(`&${reference};`);
      return known;
    });
  }

  #takes(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #expect(token: string): void {
    if (!this.#takes(token)) throw new Error(`no ${token} at ${this.#at}`);
  }
}

function character(code: number): string {
  const text = String.fromCodePoint(code);
  if (!legal.test(text)) throw new Error(`a reference to a character that XML can't have: ${code}`);
  return text;
}
