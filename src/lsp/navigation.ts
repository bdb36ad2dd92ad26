/** From a name to its declaration, and to everywhere it is used. */

import type { ModuleNode } from "../terraform/config.ts";
import { type Name, namesOf } from "../terraform/named.ts";
import { modules } from "../terraform/units.ts";
import { cursorAt, touches } from "./cursor.ts";
import { declarationOf, declaredAt, headerOf, type Place, usesIn } from "./names.ts";
import { isJson, type ModuleFile, syntaxOf } from "./template-view.ts";

/** A name, and the module that declares it. */
interface Target {
  readonly node: ModuleNode;
  readonly name: Exclude<Name, { kind: "output" }> | { readonly kind: "declared-output"; readonly name: string };
}

export function definitions(place: ModuleFile, offset: number): readonly Place[] {
  const source = sourceDirectory(place, offset);
  if (source) return source;
  const target = targetAt(place, offset);
  const declared = target && declarationPlace(target);
  return declared ? [declared] : [];
}

export function references(place: ModuleFile, offset: number, withDeclaration: boolean): readonly Place[] {
  const target = targetAt(place, offset);
  if (!target) return [];
  const declared = declarationPlace(target);
  const found: Place[] = withDeclaration && declared ? [declared] : [];
  const { directory } = target.node.config;
  const seen = new Set<string>();
  for (const node of modules(place.view.template.root)) {
    const isOwn = node.config.directory === directory;
    // A directory that is called twice is one text.
    if (seen.has(node.config.directory)) continue;
    seen.add(node.config.directory);
    for (const call of node.config.calls.values()) {
      const child = node.children.get(call.name);
      if (target.name.kind !== "variable" || !child?.loaded || child.node.config.directory !== directory) continue;
      const argument = call.arguments.get(target.name.name);
      if (argument) found.push({ file: argument.file, span: argument.nameSpan });
    }
    for (const file of node.config.files) {
      if (isJson(file)) continue;
      for (const use of usesIn(syntaxOf(file).body)) {
        if (isOwn ? sameName(use.name, target.name) : isOutputOf(use.name, node, target))
          found.push({ file, span: use.span });
      }
    }
  }
  return found;
}

function sameName(used: Name, wanted: Target["name"]): boolean {
  return used.kind === wanted.kind && used.name === wanted.name;
}

function isOutputOf(used: Name, node: ModuleNode, { name, node: wanted }: Target): boolean {
  if (used.kind !== "output" || name.kind !== "declared-output" || used.name !== name.name) return false;
  const child = node.children.get(used.call);
  return child?.loaded === true && child.node.config.directory === wanted.config.directory;
}

function declarationPlace({ node, name }: Target): Place | null {
  if (name.kind === "declared-output") return headerOf(node.config.outputs.get(name.name));
  return declarationOf(name, node.config);
}

/** What is named at the cursor: by a reference, by an argument of a module call, or by its own declaration. */
function targetAt({ node, file }: ModuleFile, offset: number): Target | null {
  if (!isJson(file)) {
    const cursor = cursorAt(syntaxOf(file).body, offset);
    const [block, ...inner] = cursor.blocks;
    const label = block?.labels[0]?.value ?? "";
    if (cursor.onName && cursor.attribute && block?.type === "module" && inner.length === 0) {
      const child = node.children.get(label);
      const { name } = cursor.attribute;
      return child?.loaded && child.node.config.variables.has(name)
        ? { node: child.node, name: { kind: "variable", name } }
        : null;
    }
    if (cursor.onHeader && block?.type === "output" && inner.length === 0)
      return { node, name: { kind: "declared-output", name: label } };
    const smallest = cursor.expressions.at(-1);
    const uses = smallest?.kind === "scope-traversal" ? namesOf(smallest) : [];
    // On `module.m` the call, behind it the output; on `.id` behind a resource still the resource.
    const use = uses.find(({ span }) => touches(span, offset)) ?? uses.at(-1);
    if (use) return targetOf(use.name, node);
  }
  const declared = declaredAt(node.config, file, offset);
  return declared && declared.kind !== "output" ? { node, name: declared } : null;
}

function targetOf(name: Name, node: ModuleNode): Target | null {
  if (name.kind !== "output") return { node, name };
  const child = node.children.get(name.call);
  return child?.loaded ? { node: child.node, name: { kind: "declared-output", name: name.name } } : null;
}

/** On the source of a module call: the module's first file. */
function sourceDirectory({ node, file }: ModuleFile, offset: number): readonly Place[] | null {
  for (const call of node.config.calls.values()) {
    if (call.file !== file || !call.source || !touches(call.source.span, offset)) continue;
    const child = node.children.get(call.name);
    const target = child?.loaded ? mainFile(child.node) : undefined;
    return target ? [{ file: target, span: { start: 0, end: 0 } }] : [];
  }
  return null;
}

export function mainFile({ config }: ModuleNode): ModuleNode["config"]["files"][number] | undefined {
  return config.files.find(({ name }) => /(^|\/)main\.(tf|tofu)$/.test(name)) ?? config.files[0];
}
