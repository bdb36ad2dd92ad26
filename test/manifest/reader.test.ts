import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manifestShape } from "../../src/manifest/manifest-shape.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Shape } from "../../src/manifest/shape.ts";
import { changedExample, exampleText } from "./example.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../src/schema/manifest.schema.json", import.meta.url), "utf8"),
) as Schema;
const conforms = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

describe("the specification's example", () => {
  it("is read, and conforms to the schema", () => {
    expect(readManifest(exampleText)).toMatchObject({ ok: true, manifest: { template: { name: "docker" } } });
    expect(conforms(JSON.parse(exampleText)) || conforms.errors).toBe(true);
  });
});

it("the schema says what the reader's shape says, in the same order", () => {
  const compare = (written: Schema, shape: Shape, path: string): void => {
    const resolved = written.$ref ? schema.$defs?.[written.$ref.replace("#/$defs/", "")] : written;
    if (!resolved) throw new Error(`${path}: no ${written.$ref}`);
    expect(resolved.description ?? written.description, path).toBeTruthy();
    switch (shape.kind) {
      case "nullable": {
        const other = resolved.anyOf?.find((option) => option.type !== "null");
        if (other) compare({ description: resolved.description ?? "", ...other }, shape.of, path);
        else expect(resolved.type, path).toContain("null");
        return;
      }
      case "object":
        expect(resolved.additionalProperties, path).toBe(false);
        expect(Object.keys(resolved.properties ?? {}), path).toEqual(shape.fields.map((field) => field.name));
        expect(resolved.required, path).toEqual(
          shape.fields.filter((field) => !field.optional).map((field) => field.name),
        );
        for (const field of shape.fields)
          compare(resolved.properties?.[field.name] ?? {}, field.shape, `${path}/${field.name}`);
        return;
      case "array":
        if (shape.of.kind === "object" || shape.of.kind === "record")
          compare(resolved.items ?? {}, shape.of, `${path}/*`);
        return;
      default:
    }
  };
  compare(schema, manifestShape(), "");
});

describe("readManifest", () => {
  it.each<[string, unknown, string]>([
    ["/manifestVersion", 2, "/manifestVersion"],
    ["/manifestVersion", undefined, "/manifestVersion"],
    ["/extra", 1, "/extra"],
    ["/apps/0/display/extra~x", null, "/apps/0/display/extra~0x"],
    ["/apps/0/slug", undefined, "/apps/0/slug"],
    ["/apps/0/slug", "", "/apps/0/slug"],
    ["/apps/0/upstream/port", 8, "/apps/0/upstream/port"],
    ["/apps/0/upstream/port", 3000.5, "/apps/0/upstream/port"],
    ["/apps/0/upstream/path", "/{x}", "/apps/0/upstream/path"],
    ["/apps/0/when", [], "/apps/0/when"],
    ["/apps/0/when", [{}], "/apps/0/when/0"],
    ["/apps/0/when", [{ ide: { not: "x" } }], "/apps/0/when/0/ide/not"],
    ["/apps/0/share/effective", "members", "/apps/0/share/effective"],
    ["/ports/range", [9], "/ports/range"],
    ["/inputs/variables/region", 1, "/inputs/variables/region"],
    ["/complete", "true", "/complete"],
  ])("refuses %s = %j", (path, value, problem) => {
    const text = changedExample(path, value);
    expect(readManifest(text)).toMatchObject({ ok: false, path: problem });
    expect(conforms(JSON.parse(text))).toBe(false);
  });

  it.each<[string, unknown, string]>([
    ["/apps/0/agent", "other", "/apps/0/agent"],
    ["/apps/0/when", [{ size: ["1"] }], "/apps/0/when/0/size"],
    ["/apps/0/upstream", null, "/apps/0/upstream"],
    ["/apps/0/kind", "command", "/apps/0/upstream"],
    ["/apps/0/access/method", "path", "/apps/0/access/hostname"],
    ["/apps/0/access/path", "/x/", "/apps/0/access/path"],
    ["/apps/0/share/declared", "owner", "/apps/0/share/effective"],
    ["/apps/0/upstream/port", { parameter: "port" }, "/apps/0/upstream/port/parameter"],
    ["/apps/0/healthcheck/url", "http://localhost:3000/{parameter:x}", "/apps/0/healthcheck/url"],
    ["/agents/0/parent", "dev", "/agents/0/parent"],
    ["/ports/defaultShare", "public", "/ports/defaultShare"],
    ["/complete", false, "/complete"],
  ])("refuses what doesn't fit together: %s = %j", (path, value, problem) => {
    const text = changedExample(path, value);
    expect(readManifest(text)).toMatchObject({ ok: false, path: problem });
    expect(conforms(JSON.parse(text))).toBe(true);
  });

  it("refuses two entries that can both be there", () => {
    const [app] = JSON.parse(exampleText).apps;
    const second = (when: unknown): string =>
      changedExample("/apps", [app, { ...app, id: "dev/node-react-app#2", when }]);
    expect(readManifest(second([{ ide: ["code-server"] }])).ok).toBe(true);
    expect(readManifest(second([{ ide: { not: ["jupyter"] } }])).ok).toBe(true);
    expect(readManifest(second([{ ide: { not: ["code-server"] } }]))).toMatchObject({
      ok: false,
      path: "/apps/1/when",
    });
    expect(readManifest(second(undefined))).toMatchObject({ ok: false, path: "/apps/1/when" });
    expect(readManifest(changedExample("/apps", [app, app]))).toMatchObject({ ok: false, path: "/apps/1/id" });
  });

  it.each(["", "{", "null", "[]", "1", `"x"`, "[".repeat(100_000), `{"manifestVersion":1}`])(
    "never throws: %j",
    (text) => {
      expect(readManifest(text.slice(0, 200_000)).ok).toBe(false);
    },
  );

  it("never throws on any JSON", () => {
    fc.assert(fc.property(fc.json(), (text) => readManifest(text).ok === false));
  });

  it("agrees with the schema when any one value is replaced", () => {
    const paths: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (path !== "") paths.push(path);
      if (typeof value !== "object" || value === null) return;
      for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    };
    walk(JSON.parse(exampleText), "");
    const replacement = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        -1,
        0,
        1,
        9,
        1.5,
        70000,
        "",
        "x",
        "{",
        "owner",
        "{workspace}",
        [],
        {},
        ["x"],
        undefined,
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), replacement, (path, value) => {
        const text = changedExample(path, value);
        // What the schema refuses, the reader refuses.
        if (!conforms(JSON.parse(text))) expect(readManifest(text).ok).toBe(false);
        else if (!readManifest(text).ok)
          expect(readManifest(text)).toMatchObject({ ok: false, error: expect.any(String) });
      }),
      { numRuns: 1_000 },
    );
  });
});
