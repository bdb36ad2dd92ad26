/** How a parameter's form may ask (provider 2.17, `provider/formtype.go`). */

const withOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ["string", ["radio", "dropdown"]],
  ["number", ["radio", "dropdown"]],
  ["bool", ["radio", "dropdown"]],
  ["list(string)", ["radio", "multi-select"]],
]);

const withoutOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ["string", ["input", "textarea"]],
  ["number", ["input", "slider"]],
  ["bool", ["checkbox", "switch"]],
  ["list(string)", ["tag-select"]],
]);

/** Legal `form_type`s, the default first; none for a type that doesn't exist. */
export function legalFormTypes(type: string, hasOptions: boolean): readonly string[] {
  return (hasOptions ? withOptions : withoutOptions).get(type) ?? [];
}

/** The form type that is taken: what is written, else the default. */
export function effectiveFormType(type: string, written: string, hasOptions: boolean): string {
  return written === "" ? (legalFormTypes(type, hasOptions)[0] ?? "") : written;
}

/** What the value of an option is: with `multi-select` one member of the answer, otherwise a whole answer. */
export function optionType(type: string, formType: string): string {
  return type === "list(string)" && formType === "multi-select" ? "string" : type;
}
