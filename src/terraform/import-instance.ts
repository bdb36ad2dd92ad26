/** The instance that an `import` block is for, against those that there are; and the `id` that it has. */

import { justAttributes } from "../hcl/content.ts";
import { convert } from "../hcl/convert.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { absTraversalForExpr } from "../hcl/static.ts";
import type { Attribute, Block, ScopeTraversal } from "../hcl/tree.ts";
import { stringType } from "../hcl/types.ts";
import { type InstanceKey, keyText } from "./address.ts";
import type { Expansion } from "./expansion.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { type Place, problem } from "./problem.ts";

interface Step {
  readonly name: string;
  readonly key: InstanceKey;
}

/** Of the root module, as it is planned. An `id` for each of a collection isn't looked at. */
export function visitImport(block: Block, root: ModuleInstance): void {
  const { attributes } = justAttributes(block.body);
  const to = attributes.get("to");
  const steps = to ? absTraversalForExpr(to.expr) : null;
  if (to && steps) checkInstance(stepsOf(steps), { file: block.body.file, span: to.expr }, root);
  const id = attributes.get("id");
  if (id && !attributes.has("for_each")) checkId(id, { file: block.body.file, span: id.expr }, root);
}

/** `module.m[0].coder_app.x["a"]`: the calls, then the resource. */
function stepsOf(steps: ScopeTraversal["steps"]): readonly Step[] {
  const found: { name: string; key: InstanceKey }[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (step.kind !== "index") found.push({ name: step.name, key: null });
    else if (last) last.key = step.key.type === "number" ? Number(step.key.value) : String(step.key.value);
  }
  return found;
}

function checkInstance(steps: readonly Step[], place: Place, root: ModuleInstance): void {
  let module = root;
  let at = 0;
  for (; steps[at]?.name === "module"; at += 2) {
    const { name, key } = steps[at + 1] ?? {};
    const call = module.node.config.calls.get(name ?? "");
    if (!call) return;
    const there = has(module.callExpansion(call).value, key);
    if (!there) refuse(`module.${name}${keyText(key)}`, place, root);
    const child = there ? module.child(call, key) : null;
    if (!child) return;
    module = child;
  }
  if (steps[at]?.name === "resource") at++;
  const [type, named] = steps.slice(at);
  const config = module.node.config.resources.get(`${type?.name}.${named?.name}`);
  if (config && !has(module.resourceExpansion(config).value, named?.key))
    refuse(`${type?.name}.${named?.name}${keyText(named?.key)}`, place, root);
}

function has(expansion: Expansion, key: InstanceKey): boolean {
  switch (expansion.kind) {
    case "single":
      return key === null;
    case "count":
      return typeof key === "number" && key < expansion.count;
    case "each":
      return typeof key === "string" && expansion.entries.has(key);
    case "unknown":
      return expansion.unknown.fromError === true || typeof key === (expansion.each ? "string" : "number");
  }
}

function refuse(address: string, place: Place, { engine }: ModuleInstance): void {
  engine.choices.report(
    problem(place, `there is no ${address} to import into`, {
      help: "name an instance that is declared: its key is by `count` or `for_each`",
    }),
  );
}

function checkId(id: Attribute, place: Place, root: ModuleInstance): void {
  const value = evaluate(id.expr, root.scope(place.file));
  const text = convert(value, stringType);
  if (text.ok && text.value.kind === "unknown") return;
  if (text.ok && text.value.kind === "string" && text.value.value !== "") return;
  root.engine.choices.report(
    problem(place, "the `id` of an `import` block must be a text that isn't empty", {
      help: "write the id that the provider knows the object by",
    }),
  );
}
