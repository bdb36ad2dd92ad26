/**
 * One instance of a resource as it would be planned. Every attribute and every type of nested block is worked out by
 * itself, when someone asks for it.
 */

import type { Diagnostic } from "../diagnostic.ts";
import { convert } from "../hcl/convert.ts";
import { describe } from "../hcl/describe.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { withMarks } from "../hcl/marks.ts";
import type { Locals, Scope } from "../hcl/scope.ts";
import { isPrimitiveType } from "../hcl/type-relations.ts";
import { dynamicType, type Type } from "../hcl/types.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import {
  boolValue,
  errorValue,
  listValue,
  nullValue,
  numberValue,
  objectValue,
  setValue,
  stringValue,
  tupleValue,
  unknownValue,
} from "../hcl/values.ts";
import type { SourceFile, Span } from "../source.ts";
import { type InstanceKey, join, keyText, resourceAddress } from "./address.ts";
import type { AttributeSchema, BlockSchema } from "./block-schema.ts";
import { bodySteps } from "./budget.ts";
import type { Cell } from "./choices.ts";
import type { ResourceConfig } from "./config.ts";
import type {
  AttributeView,
  BlocksView,
  BlockView,
  BodyView,
  EvaluatedModule,
  Evaluation,
  PlannedResource,
  Repetition,
} from "./evaluated.ts";
import { LazyEntries } from "./lazy-entries.ts";
import type { BlockSource, BodyShape, SourcedAttribute } from "./resource-shape.ts";

export class ResourceInstance implements PlannedResource {
  readonly engine: Evaluation;
  readonly module: EvaluatedModule;
  readonly config: ResourceConfig;
  readonly key: InstanceKey;
  readonly address: string;
  readonly shape: BodyShape;
  readonly place: { readonly file: SourceFile; readonly span: Span };
  /** Null when the expansion is known; otherwise why it isn't. */
  readonly expansionUnknown: UnknownValue | null;
  readonly #repetition: Repetition;
  /** The last one: mostly all of a resource stands in one file. */
  #scope: Scope | null = null;
  readonly #attributes = new Map<string, Cell<AttributeView>>();
  readonly #blocks = new Map<string, Cell<BlocksView>>();
  #object: Value | null = null;

  constructor(
    module: EvaluatedModule,
    config: ResourceConfig,
    key: InstanceKey,
    shape: BodyShape,
    repetition: Repetition,
    expansionUnknown: UnknownValue | null,
  ) {
    this.engine = module.engine;
    this.module = module;
    this.config = config;
    this.key = key;
    this.shape = shape;
    this.expansionUnknown = expansionUnknown;
    this.address = join(module.address, resourceAddress(config) + keyText(key));
    this.place = { file: config.file, span: config.header };
    this.#repetition = repetition;
  }

