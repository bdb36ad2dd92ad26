/** The workspaces of a gateway, found by the names or the ids in an address, and the manifest that each belongs to. */

import type { Manifest, ManifestParameter } from "../manifest/types.ts";
import { workspaceKey } from "./address.ts";
import { belongsTo } from "./authorize.ts";
import type { WorkspaceRecord } from "./viewer.ts";

export interface DirectoryProblem {
  /** Index of the record. */
  readonly record: number;
  /** JSON pointer within it. */
  readonly path: string;
  /** One clause for people. */
  readonly error: string;
}

export interface Directory<Value> {
  /** By `key` of an address. */
  find(key: string): { readonly workspace: WorkspaceRecord; readonly value: Value } | null;
}

export interface Serving<Value> {
  readonly manifest: Manifest;
  readonly value: Value;
}

/** Every record has exactly one manifest and fits it, or none of them is taken. */
export function createDirectory<Value>(
  serving: readonly Serving<Value>[],
  workspaces: readonly WorkspaceRecord[],
):
  | { readonly ok: true; readonly directory: Directory<Value> }
  | { readonly ok: false; readonly problem: DirectoryProblem } {
  const entries = new Map<string, { readonly workspace: WorkspaceRecord; readonly value: Value }>();
  const byId: (readonly [string, { readonly workspace: WorkspaceRecord; readonly value: Value }])[] = [];
  for (const [at, workspace] of workspaces.entries()) {
    const own = serving.filter(({ manifest }) => belongsTo(workspace, manifest));
    const [first, second] = own;
    if (!first || second) return { ok: false, problem: { record: at, ...templateProblem(workspace, own.length) } };
    const problem = recordProblem(workspace, first.manifest);
    if (problem) return { ok: false, problem: { record: at, ...problem } };
    const entry = { workspace, value: first.value };
    const [byName, ...others] = keysOf(workspace);
    if (byName === undefined) continue;
    if (entries.has(byName)) {
      const error = `workspace "${workspace.name}" of "${workspace.owner.name}" is there twice`;
      return { ok: false, problem: { record: at, path: "/name", error } };
    }
    entries.set(byName, entry);
    for (const key of others) byId.push([key, entry]);
  }
  // Ids win over names that look like them, as in Coder.
  for (const [key, entry] of byId) entries.set(key, entry);
  return { ok: true, directory: { find: (key) => entries.get(key) ?? null } };
}

/** By name first; then with one or both ids. */
function keysOf({ owner, name, id }: WorkspaceRecord): readonly string[] {
  const owners = owner.id === null ? [owner.name] : [owner.name, owner.id];
  const names = id === null ? [name] : [name, id];
  return owners.flatMap((text) => names.map((other) => workspaceKey(text, other)));
}

type Problem = Omit<DirectoryProblem, "record">;

function templateProblem({ template }: WorkspaceRecord, found: number): Problem {
  const digest = template.digest === undefined ? "" : ` with the digest ${template.digest}`;
  const what = `manifest of the template "${template.name}"${digest}`;
  return found === 0
    ? { path: "/template", error: `there is no ${what}` }
    : { path: "/template", error: `there is more than one ${what}: a digest says which` };
}

function recordProblem(workspace: WorkspaceRecord, manifest: Manifest): Problem | null {
  const known = new Set(manifest.agents.map(({ name }) => name));
  for (const [name, { parent }] of workspace.agents) {
    if (known.has(name) || (parent !== undefined && known.has(parent))) continue;
    return { path: `/agents/${pointer(name)}`, error: `the template has no agent "${name}"` };
  }
  for (const parameter of manifest.parameters) {
    const answer = workspace.parameters.get(parameter.name);
    const error = answer === undefined ? null : answerError(parameter, answer);
    if (error !== null) return { path: `/parameters/${pointer(parameter.name)}`, error };
  }
  return null;
}

function answerError({ type, options, min, max }: ManifestParameter, answer: string): string | null {
  if (type === "bool") return answer === "true" || answer === "false" ? null : `"${answer}" is neither true nor false`;
  if (type === "list(string)") return null;
  if (options.length > 0) return options.includes(answer) ? null : `"${answer}" is none of the parameter's options`;
  if (type !== "number") return null;
  const value = /^-?[0-9]+(\.[0-9]+)?$/.test(answer) ? Number(answer) : Number.NaN;
  if (Number.isNaN(value)) return `"${answer}" is no number`;
  if (min !== null && value < min) return `${answer} is below the minimum ${min}`;
  return max !== null && value > max ? `${answer} is above the maximum ${max}` : null;
}

function pointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
