/** The fields of the manifest in the order in which they are written; `schema/manifest.schema.json` says the same and more. */

import { parsePlaceholders } from "../routing/placeholder.ts";
import { maxPort, minPort } from "../routing/port-text.ts";
import { shareLevels } from "../routing/share.ts";
import {
  array,
  between,
  boolean,
  checked,
  either,
  integer,
  nullable,
  number,
  object,
  oneOf,
  record,
  type Shape,
  string,
} from "./shape.ts";

let shape: Shape | undefined;

/** Made when it is asked for first: `lint` never does. */
export function manifestShape(): Shape {
  shape ??= make();
  return shape;
}

function make(): Shape {
  const text = checked((written) => {
    const read = parsePlaceholders(written);
    return read.ok ? null : read.error;
  });
  const name = checked((written) => (written === "" ? "an empty name" : null));
  const digest = checked((written) => (/^sha256:./.test(written) ? null : `"${written}" is no "sha256:" digest`));
  const count = between(1, Number.MAX_SAFE_INTEGER);
  const share = oneOf(...shareLevels);

  const member = either(object({ not: array(string, 1) }), array(string, 1));
  const when = array(record(member, 1), 1);

  const place = { file: string, line: count, column: count };
  const label = object({ fixed: between(0, Number.MAX_SAFE_INTEGER), budget: integer });
  const hostname = object({ hostname: text, label });

  const parameter = object({
    name,
    type: oneOf("string", "number", "bool", "list(string)"),
    default: nullable(string),
    mutable: boolean,
    options: array(string),
    min: nullable(number),
    max: nullable(number),
  });

  const agent = object({
    name,
    kind: oneOf("agent", "devcontainer"),
    parent: nullable(name),
    "when?": when,
    address: string,
    os: nullable(string),
    portForwarding: boolean,
    ports: nullable(hostname),
    source: object(place),
  });

  const app = object({
    id: name,
    slug: name,
    agent: name,
    kind: oneOf("proxy", "command", "external"),
    "when?": when,
    display: object({
      name: text,
      icon: nullable(text),
      order: nullable(integer),
      group: nullable(text),
      hidden: boolean,
      openIn: oneOf("slim-window", "tab"),
      tooltip: nullable(text),
    }),
    upstream: nullable(
      object({
        scheme: oneOf("http", "https"),
        port: either(object({ parameter: name }), between(minPort, maxPort)),
        path: text,
        query: nullable(text),
      }),
    ),
    access: object({
      method: oneOf("subdomain", "path", "none"),
      hostname: nullable(text),
      label: nullable(label),
      aliases: array(hostname),
      path: nullable(text),
    }),
    share: object({ declared: share, effective: share, limitedBy: array(oneOf("path-app", "template-maximum")) }),
    healthcheck: nullable(object({ url: text, interval: integer, threshold: integer })),
    source: object({ address: string, ...place, via: array(object({ call: string, ...place })) }),
  });

  return object({
    manifestVersion: oneOf(1),
    compiler: object({ name: string, version: string }),
    template: object({ name, digest, sources: array(object({ path: string, sha256: string })) }),
    inputs: object({
      profile: nullable(string),
      variables: record(string),
      sensitiveVariables: record(digest),
      varFiles: array(string),
      parameters: record(string),
      preset: nullable(string),
      workspace: nullable(string),
      owner: nullable(string),
      transition: oneOf("start", "stop"),
      moduleMap: record(string),
      maxChoices: count,
      providerVersion: nullable(string),
    }),
    complete: boolean,
    deployment: object({
      accessUrl: nullable(string),
      wildcardAccessUrl: nullable(string),
      coderVersion: nullable(string),
      edition: oneOf("oss", "premium"),
      pathApps: boolean,
      pathAppSharing: boolean,
      pathAppSiteOwnerAccess: boolean,
      ownerWorkspaceAccess: boolean,
    }),
    sharing: object({ templateMaximum: share, appShare: oneOf("clamp", "exempt") }),
    cors: object({ behavior: oneOf("simple", "passthru") }),
    parameters: array(parameter),
    agents: array(agent),
    apps: array(app),
    ports: object({
      range: array(between(minPort, maxPort), 2, 2),
      defaultShare: share,
      maximumShare: share,
      protocols: array(oneOf("http", "https")),
    }),
    unresolved: array(
      object({
        address: string,
        attribute: string,
        reason: string,
        dependsOn: array(string),
        "slug?": string,
        "agent?": string,
        source: object(place),
      }),
    ),
  });
}