  /** The scope of the expressions in this resource; `self` only where Terraform has it. */
  scope(file: SourceFile, self: Value | null = null): Scope {
    if (self) return this.module.scope(file, this.#repetition, self);
    if (this.#scope?.file !== file) this.#scope = this.module.scope(file, this.#repetition);
    return this.#scope;
  }

  attribute(name: string): AttributeView {
    return this.attributeCell(name).value;
  }

  attributeCell(name: string): Cell<AttributeView> {
    let cell = this.#attributes.get(name);
    if (!cell) {
      cell = this.engine.cell(
        this.address,
        () => this.#computeAttribute(name),
        () => ({ value: errorValue(), written: errorValue(), source: null, failed: true }),
      );
      this.#attributes.set(name, cell);
    }
    return cell;
  }

  blocks(type: string): BlocksView {
    return this.blocksCell(type).value;
  }

  blocksCell(type: string): Cell<BlocksView> {
    let cell = this.#blocks.get(type);
    if (!cell) {
      cell = this.engine.cell(
        this.address,
        () => readBlocks(this.shape, type, (file, locals) => withLocals(this.scope(file), locals), null),
        () => ({ items: [], unknown: null }),
      );
      this.#blocks.set(type, cell);
    }
    return cell;
  }

  /** As other expressions see it. */
  get object(): Value {
    if (!this.#object) {
      const names = memberNames(this.shape.schema);
      this.#object = { kind: "object", entries: new LazyEntries(names, (name) => this.member(name)) };
    }
    return this.#object;
  }

  /** The value of an attribute or of a type of nested blocks, as a reference to it sees it. */
  member(name: string): Value {
    const { schema } = this.shape;
    const value = this.answered(name);
    return schema.attributes.get(name)?.sensitive ? withMarks(value, { sensitive: true }) : value;
  }

  /** As planned, or as read. */
  answered(name: string): Value {
    const { schema } = this.shape;
    const written = schema.attributes.has(name)
      ? this.attribute(name).value
      : schema.blocks.has(name)
        ? blocksValue(schema, name, this.blocks(name))
        : errorValue();
    if (this.config.mode === "data" && this.module.waitsForApply(this.config)) return written;
    return this.engine.provider.answer(this, name, written);
  }

  #computeAttribute(name: string): AttributeView {
    const schema = this.shape.schema.attributes.get(name);
    if (!schema) return { value: errorValue(), written: errorValue(), source: null, failed: true };
    const view = readAttribute(this.shape, name, schema, (file) => this.scope(file));
    if (view.value.kind !== "null" || !schema.computed || view.failed) return view;
    return { ...view, value: this.#computed(name, schema) };
  }

  #computed(name: string, schema: AttributeSchema): Value {
    const waits = this.config.mode === "data" ? this.module.waitsForApply(this.config) : null;
    const unknown = this.unknownAttribute(name, schema.type, waits);
    if (waits) return unknown;
    return this.engine.provider.computed(this, name) ?? unknown;
  }

  /** An attribute that is known only after apply. */
  unknownAttribute(name: string, type: Type, waits: string | null = null): UnknownValue {
    return {
      kind: "unknown",
      type,
      reason: waits === null ? "known only after apply" : `read only after apply, since it depends on ${waits}`,
      dependsOn: [waits === null ? this.address : join(this.module.address, waits)],
      origin: { address: this.address, attribute: name },
      neverNull: true,
      applyTime: true,
    };
  }
}

function withLocals(scope: Scope, locals: Locals | null): Scope {
  return locals ? { ...scope, locals } : scope;
}

type ScopeFor = (file: SourceFile, locals: Locals | null) => Scope;

function readAttribute(shape: BodyShape, name: string, schema: AttributeSchema, scopeFor: ScopeOf): AttributeView {
  const source = shape.attributes.get(name) ?? null;
  if (!source) {
    const absent = nullValue(schema.type);
    return { value: defaultOf(schema, absent), written: absent, source: null, failed: false };
  }
  const scope = scopeFor(source.file);
  const raw = evaluate(source.attribute.expr, scope);
  const converted = convert(raw, schema.type);
  if (!converted.ok) {
    if (raw.kind !== "unknown" || !raw.fromError)
      scope.report(wrongType(source, name, schema.type, raw, converted.message, converted.path));
    const value = errorValue(schema.type);
    return { value, written: value, source, failed: true };
  }
  const failed = raw.kind === "unknown" && raw.fromError === true;
  return { value: defaultOf(schema, converted.value), written: converted.value, source, failed };
}

type ScopeOf = (file: SourceFile) => Scope;

function defaultOf(schema: AttributeSchema, value: Value): Value {
  if (value.kind !== "null" || schema.default === undefined || schema.default === null) return value;
  switch (typeof schema.default) {
    case "string":
      return stringValue(schema.default);
    case "number":
      return numberValue(schema.default);
    default:
      return boolValue(schema.default);
  }
}

function wrongType(
  source: SourcedAttribute,
  name: string,
  type: Type,
  value: Value,
  message: string,
  path: readonly (string | number)[],
): Diagnostic {
  const where =
    path.length > 0
      ? ` (at ${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")})`
      : "";
  return {
    rule: "schema-wrong-type",
    severity: "error",
    headline: `\`${name}\`${where}: ${message}`,
    labels: [{ file: source.file, span: source.attribute.expr, text: "", primary: true }],
    notes: [],
    help: `give ${article(type)}${value.kind === "object" && value.entries.has("id") ? "; for a reference, its `.id`" : ""}`,
  };
}

function article(type: Type): string {
  switch (type.kind) {
    case "string":
      return "a string";
    case "number":
      return "a number";
    case "bool":
      return "true or false";
    case "list":
    case "set":
      return `a list (${article(type.element)} each)`;
    case "map":
      return `a map (${article(type.element)} each)`;
    default:
      return "a value of the attribute's type";
  }
}

function readBlocks(shape: BodyShape, type: string, scopeFor: ScopeFor, locals: Locals | null): BlocksView {
  const items: BlockView[] = [];
  let unknown: UnknownValue | null = null;
  for (const source of shape.blocks.get(type) ?? []) {
    if (source.kind === "static") {
      items.push(viewOf(source, scopeFor, locals));
      continue;
    }
    const made = readDynamic(source, scopeFor, locals);
    items.push(...made.items);
    unknown ??= made.unknown;
  }
  return { items, unknown };
}

function readDynamic(
  source: Extract<BlockSource, { kind: "dynamic" }>,
  scopeFor: ScopeFor,
  locals: Locals | null,
): BlocksView {
  const scope = scopeFor(source.file, locals);
  const value = evaluate(source.forEach.expr, scope);
  const refuse = (found: string): BlocksView => {
    scope.report({
      rule: "expansion-invalid",
      severity: "error",
      headline: `\`for_each\` of dynamic "${source.block.labels[0]?.value ?? ""}" is ${found}`,
      labels: [{ file: source.file, span: source.forEach.expr, text: "", primary: true }],
      notes: [],
      help: "give a list, a set, a map or an object; an empty one for no blocks",
    });
    return { items: [], unknown: null };
  };
  const each = (key: Value, item: Value): BlockView => {
    const pair = objectValue(
      new Map([
        ["key", key],
        ["value", item],
      ]),
    );
    return viewOf(source, scopeFor, { name: source.iterator, value: pair, outer: locals });
  };
  switch (value.kind) {
    case "unknown": {
      if (value.fromError) return { items: [], unknown: value };
      if (isPrimitiveType(value.type)) return refuse(describe(value));
      const item = unknownValue(dynamicType, value.reason, { dependsOn: value.dependsOn });
      each(item, item);
      return { items: [], unknown: value };
    }
    case "null":
      return refuse("null");
    case "list":
    case "tuple":
      if (!scope.spend(bodySteps * value.items.length)) return { items: [], unknown: null };
      return { items: value.items.map((item, index) => each(numberValue(index), marked(item, value))), unknown: null };
    case "set":
      if (!scope.spend(bodySteps * value.items.length)) return { items: [], unknown: null };
      return { items: value.items.map((item) => each(marked(item, value), marked(item, value))), unknown: null };
    case "map":
    case "object":
      if (!scope.spend(bodySteps * value.entries.size)) return { items: [], unknown: null };
      return {
        items: [...value.entries].map(([key, item]) => each(stringValue(key), marked(item, value))),
        unknown: null,
      };
    default:
      return refuse(`a ${value.kind}`);
  }
}

function marked(item: Value, collection: Value): Value {
  return collection.marks ? withMarks(item, collection.marks) : item;
}

/** Nested bodies are small: all of it is worked out at once. */
function viewOf(source: BlockSource, scopeFor: ScopeFor, locals: Locals | null): BlockView {
  const { shape } = source;
  const attributes = new Map<string, AttributeView>();
  for (const [name, schema] of shape.schema.attributes) {
    attributes.set(
      name,
      readAttribute(shape, name, schema, (file) => scopeFor(file, locals)),
    );
  }
  const blocks = new Map<string, BlocksView>();
  for (const type of shape.schema.blocks.keys()) blocks.set(type, readBlocks(shape, type, scopeFor, locals));
  const header = {
    start: source.block.typeSpan.start,
    end: source.block.labels.at(-1)?.end ?? source.block.typeSpan.end,
  };
  const absent: AttributeView = { value: errorValue(), written: errorValue(), source: null, failed: true };
  return {
    block: source.block,
    shape,
    place: { file: source.file, span: header },
    attribute: (name) => attributes.get(name) ?? absent,
    blocks: (type) => blocks.get(type) ?? { items: [], unknown: null },
  };
}

/** Nested blocks as a reference sees them: a list or set of objects. */
export function blocksValue(schema: BlockSchema, type: string, view: BlocksView): Value {
  const nested = schema.blocks.get(type);
  if (!nested) return errorValue();
  if (view.unknown) return { ...view.unknown, type: dynamicType };
  const element = objectTypeOf(nested.schema);
  const items = view.items.map((item) => bodyValue(nested.schema, item));
  if (nested.nesting === "set") return setValue(element, items);
  return items.length === 0 ? listValue(element, []) : tupleOrList(element, items);
}

function tupleOrList(element: Type, items: readonly Value[]): Value {
  return element.kind === "dynamic" ? tupleValue(items) : listValue(element, items);
}

const memberNamesOf = new WeakMap<BlockSchema, ReadonlySet<string>>();

/** In the order of objects: by code point. */
function memberNames(schema: BlockSchema): ReadonlySet<string> {
  let names = memberNamesOf.get(schema);
  if (!names) {
    names = new Set([...schema.attributes.keys(), ...schema.blocks.keys()].sort());
    memberNamesOf.set(schema, names);
  }
  return names;
}

export function bodyValue(schema: BlockSchema, body: BodyView): Value {
  const entries = new Map<string, Value>();
  for (const name of memberNames(schema)) {
    entries.set(
      name,
      schema.attributes.has(name) ? body.attribute(name).value : blocksValue(schema, name, body.blocks(name)),
    );
  }
  return objectValue(entries);
}

export function objectTypeOf(schema: BlockSchema): Type {
  const attributes = new Map<string, Type>();
  for (const name of memberNames(schema)) {
    const attribute = schema.attributes.get(name);
    const nested = schema.blocks.get(name);
    if (attribute) attributes.set(name, attribute.type);
    else if (nested) attributes.set(name, { kind: nested.nesting, element: objectTypeOf(nested.schema) });
  }
  return { kind: "object", attributes };
}
