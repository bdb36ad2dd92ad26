/**
 * Which agent an app of a plan or state is attached to. A state says it by the agent's identifier; a plan doesn't know
 * that yet, so the references of the configuration are followed, through arguments and outputs of modules. Where they
 * end in a local value, which a plan doesn't show, or in several agents, it stays open.
 */

import type { PlanDocument, PlanResource } from "./document.ts";
import { type JsonRecord, recordAt, recordsAt, textAt, textsAt } from "./json.ts";

export type AgentLink =
  /** `address` is that of the agent or dev container. */
  | { readonly kind: "agent"; readonly address: string; readonly attribute: string }
  | { readonly kind: "none"; readonly text: string }
  | { readonly kind: "open"; readonly reason: string; readonly dependsOn: readonly string[] };

const identifiers: ReadonlyMap<string, string> = new Map([
  ["coder_agent", "id"],
  ["coder_devcontainer", "subagent_id"],
]);

/** A module instance on the way from the root. */
interface Scope {
  readonly module: JsonRecord;
  readonly address: string;
  readonly parent: { readonly scope: Scope; readonly call: JsonRecord } | null;
}

/** What the references end in. */
interface Ends {
  readonly agents: Set<string>;
  readonly others: Set<string>;
}

/** Followed no further: modules aren't nested that deep. */
const longestTrail = 64;

export class AgentLinks {
  readonly #document: PlanDocument;
  readonly #owners = new Map<string, PlanResource>();
  readonly #byAddress = new Map<string, PlanResource>();

  constructor(document: PlanDocument) {
    this.#document = document;
    for (const resource of document.resources) {
      this.#byAddress.set(resource.address, resource);
      const attribute = resource.mode === "managed" ? identifiers.get(resource.type) : undefined;
      const id = attribute === undefined ? undefined : resource.values[attribute];
      if (typeof id === "string" && id !== "") this.#owners.set(id, resource);
    }
  }

  of(app: PlanResource): AgentLink {
    const id = app.values.agent_id;
    if (typeof id === "string") {
      const owner = this.#owners.get(id);
      return owner ? linkTo(owner) : { kind: "none", text: id === "" ? "empty" : JSON.stringify(id) };
    }
    const scope = this.#scopeOf(app.module);
    const block = scope && recordsAt(scope.module, "resources").find((resource) => isDeclaration(resource, app));
    if (!scope || !block) return { kind: "open", reason: "the plan doesn't show what it refers to", dependsOn: [] };
    const ends: Ends = { agents: new Set(), others: new Set() };
    this.#follow(recordAt(block, "expressions"), "agent_id", scope, ends, 0);
    return this.#decided(ends);
  }

