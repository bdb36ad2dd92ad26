/** `moved`, `removed` and `import` blocks against what the configuration declares, and against each other. */

import type { Diagnostic } from "../diagnostic.ts";
import { justAttributes } from "../hcl/content.ts";
import type { Block, Expression } from "../hcl/tree.ts";
import { headerOf } from "./block-content.ts";
import type { Declared, ModuleNode } from "./config.ts";
import { type Place, problem } from "./problem.ts";
import { traversalOf } from "./reference-list.ts";

interface Address {
  /** Calls from the root, then `coder_app.x` or `data.t.x`; null for a module. */
  readonly path: readonly string[];
  readonly resource: string | null;
  /** With keys: `module.m[0].coder_app.x["a"]`. */
  readonly text: string;
  readonly keyed: boolean;
}

interface Move extends Place {
  readonly from: Address;
  readonly to: Address;
}

export function checkRefactoring(root: ModuleNode): Diagnostic[] {
  const moves: Move[] = [];
  const diagnostics: Diagnostic[] = [];
  visit(root, (node, block) => {
    const { attributes } = justAttributes(block.body);
    const place: Place = { file: block.body.file, span: headerOf(block) };
    const from = addressOf(attributes.get("from")?.expr, node.path);
    const to = addressOf(attributes.get("to")?.expr, node.path);
    switch (block.type) {
      case "moved":
        if (from && to) moves.push({ ...place, from, to });
        break;
      case "removed":
        if (from) diagnostics.push(...removedStillThere(from, place, root));
        break;
      case "import":
        if (to && node.path.length === 0)
          diagnostics.push(...importedNowhere(to, attributes.get("to")?.expr, place, root));
    }
  });
  const wrong = moves.flatMap((move) => movedStillThere(move, root)).concat(ambiguous(moves));
  return [...diagnostics, ...wrong, ...(wrong.length === 0 ? circles(moves) : [])];
}

function visit(node: ModuleNode, see: (node: ModuleNode, block: Block) => void): void {
  for (const block of node.config.otherBlocks) see(node, block);
  for (const child of node.children.values()) if (child.loaded) visit(child.node, see);
}

/** In full; null when it isn't an address of the kind that these blocks take, which has been told. */
function addressOf(expr: Expression | undefined, within: readonly string[]): Address | null {
  let inner = expr;
  // Of an import, a last key may be any expression.
  while (inner?.kind === "index") inner = inner.collection;
  const steps = inner && traversalOf(inner)?.steps;
  if (!steps) return null;
  const names: string[] = [];
  let text = within.map((name) => `module.${name}.`).join("");
  for (const [at, step] of steps.entries()) {
    if (step.kind === "index") text += `[${JSON.stringify(step.key.value)}]`;
    else {
      names.push(step.name);
      text += `${at === 0 ? "" : "."}${step.name}`;
    }
  }
  const path = [...within];
  let at = 0;
  for (; names[at] === "module"; at += 2) path.push(names[at + 1] ?? "");
  const rest = names.slice(at);
  if (rest[0] === "resource") rest.shift();
  const keyed = steps.some((step) => step.kind === "index") || inner !== expr;
  return { path, resource: rest.length === 0 ? null : rest.join("."), text, keyed };
}

export interface MovedInstance extends Place {
  /** `coder_app.x`. */
  readonly resource: string;
  readonly key: string | number;
}

/** The instance that a `moved` block of a module moves away from that module's resource. */
export function movedInstance(block: Block): MovedInstance | null {
  const from = block.type === "moved" ? justAttributes(block.body).attributes.get("from") : undefined;
  const steps = from ? (traversalOf(from.expr)?.steps ?? []) : [];
  const [type, name, key] = steps;
  if (steps.length !== 3 || type?.kind !== "root" || name?.kind !== "attr" || key?.kind !== "index") return null;
  const { value } = key.key;
  const place = { file: block.body.file, span: headerOf(block) };
  if (key.key.type === "number") return { ...place, resource: `${type.name}.${name.name}`, key: Number(value) };
  return typeof value === "string" ? { ...place, resource: `${type.name}.${name.name}`, key: value } : null;
}

interface Found extends Declared {
  readonly repeated: boolean;
}

