/** What plain texts mean in Terraform's YAML (go-cty-yaml 1.1): a mixture of YAML 1.1's words and 1.2's numbers. */

import { numFromBigInt, parseNum } from "../../hcl/number.ts";
import { dynamicType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { boolValue, nullValue, numberValue, stringValue } from "../../hcl/values.ts";
import { base64Decode } from "./go/bytes.ts";
import { yamlTimestamp } from "./yaml-timestamp.ts";

const prefix = "tag:yaml.org,2002:";
const resolvable: ReadonlySet<string> = new Set(["str", "bool", "int", "float", "null", "timestamp", "binary"]);

const words: ReadonlyMap<string, { readonly value: Value; readonly tag: string }> = new Map([
  ...wordsOf("bool", boolValue(true), "y Y yes Yes YES true True TRUE on On ON"),
  ...wordsOf("bool", boolValue(false), "n N no No NO false False FALSE off Off OFF"),
  ...wordsOf("null", nullValue(dynamicType), "~ null Null NULL"),
  ["", { value: nullValue(dynamicType), tag: "null" }],
  ...wordsOf("float", numberValue(Number.POSITIVE_INFINITY), ".inf .Inf .INF +.inf +.Inf +.INF"),
  ...wordsOf("float", numberValue(Number.NEGATIVE_INFINITY), "-.inf -.Inf -.INF"),
]);

function wordsOf(tag: string, value: Value, list: string): [string, { readonly value: Value; readonly tag: string }][] {
  return list.split(" ").map((word) => [word, { value, tag }]);
}

/** First characters of what may be something else than a string. */
const hintPattern = /^(?:$|[-+0-9.yYnNtTfFoO~])/;
const integerPattern = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const floatPattern = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** A value, or what is wrong. `tag` is the resolved tag, null for none. */
export function resolveScalar(text: string, tag: string | null, quoted: boolean): Value | string {
  const short = tag?.startsWith(prefix) ? tag.slice(prefix.length) : tag;
  if (short !== null && (!tag?.startsWith(prefix) || !resolvable.has(short)))
    return `tag ${JSON.stringify(tag)} is not supported`;
  let kind = short;
  if (hintPattern.test(text) && kind !== "str" && kind !== "binary") {
    if (quoted) return stringValue(text);
    const word = words.get(text);
    if (word) return word.value;
    if (kind === null && /^\.(?:nan|NaN|NAN)$/.test(text)) return "there is no number NaN";
    const guessed = guess(text, kind);
    if (guessed !== null && typeof guessed === "object") return guessed;
    kind = guessed ?? kind;
  }
  return tagged(text, kind);
}

/** A value, or the kind that a text without a tag turns out to be. */
function guess(text: string, kind: string | null): Value | string | null {
  if (text.startsWith(".")) {
    const parsed = parseNum(text);
    return parsed === null ? null : numberValue(parsed);
  }
  if (!/^[-+0-9]/.test(text)) return null;
  const timestamp = kind === null || kind === "timestamp" ? yamlTimestamp(text) : null;
  if (timestamp !== null) return stringValue(timestamp);
  if (integerPattern.test(text)) return "int";
  return floatPattern.test(text) ? "float" : null;
}

function tagged(text: string, kind: string | null): Value | string {
  const cannot = `${JSON.stringify(text)} can't be read as ${kind}`;
  switch (kind) {
    case null:
    case "str":
      return stringValue(text);
    case "binary":
      return base64Decode(text) ? stringValue(text) : `${cannot}: it is not Base64`;
    case "bool": {
      const word = words.get(text);
      return word?.tag === "bool" ? word.value : cannot;
    }
    case "int":
    case "float":
      return yamlNumber(text) ?? cannot;
    case "timestamp": {
      const timestamp = yamlTimestamp(text);
      return timestamp === null ? cannot : stringValue(timestamp);
    }
    case "null":
      return nullValue(dynamicType);
    default:
      return cannot;
  }
}

/** Decimal of any size, or with a prefix for the base in 64 bits. */
function yamlNumber(text: string): Value | null {
  const plain = text.replaceAll("_", "");
  const parsed = parseNum(plain);
  if (parsed !== null) return numberValue(parsed);
  const [, sign, digits] = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(plain) ?? [];
  if (digits === undefined) return null;
  const value = BigInt(digits.toLowerCase());
  if (value >= 1n << 64n || (sign === "-" && value > 1n << 63n) || (sign === "+" && value >= 1n << 63n)) return null;
  return numberValue(numFromBigInt(sign === "-" ? -value : value));
}
