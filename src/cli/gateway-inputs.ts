/** Manifests and workspace records as files, for the commands that ask the gateway's decisions. */

import path from "node:path";
import type { GatewayDeployment } from "../gateway/deployment.ts";
import type { WorkspaceRecord } from "../gateway/viewer.ts";
import { readWorkspaces } from "../gateway/workspace-file.ts";
import { readManifest } from "../manifest/reader.ts";
import type { Manifest } from "../manifest/types.ts";
import { isShareLevel, shareLevels } from "../routing/share.ts";
import { CommandFailure } from "./exit-code.ts";
import { readRegularFile } from "./host.ts";
import { manifestJson } from "./yaml-document.ts";
import { isYamlName } from "./yaml-text.ts";

/** JSON, or YAML by its name; what isn't a manifest ends the run with the place. */
export async function manifestOf(given: string, cwd: string): Promise<Manifest> {
  const written = textOf(given, cwd);
  const answer = readManifest(isYamlName(given) ? await manifestJson(written, given) : written);
  if (answer.ok) return answer.manifest;
  const where = answer.path === "" ? "" : ` at ${answer.path}`;
  throw new CommandFailure(`${given} is not a manifest${where}: ${answer.error}`);
}

export function workspacesOf(given: string, cwd: string): readonly WorkspaceRecord[] {
  const answer = readWorkspaces(textOf(given, cwd));
  if (answer.ok) return answer.workspaces;
  const where = answer.path === "" ? "" : ` at ${answer.path}`;
  throw new CommandFailure(`${given} has no workspace records${where}: ${answer.error}`);
}

/** What the options say of the deployment: they fill in what the manifest leaves open, or narrow it. */
export function deploymentOf(text: (option: string) => string | null): GatewayDeployment {
  const accessUrl = text("access-url");
  const wildcardAccessUrl = text("wildcard-access-url");
  const maximumShare = text("max-share-level");
  if (maximumShare !== null && !isShareLevel(maximumShare)) {
    throw new CommandFailure(
      `--max-share-level ${JSON.stringify(maximumShare)} is not one of ${shareLevels.join(", ")}`,
    );
  }
  return {
    ...(accessUrl !== null && { accessUrl: accessUrl.replace(/\/$/, "") }),
    ...(wildcardAccessUrl !== null && { wildcardAccessUrl }),
    ...(maximumShare !== null && { maximumShare }),
  };
}

function textOf(given: string, cwd: string): string {
  const answer = readRegularFile(path.resolve(cwd, given));
  if (!answer.ok) throw new CommandFailure(`cannot read ${given}: ${answer.reason}`);
  return new TextDecoder().decode(answer.bytes);
}
