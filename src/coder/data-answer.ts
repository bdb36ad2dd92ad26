/**
 * What a data source of the coder provider answers where that isn't what is written (recorded with provider 2.18): the
 * form that a parameter takes, and nested blocks, which the provider's SDK fills up when it reads.
 */

import { stringType, type Type } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import { boolValue, listValue, nullValue, numberValue, objectValue, setValue, stringValue } from "../hcl/values.ts";
import type { BlockSchema } from "../terraform/block-schema.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import { effectiveFormType } from "./form-type.ts";

/** `value` is what is written, with defaults. */
export function dataAnswer(instance: PlannedResource, name: string, value: Value): Value {
  if (instance.config.type === "coder_parameter" && name === "form_type") return formType(instance, value);
  const { schema } = instance.shape;
  // To the SDK an empty text that is read is an absent one.
  if (value.kind === "string" && value.value === "" && schema.attributes.get(name)?.computed !== true)
    return nullValue(stringType);
  const nested = schema.blocks.get(name);
  if (!nested || (value.kind !== "list" && value.kind !== "set")) return value;
  if (value.items.length === 0) {
    // `validation` alone has computed attributes, and stays an empty list.
    return hasComputed(nested.schema) ? value : nullValue({ kind: value.kind, element: value.element });
  }
  const items = value.items.map((item) => filled(item, nested.schema));
  return value.kind === "set" ? setValue(value.element, items) : listValue(value.element, items);
}

function formType(instance: PlannedResource, value: Value): Value {
  const type = instance.attribute("type").value;
  if (value.kind !== "string" || value.value !== "") return value;
  if (type.kind !== "string") return type;
  const options = instance.blocks("option");
  if (options.unknown) return { ...options.unknown, type: { kind: "string" } };
  return stringValue(effectiveFormType(type.value, "", options.items.length > 0));
}

function hasComputed({ attributes }: BlockSchema): boolean {
  return [...attributes.values()].some(({ computed }) => computed === true);
}

function filled(item: Value, schema: BlockSchema): Value {
  if (item.kind !== "object") return item;
  const says = ({ kind, ...rest }: Value): boolean => kind !== "null" && !("value" in rest && rest.value === "");
  // Of a block that says nothing the SDK keeps nothing.
  if (!hasComputed(schema) && ![...item.entries.values()].some(says)) {
    const types = [...schema.attributes].map(([name, { type }]): readonly [string, Value] => [name, nullValue(type)]);
    return objectValue(types);
  }
  const entries = [...item.entries].map(([name, value]): readonly [string, Value] => {
    const attribute = schema.attributes.get(name);
    if (!attribute || value.kind !== "null") return [name, value];
    // `min_disabled` says that `min` isn't written.
    const other = attribute.computed ? item.entries.get(name.replace(/_disabled$/, "")) : undefined;
    if (other?.kind === "unknown") return [name, { ...other, type: attribute.type }];
    return [name, other ? boolValue(other.kind === "null") : zero(attribute.type)];
  });
  return objectValue(entries);
}

function zero(type: Type): Value {
  switch (type.kind) {
    case "string":
      return stringValue("");
    case "number":
      return numberValue(0);
    case "bool":
      return boolValue(false);
    case "list":
      return listValue(type.element, []);
    default:
      return nullValue(type);
  }
}
