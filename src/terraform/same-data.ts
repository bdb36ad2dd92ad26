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

const fnv1aPrime = 0x01000193;

/** A whole number of 32 bits: the same for the same data, different for most other data. */
export function digestOf(value: unknown): number {
  let digest = 0;
  let left = maxDigested;
  const add = (number: number): void => {
    digest = Math.imul(digest ^ number, fnv1aPrime);
  };
  const addText = (text: string): void => {
    add(text.length);
    for (let at = Math.min(text.length, longText) - 1; at >= 0; at--)
      digest = Math.imul(digest ^ text.charCodeAt(at), fnv1aPrime);
  };
  const visit = (part: unknown): void => {
    if (left-- <= 0) return;
    switch (typeof part) {
      case "object":
        if (part === null) add(1);
        else if (Array.isArray(part)) {
          add(part.length);
          for (const item of part) visit(item);
        } else if (part instanceof Map) {
          add(part.size);
          for (const [key, item] of part) {
            visit(key);
            visit(item);
          }
        } else if (isPlain(part)) for (const name in part) visit(memberOf(part, name));
        return;
      case "string":
        addText(part);
        return;
      case "number":
        if (Number.isInteger(part)) add(part);
        else addText(String(part));
        return;
      case "boolean":
        add(part ? 3 : 2);
        return;
      case "bigint":
        addText(String(part));
    }
  };
  visit(value);
  return digest;
}

function memberOf(of: object, name: string): unknown {
  return Reflect.get(of, name);
}
