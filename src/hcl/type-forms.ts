/** What a type constraint should have been, for diagnostics. */

export type TypeConstructor = "list" | "set" | "map" | "object" | "tuple";

/** What people write who know other languages. */
const meant: ReadonlyMap<string, string> = new Map([
  ["str", "string"],
  ["text", "string"],
  ["String", "string"],
  ["int", "number"],
  ["integer", "number"],
  ["float", "number"],
  ["double", "number"],
  ["num", "number"],
  ["Number", "number"],
  ["boolean", "bool"],
  ["Bool", "bool"],
  ["array", "list"],
  ["dict", "map"],
  ["dictionary", "map"],
  ["hash", "map"],
  ["struct", "object"],
]);
export const allTypeForms =
  "string, number, bool, any, list(TYPE), set(TYPE), map(TYPE), tuple([TYPE, …]) or object({ NAME = TYPE, … })";

export function typeForm(name: TypeConstructor): string {
  switch (name) {
    case "list":
    case "set":
    case "map":
      return `${name}(TYPE), for example ${name}(string)`;
    case "tuple":
      return "tuple([TYPE, …]), for example tuple([string, number])";
    case "object":
      return "object({ NAME = TYPE, … }), for example object({ port = number })";
  }
}

export function typeSuggestion(word: string): string {
  const type = meant.get(word);
  return type ? `write ${type}` : `write ${allTypeForms}`;
}
