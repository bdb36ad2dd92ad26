/** What the provider's schema asks of several attributes together, and of the length of lists. */

import type { Value } from "../../hcl/value.ts";
import type { AttributeSchema, BlockSchema } from "../../schema/provider-types.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { nameOfView, placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";
import { bodiesOf, hasRule, type SchemaBody } from "../type-schema.ts";

export const schemaTogether: InstanceRule = {
  kind: "instance",
  name: "attributes that need each other",
  types: null,
  validate: true,
  stage: "plan",
  check: (instance, report, context) => {
    for (const at of bodiesOf(instance, context.providerVersion)) {
      for (const [name, schema] of related(at.schema)) {
        requiredWith(instance, at, name, schema, report);
        exactlyOne(instance, at, [name, ...schema.exactlyOneOf], schema, report);
        length(instance, at, name, schema, report);
      }
    }
    if (hasRule(instance.config, "env-or-file", context.providerVersion)) secret(instance, report);
  },
};

type Named = readonly [name: string, schema: AttributeSchema];

const relatedOf = new WeakMap<BlockSchema, readonly Named[]>();

/** The few attributes that there is something to check about. */
function related(schema: BlockSchema): readonly Named[] {
  let found = relatedOf.get(schema);
  if (!found) {
    found = [...schema.attributes].filter(
      ([, { requiredWith: others, exactlyOneOf, minItems }]) =>
        others.length > 0 || exactlyOneOf.length > 0 || minItems > 0,
    );
    relatedOf.set(schema, found);
  }
  return found;
}

/** `unknown` may turn out to be null. */
function stateOf(at: SchemaBody, name: string): "set" | "absent" | "unknown" {
  if (at.schema.blocks.has(name)) {
    const { items, unknown } = at.body.blocks(name);
    return items.length > 0 ? "set" : unknown ? "unknown" : "absent";
  }
  return at.schema.attributes.has(name) ? stateOfValue(at.body.attribute(name).written) : "absent";
}

function stateOfValue(value: Value): "set" | "absent" | "unknown" {
  if (value.kind === "unknown") return value.notNull || value.neverNull ? "set" : "unknown";
  return value.kind === "null" ? "absent" : "set";
}

function owner(instance: ResourceInstance, at: SchemaBody): string {
  return at.path.length === 0 ? instance.address : `\`${at.path.at(-1) ?? ""}\` of ${instance.address}`;
}

function requiredWith(
  instance: ResourceInstance,
  at: SchemaBody,
  name: string,
  schema: AttributeSchema,
  report: Report,
): void {
  if (schema.requiredWith.length === 0 || stateOf(at, name) !== "set") return;
  for (const other of schema.requiredWith) {
    if (stateOf(at, other) !== "absent") continue;
    report(
      problem("schema-missing-attribute", "error", nameOfView(at.body.attribute(name)) ?? at.body.place, {
        headline: `\`${name}\` of ${owner(instance, at)} needs \`${other}\` beside it`,
        help: `add \`${other} = …\`, or remove \`${name}\``,
      }),
    );
  }
}

/** The schema lists the others only. */
function exactlyOne(
  instance: ResourceInstance,
  at: SchemaBody,
  names: readonly string[],
  schema: AttributeSchema,
  report: Report,
): void {
  if (schema.exactlyOneOf.length === 0) return;
  const states = names.map((name) => stateOf(at, name));
  const set = names.filter((_, index) => states[index] === "set");
  const shown = names.map((name) => `\`${name}\``).join(" and ");
  if (set.length > 1) {
    report(
      problem("schema-conflict", "error", at.body.place, {
        headline: `${owner(instance, at)} has both ${shown}`,
        help: "remove one of them",
      }),
    );
  } else if (set.length === 0 && !states.includes("unknown")) {
    report(
      problem("schema-missing-attribute", "error", at.body.place, {
        headline: `${owner(instance, at)} has neither of ${shown}`,
        help: "add one of them",
      }),
    );
  }
}

function length(
  instance: ResourceInstance,
  at: SchemaBody,
  name: string,
  schema: AttributeSchema,
  report: Report,
): void {
  if (schema.minItems === 0) return;
  const view = at.body.attribute(name);
  const { written } = view;
  if ((written.kind !== "list" && written.kind !== "set") || written.items.length >= schema.minItems) return;
  report(
    problem("value-invalid", "error", placeOfView(view) ?? at.body.place, {
      headline: `\`${name}\` of ${owner(instance, at)} has ${written.items.length} items, at least ${schema.minItems} must be there`,
      help: schema.minItems === 1 ? "name at least one" : `name at least ${schema.minItems}`,
    }),
  );
}

/** `coder_secret` takes the empty text for none. */
function secret(instance: ResourceInstance, report: Report): void {
  const [env, file] = ["env", "file"].map((name) => {
    const value = instance.attribute(name).value;
    return value.kind === "string" && value.value === "" ? "absent" : stateOfValue(value);
  });
  if (env === "unknown" || file === "unknown" || env !== file) return;
  report(
    problem("value-invalid", "error", instance.place, {
      headline: `${instance.address} has ${env === "set" ? "both `env` and `file`" : "neither `env` nor `file`"}`,
      help: env === "set" ? "remove one of them" : "add `env = …`, the variable that the secret fills, or `file = …`",
    }),
  );
}
