import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { documents } from "../../src/schema/provider-documents.ts";
import { knownVersions } from "../../src/schema/versions.ts";

const version = { enum: knownVersions };
const text = { type: "string", minLength: 1 };
const span = { since: version, until: version };
const relations = {
  type: "array",
  items: { type: "object", required: ["with"], additionalProperties: false, properties: { with: text, ...span } },
};
const life = {
  since: version,
  removedIn: version,
  replacedBy: text,
  note: text,
  deprecated: {
    type: "array",
    items: { type: "object", required: ["note"], additionalProperties: false, properties: { note: text, ...span } },
  },
};
const at = { enum: ["validate", "plan", "apply"] };

/** What the files say under `x-terraform`, so that a misspelt word in them doesn't count for nothing. */
const vocabulary = {
  type: "object",
  additionalProperties: false,
  properties: {
    ...life,
    // Of a type.
    kind: { enum: ["resource", "data", "provider"] },
    rules: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "at", "text"],
        additionalProperties: false,
        properties: { id: text, at, text, severity: { const: "warning" }, ...span },
      },
    },
    // Of a type its name, of an attribute Terraform's type.
    type: {},
    integer: { const: true },
    required: { const: true },
    optional: { const: true },
    computed: { const: true },
    sensitive: { const: true },
    default: {},
    minItems: { type: "integer" },
    // Of a block.
    block: { enum: ["list", "set"] },
    min: { type: "integer" },
    max: { type: "integer" },
    conflicts: relations,
    requiredWith: relations,
    exactlyOneOf: relations,
    checks: {
      type: "array",
      items: {
        type: "object",
        required: ["kind"],
        additionalProperties: false,
        properties: {
          kind: {
            enum: [
              "enum",
              "pattern",
              "maxBytes",
              "range",
              "notEmpty",
              "url",
              "uuid",
              "absolutePath",
              "timezone",
              "regex",
              "cron",
            ],
          },
          at,
          values: { type: "array", items: text },
          pattern: text,
          text,
          value: { type: "integer" },
          min: { type: "integer" },
          max: { type: "integer" },
          or: { type: "array", items: { type: "integer" } },
          each: { const: true },
          fields: { enum: [5, 6] },
          firstField: text,
          ...span,
        },
      },
    },
    was: { type: "array", items: { type: "object", required: ["until"], properties: { until: version } } },
  },
};

describe("the files of the provider's types", () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  ajv.addKeyword({ keyword: "x-terraform", metaSchema: vocabulary });

  it.each(documents.map((document) => [JSON.stringify(document).match(/"title":"([^"]+)"/)?.[1], document]))(
    "%s is a JSON Schema",
    (_, document) => {
      if (typeof document !== "object" || document === null) throw new Error("not an object");
      expect(ajv.validateSchema(document)).toBe(true);
      expect(() => ajv.compile(document)).not.toThrow();
    },
  );

  it("describe everything that people write", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null || !("properties" in schema)) return;
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (!property.description) undescribed.push(`${path}.${name}`);
        visit(property.items, `${path}.${name}`);
      }
    };
    for (const document of documents) visit(document, "");
    expect(undescribed).toEqual([]);
  });
});
