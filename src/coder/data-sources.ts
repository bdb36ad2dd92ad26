/** What the coder provider's data sources answer (provider 2.17, `provider/workspace.go` and its neighbours). */

import { content, justAttributes } from "../hcl/content.ts";
import { evaluate } from "../hcl/evaluate.ts";
import type { Body } from "../hcl/tree.ts";
import { dynamicType, stringType, type Type } from "../hcl/types.ts";
import type { Hole, UnknownValue, Value } from "../hcl/value.ts";
import { boolValue, errorValue, numberValue, stringValue } from "../hcl/values.ts";
import type { Domain } from "../terraform/choice.ts";
import type { Cell, Choices } from "../terraform/choices.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import type { Build } from "./build.ts";
import type { Comparisons } from "./comparisons.ts";
import { type ParameterDefinition, parameterDefinition } from "./parameter.ts";
import { parameterDomain } from "./parameter-domain.ts";
import { acceptInput } from "./parameter-input.ts";

/**
 * A push plans without answers, for a workspace and an owner that are both named "default" (Coder v2.35). Only what is
 * read of them is worked out anew for it.
 */
export const purpose: Domain = { key: "purpose", values: ["build", "push"] };

function isPush(choices: Choices, build: Build): boolean {
  return !build.single && choices.read(purpose) === 1;
}

/** A push plans for both; a manifest is of started workspaces. */
export const transition: Domain = { key: "transition", values: ["start", "stop"] };

export interface DataContext {
  readonly build: Build;
  readonly comparisons: Comparisons;
  readonly questions: Questions;
}

/** Undefined: not something that this build decides. */
export function dataAttribute(instance: PlannedResource, name: string, context: DataContext): Value | undefined {
  const { choices } = instance.engine;
  const { build } = context;
  switch (instance.config.type) {
    case "coder_workspace":
      return workspace(instance, name, build, choices);
    case "coder_workspace_owner":
      return owner(instance, name, build, choices);
    case "coder_task":
      return task(instance, name);
    case "coder_parameter":
      return parameter(instance, name, context);
    default:
      return later(instance, name, "differs between workspaces");
  }
}

function workspace(instance: PlannedResource, name: string, build: Build, choices: Choices): Value {
  const starts = (): boolean => choices.read(transition) === 0;
  switch (name) {
    case "start_count":
      return numberValue(starts() ? 1 : 0);
    case "transition":
      return stringValue(starts() ? "start" : "stop");
    case "prebuild_count":
      return numberValue(0);
    case "is_prebuild":
    case "is_prebuild_claim":
      return boolValue(false);
    case "name":
      if (isPush(choices, build)) return stringValue("default");
      return build.workspace === null
        ? hole(instance, name, { hole: "workspace", filters: [] }, "the workspace's name")
        : stringValue(build.workspace);
    case "owner":
      // Until provider 2.0 the workspace told its owner's name.
      if (isPush(choices, build)) return stringValue("default");
      return build.owner === null
        ? hole(instance, name, { hole: "owner", filters: [] }, "the owner's name")
        : stringValue(build.owner);
    case "access_url": {
      const url = accessUrl(instance, build);
      return url === null
        ? hole(instance, name, { hole: "accessUrl", filters: [] }, "the deployment's access URL")
        : stringValue(url);
    }
    case "access_port": {
      const url = accessUrl(instance, build);
      const port = url === null ? null : portOf(url);
      return port === null ? later(instance, name, "the deployment's access URL isn't stated") : numberValue(port);
    }
    default:
      return later(instance, name, "differs between workspaces");
  }
}

/** What `provider "coder" { url }` of the root says counts before what the deployment says. */
function accessUrl(instance: PlannedResource, build: Build): string | null {
  const { root } = instance.engine;
  for (const provider of root.node.config.providers) {
    if (provider.name !== "coder" || provider.alias !== null) continue;
    const url = justAttributes(remaining(provider.block.body)).attributes.get("url");
    const value = url ? evaluate(url.expr, root.scope(provider.file)) : null;
    if (value?.kind === "string") return value.value;
  }
  return build.accessUrl;
}

function remaining(body: Body): Body {
  return content(body, { attributes: [{ name: "alias" }, { name: "version" }], blocks: [] }).remain;
}

