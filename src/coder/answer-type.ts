/** Whether a text is of a parameter's type: Go's readers, which the coder provider uses (`provider/parameter.go`). */

const digits = "\\d+(?:_\\d+)*";
const hexDigits = "[\\da-f]+(?:_[\\da-f]+)*";
const decimal = new RegExp(`^[+-]?(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:e[+-]?${digits})?$`, "i");
const hexadecimal = new RegExp(
  `^[+-]?0x_?(?:${hexDigits}(?:\\.(?:${hexDigits})?)?|\\.${hexDigits})p[+-]?${digits}$`,
  "i",
);

/** `strconv.ParseFloat`: fractions, exponents, `inf` and `nan` too; nothing that overflows. */
export function isFloat(text: string): boolean {
  if (/^(?:nan|[+-]?inf(?:inity)?)$/i.test(text) || hexadecimal.test(text)) return true;
  return decimal.test(text) && Number.isFinite(Number(text.replaceAll("_", "")));
}

/** `strconv.ParseBool`. */
export function isBool(text: string): boolean {
  return /^(?:[01tTfF]|TRUE|True|true|FALSE|False|false)$/.test(text);
}

/** `strconv.Atoi`: a whole number of 64 bits; null for anything else. */
export function wholeNumber(text: string): bigint | null {
  if (!/^[+-]?\d{1,400}$/.test(text)) return null;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(64, value) === value ? value : null;
}

/** `json.Unmarshal` into a list of strings, in which null is the empty list or text; null for anything else. */
export function listOfStrings(text: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value === null) return [];
  if (!Array.isArray(value)) return null;
  const items: string[] = [];
  for (const item of value) {
    if (item === null) items.push("");
    else if (typeof item === "string") items.push(item);
    else return null;
  }
  return items;
}

export function isOfType(type: string, text: string): boolean {
  switch (type) {
    case "number":
      return isFloat(text);
    case "bool":
      return isBool(text);
    case "list(string)":
      return listOfStrings(text) !== null;
    default:
      return true;
  }
}
