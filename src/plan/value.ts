/** Values of a plan's JSON as values of Terraform's language, by the types of a schema. */

import { withMarks } from "../hcl/marks.ts";
import { numFromNumber } from "../hcl/number.ts";
import type { Type } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  setValue,
  stringValue,
  tupleValue,
  unknownValue,
} from "../hcl/values.ts";
import { isRecord } from "./json.ts";

/** A value with what `after_unknown` and `sensitive_values` say at its place. */
export interface PlanValue {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

export function at({ value, unknown, sensitive }: PlanValue, key: string | number): PlanValue {
  return { value: member(value, key), unknown: member(unknown, key), sensitive: member(sensitive, key) };
}

function member(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What isn't of the type is unknown. */
export function planValue(plan: PlanValue, type: Type): Value {
  const value = bareValue(plan, type);
  return plan.sensitive === true ? withMarks(value, { sensitive: true }) : value;
}

function bareValue(plan: PlanValue, type: Type): Value {
  const { value } = plan;
  if (plan.unknown === true) return unknownValue(type, "known only after apply", { applyTime: true });
  if (value === null || value === undefined) return nullValue(type);
  const inner = (key: string | number, of: Type): Value => planValue(at(plan, key), of);
  switch (type.kind) {
    case "string":
      if (typeof value === "string") return stringValue(value);
      break;
    case "number":
      if (typeof value === "number") return numberValue(numFromNumber(value));
      break;
    case "bool":
      if (typeof value === "boolean") return boolValue(value);
      break;
    case "list":
      if (Array.isArray(value))
        return listValue(
          type.element,
          value.map((_, index) => inner(index, type.element)),
        );
      break;
    case "set":
      if (Array.isArray(value))
        return setValue(
          type.element,
          value.map((_, index) => inner(index, type.element)),
        );
      break;
    case "tuple":
      if (Array.isArray(value)) return tupleValue(type.elements.map((element, index) => inner(index, element)));
      break;
    case "map":
      if (isRecord(value))
        return mapValue(
          type.element,
          Object.keys(value).map((key) => [key, inner(key, type.element)]),
        );
      break;
    case "object":
      if (isRecord(value)) return objectValue([...type.attributes].map(([name, of]) => [name, inner(name, of)]));
      break;
    case "dynamic":
      break;
  }
  return unknownValue(type, "the plan has a value of another type");
}
