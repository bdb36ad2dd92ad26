/** One instance of a module: its variables, locals, outputs, calls and resources, each worked out on demand. */

import { convert } from "../hcl/convert.ts";
import { evaluate, evaluateAnew } from "../hcl/evaluate.ts";
import { marksDeep, withMarks } from "../hcl/marks.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Expression } from "../hcl/tree.ts";
import { applyDefaults } from "../hcl/type-constraint.ts";
import { isKnownDeep } from "../hcl/type-of.ts";
import { dynamicType, numberType, stringType } from "../hcl/types.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import { errorValue, numberValue, stringValue, unknownValue } from "../hcl/values.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import { type InstanceKey, join, keyText, resourceAddress } from "./address.ts";
import { aliasedLocal } from "./alias.ts";
import type { Cell } from "./choices.ts";
import { checkRules } from "./conditions.ts";
import type { ModuleCallConfig, ModuleNode, OutputConfig, ResourceConfig, VariableConfig } from "./config.ts";
import { dependsOnApply } from "./depends-on.ts";
import type { EvaluatedModule, Evaluation, GivenValue, Repetition } from "./evaluated.ts";
import { type Expansion, expand } from "./expansion.ts";
import { OtherResource } from "./other-resource.ts";
import type { Place } from "./problem.ts";
import { resolve } from "./resolve.ts";
import { ResourceInstance } from "./resource-instance.ts";

export const noRepetition: Repetition = {};

/** An instance of a resource of the known provider, or of any other. */
export type AnyResource = ResourceInstance | OtherResource;

export class ModuleInstance implements EvaluatedModule {
  readonly engine: Evaluation;
  readonly node: ModuleNode;
  readonly parent: ModuleInstance | null;
  readonly key: InstanceKey;
  /** "" for the root. */
  readonly address: string;
  /** Of the call, in the parent. */
  readonly #repetition: Repetition;
  readonly #values = new Map<string, Cell<Value>>();
  /** By name; names of one local have one. */
  readonly #locals = new Map<string, Cell<Value>>();
  readonly #checks = new Map<string, Cell<null>>();
  readonly #expansions = new Map<string, Cell<Expansion>>();
  readonly #resources = new Map<string, AnyResource>();
  /** Parts of expressions that are worked out often. */
  readonly #parts = new Map<string, Cell<Value>>();
  readonly #partOf = new Map<Expression, Cell<Value>>();
  readonly #children = new Map<string, ModuleInstance>();
  /** The last one that nothing is special about. */
  #scope: Scope | null = null;
  readonly #waits = new Map<string, Cell<string | null>>();

  constructor(
    engine: Evaluation,
    node: ModuleNode,
    parent: ModuleInstance | null,
    key: InstanceKey,
    repetition: Repetition,
  ) {
    this.engine = engine;
    this.node = node;
    this.parent = parent;
    this.key = key;
    this.#repetition = repetition;
    this.address = parent ? join(parent.address, `module.${node.path.at(-1) ?? ""}${keyText(key)}`) : "";
  }

  scope(file: SourceFile, repetition: Repetition = noRepetition, self: Value | null = null): Scope {
    if (repetition !== noRepetition || self) return this.#makeScope(file, repetition, self);
    if (this.#scope?.file !== file) this.#scope = this.#makeScope(file, repetition, null);
    return this.#scope;
  }

  #makeScope(file: SourceFile, repetition: Repetition, self: Value | null): Scope {
    const { engine } = this;
    return {
      file,
      functions: engine.functionsOf(this.node.config),
      locals: null,
      environment: engine.environment,
      resolve: (traversal) => resolve(this, repetition, self, traversal),
      report: (diagnostic) => engine.choices.report(diagnostic),
      spend: (amount) => engine.spend(amount),
      compared: (unknown, value) => engine.compared(unknown, value),
      ...(engine.bothSides ? { bothSides: true } : {}),
      remembered: (expr) => (engine.choices.often ? this.#part(expr, file) : null),
    };
  }

  /**
   * What depends on many choices is worked out part by part: a sum of twelve answers has few results at each step. The
   * same text is the same part.
   */
  #part(expr: Expression, file: SourceFile): Value | null {
    if (!standsAlone(expr) || file.name.endsWith(".json")) return null;
    let cell = this.#partOf.get(expr);
    if (!cell) {
      cell = this.#partWith(expr, file);
      this.#partOf.set(expr, cell);
    }
    const { value, diagnostics } = cell.leaf();
    // They are told with the place and in the circumstances of whoever asks.
    return diagnostics.length > 0 ? null : value;
  }

