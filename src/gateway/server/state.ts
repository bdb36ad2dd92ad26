/** What is served: manifests and workspace records, read from files as a whole or not at all. */

import { readManifest } from "../../manifest/reader.ts";
import type { Manifest } from "../../manifest/types.ts";
import { createGateway, type Gateway } from "../decide.ts";
import type { GatewayDeployment } from "../deployment.ts";
import type { WorkspaceRecord } from "../viewer.ts";
import { readWorkspaces } from "../workspace-file.ts";

export interface GatewayFiles {
  /** Of each template one; YAML by its name. */
  readonly manifests: readonly string[];
  readonly workspaces: string;
}

export type FileText =
  | { readonly ok: true; readonly text: string }
  /** One clause for people. */
  | { readonly ok: false; readonly reason: string };

/** The text of a file as JSON, whatever it is written in. */
export type ReadJson = (file: string) => Promise<FileText>;

export interface GatewayState {
  readonly gateway: Gateway;
  readonly manifests: readonly Manifest[];
  readonly workspaces: readonly WorkspaceRecord[];
}

export interface StateProblem {
  readonly file: string;
  /** JSON pointer to the wrong place, "" for the whole. */
  readonly path: string;
  /** One clause for people. */
  readonly error: string;
}

export type StateReading =
  | { readonly ok: true; readonly state: GatewayState }
  | { readonly ok: false; readonly problem: StateProblem };

export async function readState(
  files: GatewayFiles,
  deployment: GatewayDeployment,
  readJson: ReadJson,
): Promise<StateReading> {
  const manifests: Manifest[] = [];
  for (const file of files.manifests) {
    const written = await readJson(file);
    if (!written.ok) return wrong(file, "", written.reason);
    const read = readManifest(written.text);
    if (!read.ok) return wrong(file, read.path, read.error);
    manifests.push(read.manifest);
  }
  const written = await readJson(files.workspaces);
  if (!written.ok) return wrong(files.workspaces, "", written.reason);
  const read = readWorkspaces(written.text);
  if (!read.ok) return wrong(files.workspaces, read.path, read.error);
  const made = createGateway(manifests, read.workspaces, deployment);
  if (made.ok) return { ok: true, state: { gateway: made.gateway, manifests, workspaces: read.workspaces } };
  if (made.kind === "manifest") return wrong(files.manifests[made.manifest] ?? "", "/deployment", made.error);
  const { record, path, error } = made.problem;
  const list = /^\s*\[/.test(written.text) ? "" : "/workspaces";
  return wrong(files.workspaces, `${list}/${record}${path}`, error);
}

/** In one line. */
export function problemText({ file, path, error }: StateProblem): string {
  return `${file}${path === "" ? "" : ` at ${path}`}: ${error}`;
}

function wrong(file: string, path: string, error: string): StateReading {
  return { ok: false, problem: { file, path, error } };
}