/** An URL without a port: 443 for https, otherwise 80. */
function portOf(url: string): number | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*)(?::(\d+))?/i.exec(url);
  if (!match) return null;
  return match[2] === undefined ? (match[1]?.toLowerCase() === "https" ? 443 : 80) : Number(match[2]);
}

function owner(instance: PlannedResource, name: string, build: Build, choices: Choices): Value {
  if (name === "name") {
    if (isPush(choices, build)) return stringValue("default");
    return build.owner === null
      ? hole(instance, name, { hole: "owner", filters: [] }, "the owner's name")
      : stringValue(build.owner);
  }
  if (name === "email" && isPush(choices, build)) return stringValue("default@example.com");
  return later(instance, name, "differs between owners");
}

/** A workspace that isn't made for a task: what a push plans, and most builds (`provider/ai_task.go`). */
function task(instance: PlannedResource, name: string): Value {
  switch (name) {
    case "enabled":
      return boolValue(false);
    case "prompt":
      return stringValue("");
    default:
      return later(instance, name, "differs between workspaces");
  }
}

/** What a parameter asks, and which answers to try: the same for all of its own answers. */
export interface Question {
  readonly definition: ParameterDefinition;
  /** Null when there is one choice only. */
  readonly domain: Domain | null;
}

/** Its definition is evaluated, and all that read its answer depend on one choice more. */
const questionSteps = 1_500;

/** Of each instance of a parameter. */
export type Questions = WeakMap<PlannedResource, Cell<Question | null>>;

function questionOf(instance: PlannedResource, { build, comparisons, questions }: DataContext): Question | null {
  let cell = questions.get(instance);
  if (!cell) {
    const { engine } = instance;
    const ask = (): Question | null => {
      const definition = engine.spend(questionSteps) ? parameterDefinition(instance) : null;
      if (!definition) return null;
      if (build.single || build.parameters.has(definition.name)) return { definition, domain: null };
      const domain = parameterDomain(definition, comparisons.with(definition.name), () => engine.environment.regex());
      return { definition, domain };
    };
    cell = engine.cell<Question | null>(instance.address, ask, () => null);
    questions.set(instance, cell);
  }
  return cell.value;
}

function parameter(instance: PlannedResource, name: string, context: DataContext): Value | undefined {
  if (name !== "value" && name !== "optional") return later(instance, name, "chosen when the workspace is built");
  const { build } = context;
  const question = questionOf(instance, context);
  if (!question) return undefined;
  const { definition, domain } = question;
  if (name === "optional") return boolValue(definition.default !== null || definition.defaultUnknown);
  const given = build.parameters.get(definition.name);
  // What the parameter refuses is told of; what it would lead to isn't.
  const refused = (): boolean =>
    acceptInput(definition, given ?? null, null, () => instance.engine.environment.regex()).kind === "refused";
  if (given !== undefined) return refused() ? errorValue(stringType) : stringValue(given);
  if (!domain || isPush(instance.engine.choices, build)) {
    if (refused()) return errorValue(stringType);
    if (!definition.defaultUnknown) return stringValue(definition.default ?? "");
    return later(instance, name, `the default of parameter "${definition.name}" isn't known`);
  }
  const answer = domain.values[instance.engine.choices.read(domain)] ?? null;
  if (answer !== null) return stringValue(answer);
  const known = domain.values.filter((value) => value !== null);
  return {
    ...hole(
      instance,
      name,
      { hole: `parameter:${definition.name}`, filters: [] },
      `what the user answers for parameter "${definition.name}"`,
    ),
    not: known,
  };
}

function hole(instance: PlannedResource, attribute: string, part: Hole, reason: string): UnknownValue {
  return {
    kind: "unknown",
    type: stringType,
    reason,
    dependsOn: [instance.address],
    origin: { address: instance.address, attribute },
    notNull: true,
    text: [part],
  };
}

function later(instance: PlannedResource, attribute: string, reason: string): UnknownValue {
  const type: Type = instance.shape.schema.attributes.get(attribute)?.type ?? dynamicType;
  return {
    kind: "unknown",
    type,
    reason,
    dependsOn: [instance.address],
    origin: { address: instance.address, attribute },
    notNull: true,
  };
}
