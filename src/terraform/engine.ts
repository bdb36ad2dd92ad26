/**
 * Evaluates one template. In `plan` mode values are what a real plan has; in `validate` mode variables, data and
 * resources are unknown, as in `terraform validate`, so that what is wrong whatever their values are is found even where
 * no instance exists.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { FunctionEnvironment, FunctionTable, Scope } from "../hcl/scope.ts";
import type { UnknownValue, Value } from "../hcl/value.ts";
import { errorValue } from "../hcl/values.ts";
import type { SourceFile } from "../source.ts";
import type { BlockSchema } from "./block-schema.ts";
import type { Budgets } from "./budget.ts";
import { Cell, Choices } from "./choices.ts";
import type { ModuleConfig, ModuleNode, ResourceConfig, VariableConfig } from "./config.ts";
import type { EngineMode, Evaluation, GivenValue, Provider } from "./evaluated.ts";
import { withBuiltinProvider } from "./functions/provider-functions.ts";
import { ModuleInstance, noRepetition } from "./module-instance.ts";
import { type BodyShape, shapeOf } from "./resource-shape.ts";

/** Terraform itself, as a provider of functions. */
const builtinProvider = "terraform.io/builtin/terraform";

export interface EngineOptions {
  readonly mode: EngineMode;
  readonly root: ModuleNode;
  readonly provider: Provider;
  readonly functions: FunctionTable;
  readonly environment: Omit<FunctionEnvironment, "spend">;
  readonly budgets: Budgets;
  readonly terraformWorkspace: string;
  /** Whether a `required_version` is written and all of them admit a Terraform before 1.12. */
  readonly olderTerraform: boolean;
  /** What is given for a variable of the root; null when nothing is. Its expression, if any, is evaluated in `scope`. */
  readonly rootVariable: (config: VariableConfig, scope: Scope) => GivenValue | null;
  /** A required variable that nothing gives: its value (unknown), after telling it where that is a mistake. */
  readonly unsetVariable: (config: VariableConfig, report: (diagnostic: Diagnostic) => void) => Value;
  /** Told when an answer that isn't known is compared with a text that it may be. */
  readonly compared?: (parameter: string, text: string) => void;
  readonly choices?: Choices;
}

export class Engine implements Evaluation {
  readonly mode: EngineMode;
  readonly choices: Choices;
  readonly provider: Provider;
  readonly functions: FunctionTable;
  readonly environment: FunctionEnvironment;
  readonly budgets: Budgets;
  readonly terraformWorkspace: string;
  readonly bothSides: boolean;
  readonly root: ModuleInstance;
  readonly #options: EngineOptions;
  readonly #shapes = new Map<ResourceConfig, BodyShape | null>();
  readonly #functions = new Map<ModuleConfig, FunctionTable>();
  #steps: number;
  /** The steps have run out. */
  exhausted = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.mode = options.mode;
    this.choices = options.choices ?? new Choices((steps) => this.spend(steps));
    this.provider = options.provider;
    this.functions = options.functions;
    this.budgets = options.budgets;
    this.terraformWorkspace = options.terraformWorkspace;
    this.bothSides = options.olderTerraform && options.mode === "plan";
    this.#steps = options.budgets.steps;
    this.environment = { ...options.environment, spend: (amount) => this.spend(amount) };
    this.root = new ModuleInstance(this, options.root, null, null, noRepetition);
  }

  spend(amount: number): boolean {
    this.#steps -= amount;
    if (this.#steps >= 0) return true;
    this.exhausted = true;
    return false;
  }

  cell<T>(name: string, compute: () => T, onCycle: () => T): Cell<T> {
    return new Cell(this.choices, name, compute, onCycle);
  }

  /** Null for a type that the provider doesn't own or doesn't have. */
  shape(config: ResourceConfig): BodyShape | null {
    const known = this.#shapes.get(config);
    if (known !== undefined) return known;
    const schema = this.provider.owns(config.type) ? this.provider.schema(config.mode, config.type) : null;
    const shape = schema ? sharedShape(config, schema) : null;
    this.#shapes.set(config, shape);
    return shape;
  }

  functionsOf(module: ModuleConfig): FunctionTable {
    let functions = this.#functions.get(module);
    if (!functions) {
      const names = new Set<string>();
      for (const { source, name } of module.requiredProviders.values()) if (source === builtinProvider) names.add(name);
      functions = withBuiltinProvider(this.functions, names);
      this.#functions.set(module, functions);
    }
    return functions;
  }

  rootVariable(config: VariableConfig): GivenValue | null {
    return this.#options.rootVariable(config, this.constantScope(config.file));
  }

  isGiven(variable: string): boolean {
    const config = this.#options.root.config.variables.get(variable);
    return config !== undefined && this.rootVariable(config) !== null;
  }

  unsetVariable(config: VariableConfig): Value {
    return this.#options.unsetVariable(config, (diagnostic) => this.choices.report(diagnostic));
  }

  /** For defaults and variable files, which may name nothing. */
  constantScope(file: SourceFile): Scope {
    return {
      file,
      functions: this.functions,
      locals: null,
      environment: this.environment,
      resolve: () => ({ value: errorValue(), consumed: Number.POSITIVE_INFINITY }),
      report: (diagnostic) => this.choices.report(diagnostic),
      spend: (amount) => this.spend(amount),
    };
  }

  /** The answer of a parameter was compared with a text, and nobody can tell whether it is that text. */
  compared(unknown: UnknownValue, value: Value): void {
    const [part, ...rest] = unknown.text ?? [];
    if (!this.#options.compared || !part || rest.length > 0 || typeof part === "string" || value.kind !== "string")
      return;
    if (part.hole.startsWith("parameter:") && part.filters.length === 0)
      this.#options.compared(part.hole.slice("parameter:".length), value.value);
  }

  /** A module's directory as `path.module` gives it: relative to the root module's, "." for itself. */
  relativeDirectory(directory: string): string {
    return relative(this.#options.root.config.directory, directory);
  }
}

const sharedShapes = new WeakMap<ResourceConfig, Map<BlockSchema, BodyShape>>();

/** A template is evaluated in several ways; what is written in it is the same. */
function sharedShape(config: ResourceConfig, schema: BlockSchema): BodyShape {
  let bySchema = sharedShapes.get(config);
  if (!bySchema) {
    bySchema = new Map();
    sharedShapes.set(config, bySchema);
  }
  let shape = bySchema.get(schema);
  if (!shape) {
    shape = shapeOf(config.bodies, schema, [], true, config.ownBodies);
    bySchema.set(schema, shape);
  }
  return shape;
}

/** Both relative to the host's root; "" is the host's root. */
export function relative(from: string, to: string): string {
  const left = from === "" ? [] : from.split("/");
  const right = to === "" ? [] : to.split("/");
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common++;
  const parts = [...left.slice(common).map(() => ".."), ...right.slice(common)];
  return parts.length === 0 ? "." : parts.join("/");
}