  #partWith(expr: Expression, file: SourceFile): Cell<Value> {
    // A text in quotes and one that isn't may look alike.
    const shared = expr.kind === "template" || expr.kind === "template-join" ? `${file.name} ${expr.start}` : "";
    const key = `${expr.kind} ${shared} ${file.text.slice(expr.start, expr.end)}`;
    let cell = this.#parts.get(key);
    if (!cell) {
      cell = this.engine.cell(
        this.address,
        () => evaluateAnew(expr, this.scope(file)),
        () => errorValue(),
      );
      cell.often = true;
      this.#parts.set(key, cell);
    }
    return cell;
  }

  // ── Variables ─────────────────────────────────────────────────────────────────────────────────────────────────

  variable(config: VariableConfig): Cell<Value> {
    return this.#value(`var.${config.name}`, () => this.#variable(config));
  }

  #variable(config: VariableConfig): Value {
    const { engine } = this;
    const given = engine.mode === "plan" || this.parent ? this.#given(config) : null;
    // `terraform validate` checks what a call gives, and goes on with any value of the type.
    const value = given && engine.mode === "plan" ? given : unknownVariable(config);
    return config.sensitive || config.ephemeral
      ? withMarks(value, {
          ...(config.sensitive ? { sensitive: true } : {}),
          ...(config.ephemeral ? { ephemeral: true } : {}),
        })
      : value;
  }

  #given(config: VariableConfig): Value {
    const raw = this.parent ? this.#argument(this.parent, config) : this.engine.rootVariable(config);
    if (raw && (raw.value.kind !== "null" || config.nullable)) {
      if (this.parent && !config.ephemeral && marksDeep(raw.value)?.ephemeral) {
        this.#refuseEphemeral(config, raw.place);
        return errorValue(config.type);
      }
      const final = this.#convert(config, raw.value);
      if (final.ok) return final.value;
      if (raw.value.kind !== "unknown" || !raw.value.fromError) {
        const path =
          final.path.length > 0
            ? ` at ${final.path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`
            : "";
        this.engine.choices.report({
          rule: "variable-value",
          severity: "error",
          headline: `the value for variable "${config.name}" doesn't fit its type${path}: ${final.message}`,
          labels: [
            { ...raw.place, text: "", primary: true },
            ...(raw.place.file === config.file && raw.place.span === config.header
              ? []
              : [{ file: config.file, span: config.header, text: "declared here", primary: false }]),
          ],
          notes: raw.from === "" ? [] : [`given ${raw.from}`],
          help: "give a value of the declared type",
        });
      }
      return errorValue(config.type);
    }
    if (raw && !config.default) {
      this.engine.choices.report({
        rule: "variable-value",
        severity: "error",
        headline: `variable "${config.name}" can't be null`,
        labels: [{ ...raw.place, text: "", primary: true }],
        notes: ["it is declared with `nullable = false` and has no default"],
        help: "give it a value",
      });
      return errorValue(config.type);
    }
    return this.defaultOf(config);
  }

  #refuseEphemeral(config: VariableConfig, place: Place): void {
    this.engine.choices.report({
      rule: "sensitive-exposed",
      severity: "error",
      headline: `variable "${config.name}" isn't declared as ephemeral, and this value is`,
      labels: [
        { ...place, text: "", primary: true },
        { file: config.file, span: config.header, text: "declared here", primary: false },
      ],
      notes: [],
      help: "add `ephemeral = true` to the variable, or give another value",
    });
  }

  /** The default, converted; null when there is none (which has been told as a missing argument). */
  defaultOf(config: VariableConfig): Value {
    if (!config.default) return this.parent ? errorValue(config.type) : this.engine.unsetVariable(config);
    const raw = evaluate(config.default.expr, this.engine.constantScope(config.default.file));
    const final = this.#convert(config, raw);
    if (final.ok) return final.value;
    this.engine.choices.report({
      rule: "variable-value",
      severity: "error",
      headline: `the default of variable "${config.name}" doesn't fit its type: ${final.message}`,
      labels: [{ file: config.default.file, span: config.default.expr, text: "", primary: true }],
      notes: [],
      help: "change the default or the type",
    });
    return errorValue(config.type);
  }

  #convert(config: VariableConfig, value: Value): ReturnType<typeof convert> {
    const filled = config.typeDefaults && value.kind !== "null" ? applyDefaults(config.typeDefaults, value) : value;
    return convert(filled, config.type);
  }

  #argument(parent: ModuleInstance, config: VariableConfig): GivenValue | null {
    const call = this.node.call;
    const attribute = call?.arguments.get(config.name);
    if (!call || !attribute) return null;
    const value = evaluate(attribute.expr, parent.scope(attribute.file, this.#repetition));
    return { value, place: { file: attribute.file, span: attribute.expr }, from: "" };
  }

  /** The `validation` blocks of a variable. */
  validations(config: VariableConfig): Cell<null> {
    return this.#check(`var.${config.name}`, () => {
      const value = this.variable(config).value;
      if (value.kind === "unknown" && value.fromError) return;
      const call = this.node.call;
      const argument = this.parent ? call?.arguments.get(config.name) : undefined;
      const given = argument ? { file: argument.file, span: argument.expr } : null;
      checkRules(config.validations, this.scope(config.file), {
        rule: this.parent || !this.engine.isGiven(config.name) ? "variable-validation" : "variable-value",
        subject: `variable "${config.name}"`,
        place: given ?? { file: config.file, span: config.header },
        quiet: this.engine.mode === "validate",
        needsMessage: this.engine.mode === "plan",
        about: { name: `var.${config.name}`, value },
      });
    });
  }

  // ── Locals and outputs ────────────────────────────────────────────────────────────────────────────────────────

  local(name: string): Cell<Value> | null {
    const known = this.#locals.get(name);
    if (known) return known;
    const target = aliasedLocal(this.node.config, name);
    const config = this.node.config.locals.get(target);
    if (!config) return null;
    const cell =
      this.#locals.get(target) ??
      this.engine.cell(
        join(this.address, `local.${target}`),
        () => evaluate(config.attribute.expr, this.scope(config.file)),
        () => errorValue(),
      );
    this.#locals.set(target, cell).set(name, cell);
    return cell;
  }

  output(name: string): Cell<Value> | null {
    const config = this.node.config.outputs.get(name);
    if (!config) return null;
    return this.#value(`output.${name}`, () => {
      const value = evaluate(config.value.expr, this.scope(config.value.file));
      return config.sensitive ? withMarks(value, { sensitive: true }) : value;
    });
  }

  outputChecks(name: string): Cell<null> {
    const config = this.node.config.outputs.get(name);
    return this.#check(`output.${name}`, () => {
      if (!config) return;
      const subject = {
        rule: "condition-failed",
        subject: `output "${name}"`,
        place: null,
        quiet: this.engine.mode === "validate",
        needsMessage: this.engine.mode === "plan",
      } as const;
      checkRules(config.preconditions, this.scope(config.file), subject);
      const value = this.output(name)?.value;
      if (!value || this.engine.mode === "validate") return;
      this.#checkEphemeral(config, value);
      if (!this.parent && !config.sensitive && isSensitiveDeep(value)) {
        this.engine.choices.report({
          rule: "sensitive-exposed",
          severity: "error",
          headline: `output "${name}" shows a sensitive value`,
          labels: [
            { file: config.file, span: config.header, text: "", primary: true },
            { file: config.value.file, span: config.value.expr, text: "sensitive", primary: false },
          ],
          notes: ["Terraform refuses it in the root module"],
          help: "add `sensitive = true`, or wrap the value in nonsensitive()",
        });
      }
    });
  }

  #checkEphemeral(config: OutputConfig, value: Value): void {
    const refused = (headline: string, place: Place, help: string): void =>
      this.engine.choices.report({
        rule: "sensitive-exposed",
        severity: "error",
        headline,
        labels: [{ ...place, text: "", primary: true }],
        notes: [],
        help,
      });
    const ephemeral = Boolean(marksDeep(value)?.ephemeral);
    const at = { file: config.value.file, span: config.value.expr };
    if (config.ephemeral && !this.parent) {
      const place = { file: config.file, span: config.header };
      refused(`output "${config.name}" of the root module can't be ephemeral`, place, "remove `ephemeral`");
    } else if (ephemeral && !config.ephemeral) {
      refused(
        `output "${config.name}" isn't declared as ephemeral, and its value is`,
        at,
        this.parent ? "add `ephemeral = true`" : "give a value that isn't ephemeral",
      );
    } else if (config.ephemeral && !ephemeral && isKnownDeep(value)) {
      refused(`output "${config.name}" is declared as ephemeral, and its value isn't`, at, "remove `ephemeral`");
    }
  }

  // ── Module calls ──────────────────────────────────────────────────────────────────────────────────────────────

  callExpansion(call: ModuleCallConfig): Cell<Expansion> {
    return this.#expansion(`module.${call.name}`, () =>
      expand(
        call.count,
        call.forEach,
        this.scope((call.count ?? call.forEach ?? call).file),
        this.#limits(`module.${call.name}`),
      ),
    );
  }

  /** The instances of a call under the current choice; one without key when the expansion isn't known. */
  children(call: ModuleCallConfig): readonly ModuleInstance[] {
    const child = this.node.children.get(call.name);
    if (!child?.loaded) return [];
    return this.#keys(this.callExpansion(call))
      .map((key) => this.child(call, key))
      .filter((instance) => instance !== null);
  }

  child(call: ModuleCallConfig, key: InstanceKey): ModuleInstance | null {
    const child = this.node.children.get(call.name);
    if (!child?.loaded) return null;
    const id = `${call.name}${key === undefined ? "[*]" : keyText(key)}`;
    let instance = this.#children.get(id);
    if (!instance) {
      instance = new ModuleInstance(
        this.engine,
        child.node,
        this,
        key,
        this.#repetitionOf(key, this.callExpansion(call)),
      );
      this.#children.set(id, instance);
    }
    return instance;
  }

  /** Of a call, for what is the same in all its instances. */
  unknownRepetition(call: ModuleCallConfig): Repetition {
    return this.#repetitionOf(undefined, this.callExpansion(call));
  }

  // ── Resources ─────────────────────────────────────────────────────────────────────────────────────────────────

  resourceExpansion(config: ResourceConfig): Cell<Expansion> {
    const address = resourceAddress(config);
    return this.#expansion(address, () =>
      expand(
        config.count,
        config.forEach,
        this.scope((config.count ?? config.forEach ?? config).file),
        this.#limits(address),
      ),
    );
  }

  /** The instances of a resource under the current choice; one without key when the expansion isn't known. */
  instances(config: ResourceConfig): readonly AnyResource[] {
    return this.#keys(this.resourceExpansion(config)).map((key) => this.resource(config, key));
  }

  resource(config: ResourceConfig, key: InstanceKey): AnyResource {
    const id = `${resourceAddress(config)}${key === undefined ? "[*]" : keyText(key)}`;
    const known = this.#resources.get(id);
    if (known) return known;
    const cell = this.resourceExpansion(config);
    const repetition = this.#repetitionOf(key, cell);
    const shape = this.engine.shape(config);
    const unknown = (key === undefined ? openExpansion(cell) : null) ?? this.#expansionUnknown();
    const instance = shape
      ? new ResourceInstance(this, config, key, shape, repetition, unknown)
      : new OtherResource(this, config, key, repetition);
    this.#resources.set(id, instance);
    return instance;
  }

  /** Why nobody knows whether there is this module; null when it is known. */
  #expansionUnknown(): UnknownValue | null {
    const { call } = this.node;
    if (!this.parent || !call) return null;
    const own = this.key === undefined ? openExpansion(this.parent.callExpansion(call)) : null;
    return own ?? this.parent.#expansionUnknown();
  }

  /** The managed object that a data source has to wait for, by its `depends_on` or its module's; null when it doesn't. */
  waitsForApply(config: ResourceConfig): string | null {
    const id = resourceAddress(config);
    let cell = this.#waits.get(id);
    if (!cell) {
      cell = this.engine.cell<string | null>(
        join(this.address, id),
        () => dependsOnApply(this, config),
        () => null,
      );
      this.#waits.set(id, cell);
    }
    return cell.value;
  }

  #limits(subject: string): { readonly instances: number; readonly subject: string; readonly unknownAllowed: boolean } {
    return {
      instances: this.engine.budgets.instances,
      subject: join(this.address, subject),
      unknownAllowed: this.engine.mode === "validate",
    };
  }

  #keys(cell: Cell<Expansion>): readonly InstanceKey[] {
    if (this.engine.mode === "validate") {
      const expansion = cell.value;
      return expansion.kind === "single" ? [null] : [undefined];
    }
    const expansion = cell.value;
    switch (expansion.kind) {
      case "single":
        return [null];
      case "count":
        return Array.from({ length: expansion.count }, (_, index) => index);
      case "each":
        return [...expansion.entries.keys()];
      case "unknown":
        return [undefined];
    }
  }

  #repetitionOf(key: InstanceKey, cell: Cell<Expansion>): Repetition {
    if (key === null) return noRepetition;
    if (typeof key === "number") return { countIndex: () => numberValue(key) };
    if (typeof key === "string") {
      return {
        eachKey: () => stringValue(key),
        eachValue: () => {
          const expansion = cell.value;
          return (expansion.kind === "each" ? expansion.entries.get(key) : undefined) ?? errorValue();
        },
      };
    }
    const unknown = (): UnknownValue | null => {
      const expansion = cell.value;
      return expansion.kind === "unknown" ? expansion.unknown : null;
    };
    const text = (type: typeof stringType | typeof numberType): Value => {
      const why = unknown();
      return why
        ? { ...unknownOf(why), type, notNull: true }
        : unknownValue(type, "differs between the instances", { notNull: true });
    };
    return {
      countIndex: () => text(numberType),
      eachKey: () => text(stringType),
      eachValue: () => {
        const why = unknown();
        return why
          ? { ...unknownOf(why), type: dynamicType }
          : unknownValue(dynamicType, "differs between the instances");
      },
    };
  }

  // ── Cells ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #value(name: string, compute: () => Value): Cell<Value> {
    let cell = this.#values.get(name);
    if (!cell) {
      cell = this.engine.cell(join(this.address, name), compute, () => errorValue());
      this.#values.set(name, cell);
    }
    return cell;
  }

  #check(name: string, compute: () => void): Cell<null> {
    let cell = this.#checks.get(name);
    if (!cell) {
      const run = (): null => {
        compute();
        return null;
      };
      cell = this.engine.cell<null>(join(this.address, name), run, () => null);
      this.#checks.set(name, cell);
    }
    return cell;
  }

  #expansion(name: string, compute: () => Expansion): Cell<Expansion> {
    let cell = this.#expansions.get(name);
    if (!cell) {
      cell = this.engine.cell<Expansion>(join(this.address, name), compute, () => ({
        kind: "unknown",
        each: false,
        unknown: { kind: "unknown", type: dynamicType, reason: "follows from a cycle", dependsOn: [], fromError: true },
      }));
      this.#expansions.set(name, cell);
    }
    return cell;
  }
}

