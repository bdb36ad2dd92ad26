import { convert } from "../../hcl/convert.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, stringType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, objectValue, stringValue, tupleValue } from "../../hcl/values.ts";
import type { YamlNode } from "../../hcl/yaml-reader.ts";
import { answer, answerText, any, entriesOf, maxElements, refuse, text, textOf } from "./answers.ts";
import { emitYaml } from "./yaml-emitter.ts";
import { resolveScalar } from "./yaml-scalar.ts";

export const yamlFunctions: readonly FunctionRecord[] = [
  {
    name: "yamlencode",
    cost: 4,
    description: "The value as YAML.",
    parameters: [any("value", { allowNull: true, allowDynamic: true })],
    result: stringType,
    call: ([value]) => {
      if (value && !isKnownDeep(value)) return answer(combineUnknown(stringType, value));
      return answerText(value ? emitYaml(value) : "null\n...\n");
    },
  },
  {
    name: "yamldecode",
    // The library takes a thousand times what a look at the text does.
    cost: 300,
    description: "The value that a text in YAML says.",
    parameters: [text("src")],
    result: dynamicType,
    call: ([source], environment) => decode(textOf(source), environment),
  },
];

/** In UTF-16 units: the library needs some 400 bytes for each. */
const maxYamlLength = 400_000;

function decode(source: string, environment: FunctionEnvironment): FunctionResult {
  if (source.length > maxYamlLength) {
    return refuse(`a text of ${source.length} characters; the budget "YAML length" is ${maxYamlLength}`);
  }
  const parsed = environment.yaml().parse(source);
  if (!parsed.ok) return refuse(`the text is not YAML: line ${parsed.line}: ${parsed.problem}`);
  const [document, ...others] = parsed.documents;
  if (!document) return refuse("the text has no YAML document in it");
  if (others.length > 0) return refuse("the text has more than one YAML document");
  const resolver = new Resolver();
  const value = resolver.node(document);
  return value ? answer(value) : refuse(`the YAML can't be used: ${resolver.problem}`);
}

/** Makes values of nodes, in the order of the text, as anchors want it. */
class Resolver {
  problem = "";
  readonly #anchors = new Map<string, { readonly value: Value; readonly size: number }>();
  readonly #pending = new Set<string>();
  /** Nodes, with those that aliases repeat. */
  #size = 0;

  /** Null when it is refused. */
  node(node: YamlNode): Value | null {
    if (node.kind === "alias") return this.#alias(node.anchor);
    const before = this.#size;
    if (!this.#grow(1)) return null;
    if (node.anchor !== null) this.#pending.add(node.anchor);
    const value = this.#content(node);
    if (!value) return null;
    if (node.anchor !== null) {
      this.#pending.delete(node.anchor);
      this.#anchors.set(node.anchor, { value, size: this.#size - before });
    }
    return value;
  }

  #content(node: Exclude<YamlNode, { readonly kind: "alias" }>): Value | null {
    switch (node.kind) {
      case "scalar":
        return this.#scalar(node);
      case "sequence": {
        if (node.tag !== null && node.tag !== "tag:yaml.org,2002:seq")
          return this.#refuse(`a sequence can't be ${node.tag}`);
        const items: Value[] = [];
        for (const item of node.items) {
          const value = this.node(item);
          if (!value) return null;
          items.push(value);
        }
        return tupleValue(items);
      }
      case "mapping":
        if (node.tag !== null && node.tag !== "tag:yaml.org,2002:map")
          return this.#refuse(`a mapping can't be ${node.tag}`);
        return this.#mapping(node.pairs);
    }
  }

  #scalar(node: Extract<YamlNode, { readonly kind: "scalar" }>): Value | null {
    const value = resolveScalar(node.text, node.tag, node.style === "quoted");
    if (typeof value === "string") return this.#refuse(value);
    if (node.style !== "block" || node.tag !== null) return value;
    // Block scalars are strings, but those of what their text means.
    const converted = convert(value, stringType);
    return converted.ok ? converted.value : this.#refuse(converted.message);
  }

  #mapping(pairs: Extract<YamlNode, { readonly kind: "mapping" }>["pairs"]): Value | null {
    const entries = new Map<string, Value>();
    for (const { key, value: valueNode } of pairs) {
      if (key.kind !== "scalar") return this.#refuse("only strings can be keys");
      if (key.tag === "tag:yaml.org,2002:merge" || (key.tag === null && key.text === "<<")) {
        const merged = this.node(valueNode);
        if (!merged) return null;
        if (merged.kind !== "object") return this.#refuse(`${typeName(typeOf(merged))} can't be merged into a mapping`);
        for (const [name, item] of entriesOf(merged)) entries.set(name, item);
        continue;
      }
      const name = this.#key(key);
      const value = name === null ? null : this.node(valueNode);
      if (name === null || !value) return null;
      entries.set(name, value);
    }
    return objectValue(entries);
  }

  #key(key: Extract<YamlNode, { readonly kind: "scalar" }>): string | null {
    const resolved = resolveScalar(key.text, key.tag, key.style === "quoted");
    if (typeof resolved === "string") return this.#refuse(resolved);
    const converted = convert(resolved, stringType);
    if (!converted.ok || converted.value.kind !== "string") return this.#refuse("a key can't be null");
    if (key.anchor !== null) this.#anchors.set(key.anchor, { value: stringValue(key.text), size: 1 });
    return converted.value.value;
  }

  #alias(anchor: string): Value | null {
    if (this.#pending.has(anchor)) return this.#refuse(`anchor ${JSON.stringify(anchor)} is used inside itself`);
    const found = this.#anchors.get(anchor);
    if (!found) return this.#refuse(`there is no anchor ${JSON.stringify(anchor)} before its use`);
    return this.#grow(found.size) ? found.value : null;
  }

  #grow(size: number): boolean {
    this.#size += size;
    if (this.#size <= maxElements) return true;
    this.#refuse(`it has more than ${maxElements} values with those that aliases repeat ("elements")`);
    return false;
  }

  #refuse(problem: string): null {
    this.problem ||= problem;
    return null;
  }
}
