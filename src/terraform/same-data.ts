/**
 * Whether two results are the same plain data. Functions and objects of classes (what is worked out lazily among them)
 * are the same only if they are one, and what is large counts as different: nothing is lost but time.
 */

const maxCompared = 256;
const maxDigested = 64;
/** A source file may be among the data. */
const longText = 100;

export function sameData(one: unknown, two: unknown): boolean {
  let left = maxCompared;
  const same = (a: unknown, b: unknown): boolean => {
    if (Object.is(a, b)) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || left-- <= 0) return false;
    if (Array.isArray(a)) {
      return Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]));
    }
    if (a instanceof Map) {
      if (!(b instanceof Map) || a.size !== b.size) return false;
      const others = b.entries();
      for (const [key, value] of a) {
        const other: [unknown, unknown] | undefined = others.next().value;
        if (!other || other[0] !== key || !same(value, other[1])) return false;
      }
      return true;
    }
    if (!isPlain(a) || !isPlain(b)) return false;
    const entries = Object.entries(a);
    const others = new Map(Object.entries(b));
    return (
      entries.length === others.size &&
      entries.every(([name, value]) => others.has(name) && same(value, others.get(name)))
    );
  };
  return same(one, two);
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** The same for the same data; different for most other data. */
export function digestOf(value: unknown): string {
  let text = "";
  let left = maxDigested;
  const visit = (part: unknown): void => {
    if (left-- <= 0) return;
    if (typeof part === "object" && part !== null) {
      if (Array.isArray(part)) {
        text += `[${part.length}`;
        for (const item of part) visit(item);
      } else if (part instanceof Map) {
        text += `{${part.size}`;
        for (const [key, item] of part) {
          text += key;
          visit(item);
        }
      } else if (isPlain(part)) for (const item of Object.values(part)) visit(item);
    } else if (typeof part === "string") text += `|${part.length} ${part.slice(0, longText)}`;
    else if (typeof part !== "function") text += `|${String(part)}`;
  };
  visit(value);
  return text;
}