const composed: ReadonlySet<Expression["kind"]> = new Set([
  "binary-op",
  "conditional",
  "for",
  "function-call",
  "template",
  "template-join",
  "tuple-cons",
  "unary-op",
]);
function openExpansion(cell: Cell<Expansion>): UnknownValue | null {
  return cell.value.kind === "unknown" ? cell.value.unknown : null;
}

const alone = new WeakMap<Expression, boolean>();

/** Whether it is put together of something, and the same wherever it stands in the module. */
function standsAlone(expr: Expression): boolean {
  if (!composed.has(expr.kind)) return false;
  let known = alone.get(expr);
  if (known === undefined) {
    known = !variables(expr).some(({ steps }) => ["each", "count", "self"].includes(steps[0].name));
    alone.set(expr, known);
  }
  return known;
}

function unknownOf(unknown: UnknownValue): UnknownValue {
  const { kind, type, reason, dependsOn, applyTime, fromError } = unknown;
  return { kind, type, reason, dependsOn, ...(applyTime ? { applyTime } : {}), ...(fromError ? { fromError } : {}) };
}

function unknownVariable(config: VariableConfig): Value {
  return unknownValue(config.type, `variable "${config.name}"`, {
    dependsOn: [`var.${config.name}`],
    ...(config.nullable ? {} : { notNull: true }),
  });
}

export function isSensitiveDeep(value: Value): boolean {
  if (value.marks?.sensitive) return true;
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return value.items.some(isSensitiveDeep);
    case "map":
    case "object":
      for (const item of value.entries.values()) if (isSensitiveDeep(item)) return true;
      return false;
    default:
      return false;
  }
}