function declaration({ path, resource }: Address, root: ModuleNode): Found | null {
  let node = root;
  for (const [at, name] of path.entries()) {
    const call = node.config.calls.get(name);
    if (!call) return null;
    const repeated = call.count !== null || call.forEach !== null;
    if (resource === null && at === path.length - 1) return { file: call.file, header: call.header, repeated };
    const child = node.children.get(name);
    if (!child?.loaded) return null;
    node = child.node;
  }
  const config = resource === null ? undefined : node.config.resources.get(resource);
  return config
    ? { file: config.file, header: config.header, repeated: config.count !== null || config.forEach !== null }
    : null;
}

function removedStillThere(from: Address, place: Place, root: ModuleNode): Diagnostic[] {
  const found = declaration(from, root);
  if (!found) return [];
  return [
    problem({ file: found.file, span: found.header }, `${from.text} is declared, and a \`removed\` block names it`, {
      also: [{ ...place, text: "removed here" }],
      help: "remove one of the two",
    }),
  ];
}

function importedNowhere(to: Address, expr: Expression | undefined, place: Place, root: ModuleNode): Diagnostic[] {
  // A data source has been told where it is loaded.
  if (to.resource === null || to.resource.startsWith("data.") || declaration(to, root) || !isLoaded(to, root))
    return [];
  return [
    problem({ file: place.file, span: expr ?? place.span }, `there is no ${to.text} to import into`, {
      help: "declare it, or correct the address",
    }),
  ];
}

/** Whether all modules on the way are there to be looked at. */
function isLoaded({ path }: Address, root: ModuleNode): boolean {
  let node = root;
  for (const name of path) {
    const child = node.children.get(name);
    if (!child) return true;
    if (!child.loaded) return false;
    node = child.node;
  }
  return true;
}

/** Which instances there are depends on values: of what is repeated, only the whole is judged here. */
function movedStillThere({ from, to, ...place }: Move, root: ModuleNode): Diagnostic[] {
  const found = declaration(from, root);
  if (!found || from.keyed || (to.keyed && found.repeated)) return [];
  return [
    problem(place, `${from.text} is declared, and this moves it to ${to.text}`, {
      also: [{ file: found.file, span: found.header, text: "declared here" }],
      help: `declare it as ${to.text} only`,
    }),
  ];
}

function ambiguous(moves: readonly Move[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const targets = new Map<string, Move>();
  const sources = new Map<string, Move>();
  for (const move of moves) {
    const { from, to } = move;
    const target = targets.get(from.text);
    if (target && target.to.text !== to.text) {
      diagnostics.push(
        problem(move, `${from.text} moves to ${target.to.text} and to ${to.text}`, {
          also: [{ ...target, text: "moved first here" }],
          help: "keep one of the two",
        }),
      );
    } else targets.set(from.text, move);
    const source = sources.get(to.text);
    if (source && source.from.text !== from.text) {
      diagnostics.push(
        problem(move, `${source.from.text} and ${from.text} move to ${to.text}`, {
          also: [{ ...source, text: "moved first here" }],
          help: "keep one of the two",
        }),
      );
    } else sources.set(to.text, move);
  }
  return diagnostics;
}

function circles(moves: readonly Move[]): Diagnostic[] {
  const next = new Map(moves.map((move) => [move.from.text, move]));
  const done = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const move of moves) {
    const way = new Map<string, Move>();
    let step: Move | undefined = move;
    while (step && !way.has(step.from.text) && !done.has(step.from.text)) {
      way.set(step.from.text, step);
      step = next.get(step.to.text);
    }
    for (const name of way.keys()) done.add(name);
    if (!step || !way.has(step.from.text)) continue;
    const circle = [...way.values()].slice([...way.keys()].indexOf(step.from.text));
    if (circle.length < 2) continue;
    diagnostics.push(
      problem(
        step,
        `these moves go in a circle: ${[...circle.map(({ from }) => from.text), step.from.text].join(" → ")}`,
        {
          also: circle.slice(1, 5).map((other) => ({ ...other, text: "moved on here" })),
          help: "end at an address that nothing moves from",
        },
      ),
    );
  }
  return diagnostics;
}