  #decided({ agents, others }: Ends): AgentLink {
    const [first, ...more] = agents;
    if (first !== undefined && more.length === 0 && others.size === 0) {
      const agent = this.#byAddress.get(first);
      if (agent) return linkTo(agent);
    }
    const dependsOn = [...agents, ...others].sort();
    const reason = dependsOn.length === 0 ? "known only after apply" : "the plan doesn't show which agent it is";
    return { kind: "open", reason, dependsOn };
  }

  /** The expression of an argument: its references, followed to agents. */
  #follow(expressions: JsonRecord | null, name: string, scope: Scope, ends: Ends, depth: number): void {
    const expression = recordAt(expressions, name);
    if (!expression) return;
    for (const reference of longest(textsAt(expression, "references"))) {
      if (depth >= longestTrail) ends.others.add(reference);
      else this.#followReference(reference, scope, ends, depth + 1);
    }
  }

  #followReference(reference: string, scope: Scope, ends: Ends, depth: number): void {
    const steps = stepsOf(reference);
    const [first, second] = steps;
    if (first === undefined || second === undefined) {
      ends.others.add(reference);
    } else if (identifiers.has(first.name)) {
      const instances = this.#instances(scope.address, first.name, second);
      if (instances.length === 0) ends.others.add(reference);
      for (const { address } of instances) ends.agents.add(address);
    } else if (first.name === "var" && scope.parent) {
      this.#follow(recordAt(scope.parent.call, "expressions"), second.name, scope.parent.scope, ends, depth);
    } else if (first.name === "module") {
      this.#followOutput(reference, steps, scope, ends, depth);
    } else if (first.name !== "count" && reference !== "each.key") {
      ends.others.add(reference);
    }
  }

  #followOutput(reference: string, steps: readonly Step[], scope: Scope, ends: Ends, depth: number): void {
    const [, call, output] = steps;
    const config = call && recordAt(recordAt(scope.module, "module_calls"), call.name);
    const module = config ? recordAt(config, "module") : null;
    if (!call || !output || !config || !module) {
      ends.others.add(reference);
      return;
    }
    const expression = recordAt(recordAt(module, "outputs"), output.name);
    for (const address of this.#moduleInstances(scope.address, call)) {
      this.#follow(expression, "expression", { module, address, parent: { scope, call: config } }, ends, depth);
    }
  }

  #instances(module: string, type: string, step: Step): readonly PlanResource[] {
    return this.#document.resources.filter(
      (resource) =>
        resource.mode === "managed" &&
        resource.module === module &&
        resource.type === type &&
        resource.name === step.name &&
        (step.key === null || resource.key === step.key),
    );
  }

  #moduleInstances(module: string, step: Step): readonly string[] {
    const call = module === "" ? `module.${step.name}` : `${module}.module.${step.name}`;
    const found = new Set<string>();
    for (const resource of this.#document.resources) {
      const rest = resource.module.startsWith(call) ? resource.module.slice(call.length) : null;
      const key = rest === null ? null : (/^(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?=\.|$)/.exec(rest)?.[0] ?? null);
      if (key === null || (step.key !== null && keyOf(key) !== step.key)) continue;
      found.add(call + key);
    }
    return [...found];
  }

  #scopeOf(address: string): Scope | null {
    const { configuration } = this.#document;
    let scope: Scope | null = configuration && { module: configuration, address: "", parent: null };
    for (const [step, at] of moduleSteps(address)) {
      const call: JsonRecord | null = recordAt(recordAt(scope?.module ?? null, "module_calls"), step);
      const module = recordAt(call, "module");
      if (!scope || !call || !module) return null;
      scope = { module, address: at, parent: { scope, call } };
    }
    return scope;
  }
}

function linkTo({ type, address }: PlanResource): AgentLink {
  return { kind: "agent", address, attribute: identifiers.get(type) ?? "id" };
}

function isDeclaration(block: JsonRecord, { mode, type, name }: PlanResource): boolean {
  return textAt(block, "mode") === mode && textAt(block, "type") === type && textAt(block, "name") === name;
}

interface Step {
  readonly name: string;
  readonly key: string | number | null;
}

const stepPattern = /([^.[\]]+)((?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)\.?/y;

/** `module.vm["a"].agent` as names and their keys. */
function stepsOf(reference: string): readonly Step[] {
  const steps: Step[] = [];
  for (stepPattern.lastIndex = 0; stepPattern.lastIndex < reference.length; ) {
    const match = stepPattern.exec(reference);
    if (!match?.[1]) break;
    steps.push({ name: match[1], key: keyOf(match[2] ?? "") });
  }
  return steps;
}

function keyOf(brackets: string): string | number | null {
  const inner = brackets.slice(1, -1);
  if (inner === "") return null;
  if (!inner.startsWith('"')) return Number(inner);
  try {
    const text: unknown = JSON.parse(inner);
    return typeof text === "string" ? text.replace(/([$%])\1\{/g, "$1{") : null;
  } catch {
    return inner;
  }
}

/** The calls of a module's address, each with the address up to it. */
function moduleSteps(address: string): readonly (readonly [string, string])[] {
  const calls: (readonly [string, string])[] = [];
  const pattern = /module\.([^.[\]]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.?/y;
  for (let match = pattern.exec(address); match; match = pattern.exec(address)) {
    calls.push([match[1] ?? "", address.slice(0, pattern.lastIndex).replace(/\.$/, "")]);
  }
  return calls;
}

/** A reference is listed with all that it begins with: `a.b.id`, `a.b`. */
function longest(references: readonly string[]): readonly string[] {
  return references.filter(
    (reference) =>
      !references.some(
        (other) => other !== reference && (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
      ),
  );
}
