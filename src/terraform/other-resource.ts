/**
 * A resource of a provider whose schema isn't known here. What the configuration gives, the plan has; everything else
 * only the provider could tell. `terraform_data` is Terraform's own, so it is known.
 */

import { evaluate } from "../hcl/evaluate.ts";
import { marksDeep } from "../hcl/marks.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Attribute, Body } from "../hcl/tree.ts";
import { typeOf } from "../hcl/type-of.ts";
import { dynamicType, stringType } from "../hcl/types.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import { errorValue, nullValue } from "../hcl/values.ts";
import type { SourceFile } from "../source.ts";
import { type InstanceKey, join, keyText, resourceAddress } from "./address.ts";
import type { Cell } from "./choices.ts";
import type { ResourceConfig } from "./config.ts";
import type { EvaluatedModule, EvaluatedResource, Evaluation, Repetition } from "./evaluated.ts";
import { LazyEntries } from "./lazy-entries.ts";
import { evaluateBody, nativeAttributes } from "./other-body.ts";

const terraformData = new Set(["id", "input", "output", "triggers_replace"]);

export class OtherResource implements EvaluatedResource {
  readonly engine: Evaluation;
  readonly module: EvaluatedModule;
  readonly config: ResourceConfig;
  readonly key: InstanceKey;
  readonly address: string;
  readonly #repetition: Repetition;
  #scope: Scope | null = null;
  readonly #cells = new Map<string, Cell<Value>>();
  readonly #object: Value;

  constructor(module: EvaluatedModule, config: ResourceConfig, key: InstanceKey, repetition: Repetition) {
    this.engine = module.engine;
    this.module = module;
    this.config = config;
    this.key = key;
    this.#repetition = repetition;
    this.address = join(module.address, resourceAddress(config) + keyText(key));
    this.#object = isTerraformData(config)
      ? { kind: "object", entries: new LazyEntries(terraformData, (name) => this.attribute(name)) }
      : { ...this.#unknown(null), open: { attribute: (name) => this.attribute(name) } };
  }

  get object(): Value {
    return this.#object;
  }

  scope(file: SourceFile, self: Value | null = null): Scope {
    if (self) return this.module.scope(file, this.#repetition, self);
    if (this.#scope?.file !== file) this.#scope = this.module.scope(file, this.#repetition);
    return this.#scope;
  }

  attribute(name: string): Value {
    let cell = this.#cells.get(name);
    if (!cell) {
      cell = this.engine.cell(
        this.address,
        () => this.#attribute(name),
        () => errorValue(),
      );
      this.#cells.set(name, cell);
    }
    return cell.value;
  }

  /** Evaluates everything in it, for the mistakes in it. */
  evaluateAll(): void {
    for (const body of this.config.bodies) evaluateBody(body, this.scope(body.file), true);
    if (isTerraformData(this.config)) for (const name of ["input", "triggers_replace"]) this.#refuseEphemeral(name);
  }

  #refuseEphemeral(name: string): void {
    const source = this.#source(name);
    const value = this.attribute(name);
    if (!source || !marksDeep(value)?.ephemeral) return;
    // What `try` makes of it when it is known may have no mark.
    if (value.kind === "unknown" && this.engine.mode === "validate") return;
    this.engine.choices.report({
      rule: "sensitive-exposed",
      severity: "error",
      headline: `\`${name}\` of ${this.address} is kept in the state, and this value is ephemeral`,
      labels: [{ file: source.file, span: source.attribute.expr, text: "", primary: true }],
      notes: [],
      help: "give a value that isn't ephemeral",
    });
  }

  #attribute(name: string): Value {
    const source = this.#source(name);
    if (isTerraformData(this.config)) return this.#terraformData(name, source);
    if (!source) return this.#unknown(name);
    const value = evaluate(source.attribute.expr, this.scope(source.file));
    // An optional attribute that is null may be the provider's to compute.
    return value.kind === "null" ? this.#unknown(name) : value;
  }

  #terraformData(name: string, source: { readonly file: SourceFile; readonly attribute: Attribute } | null): Value {
    switch (name) {
      case "input":
      case "triggers_replace":
        return source ? evaluate(source.attribute.expr, this.scope(source.file)) : nullValue(dynamicType);
      case "output": {
        const input = this.attribute("input");
        return input.kind === "null" ? input : { ...this.#unknown(name), type: typeOf(input) };
      }
      default:
        return { ...this.#unknown(name), type: stringType, notNull: true };
    }
  }

  #unknown(attribute: string | null): UnknownValue {
    const managed = this.config.mode === "managed";
    const waits = this.config.mode === "data" ? this.module.waitsForApply(this.config) : null;
    return {
      kind: "unknown",
      type: dynamicType,
      reason: managed || waits ? "known only after apply" : "only its provider can tell",
      dependsOn: [this.address],
      ...(attribute === null ? {} : { origin: { address: this.address, attribute } }),
      ...(managed || waits ? { applyTime: true } : {}),
    };
  }

  #source(name: string): { readonly file: SourceFile; readonly attribute: Attribute } | null {
    for (const body of [...this.config.bodies].reverse()) {
      const attribute = find(body, name);
      if (attribute) return { file: body.file, attribute };
    }
    return null;
  }
}

function isTerraformData({ mode, type }: ResourceConfig): boolean {
  return mode === "managed" && type === "terraform_data";
}

function find(body: Body, name: string): Attribute | null {
  for (const attribute of nativeAttributes(body, false)) if (attribute.name === name) return attribute;
  return null;
}
