/** Reads workspace records: a list of them, or an object that has one under `workspaces`. What isn't known is refused. */

import { jsonExcess } from "../json-budget.ts";
import {
  array,
  between,
  checked,
  either,
  object,
  oneOf,
  record,
  type ShapeProblem,
  shapeProblem,
  string,
} from "../manifest/shape.ts";
import type { HealthState } from "../routing/health.ts";
import { nameError } from "../routing/names.ts";
import { maxPort, minPort } from "../routing/port-text.ts";
import { shareLevels } from "../routing/share.ts";
import type { Named, PortShare, WorkspaceAgent, WorkspaceRecord } from "./viewer.ts";

export type WorkspaceReading =
  | { readonly ok: true; readonly workspaces: readonly WorkspaceRecord[] }
  /** `path` is a JSON pointer to the wrong place, "" for the whole; `error` one clause for people. */
  | ({ readonly ok: false } & ShapeProblem);

/** A record as it is written: `schema/workspaces.schema.json` describes the same. */
interface WrittenRecord {
  readonly template: { readonly name: string; readonly digest?: string };
  readonly owner: WrittenName;
  readonly organization?: WrittenName;
  readonly name: string;
  readonly id?: string;
  readonly state: WorkspaceRecord["state"];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly agents: Readonly<Record<string, WorkspaceAgent>>;
  readonly appHealth?: Readonly<Record<string, HealthState>>;
  readonly portShares?: readonly PortShare[];
  readonly access?: Readonly<Record<string, "use" | "admin">>;
}

type WrittenName = string | { readonly name: string; readonly id?: string };

const name = checked((text) => {
  const error = nameError(text);
  return error === null ? null : `"${text}" is no name: ${error}`;
});
const id = checked((text) => (text === "" ? "an empty id" : null));
const named = either(object({ name, "id?": id }), name);
const filled = checked((text) => (text === "" ? "an empty text" : null));
/** Nothing that could name a port, a path or a user of its own. */
const address = checked((text) =>
  /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:]*:[0-9a-fA-F:.]+|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)$/.test(text)
    ? null
    : `"${text}" is neither an IP address nor a host name`,
);
const agent = object({
  address,
  status: oneOf("connecting", "connected", "disconnected", "timeout"),
  "parent?": filled,
});
const portShare = object({
  agent: filled,
  port: between(minPort, maxPort),
  protocol: oneOf("http", "https"),
  level: oneOf(...shareLevels),
});
const workspace = object({
  template: object({ name: filled, "digest?": filled }),
  owner: named,
  "organization?": named,
  name,
  "id?": id,
  state: oneOf("running", "stopped"),
  "parameters?": record(string),
  agents: record(agent),
  "appHealth?": record(oneOf("disabled", "initializing", "healthy", "unhealthy")),
  "portShares?": array(portShare),
  "access?": record(oneOf("use", "admin")),
});
const list = array(workspace);
const file = either(object({ workspaces: list }), list);

export function readWorkspaces(text: string): WorkspaceReading {
  const read = parsedJson(text);
  if (!read.ok) return { ok: false, path: "", error: `not JSON: ${read.error}` };
  const { value } = read;
  if (!hasFileShape(value)) {
    return { ok: false, ...(shapeProblem(value, file) ?? { path: "", error: "no workspace records" }) };
  }
  const inObject = "workspaces" in value;
  const written = "workspaces" in value ? value.workspaces : value;
  const prefix = inObject ? "/workspaces" : "";
  for (const [at, entry] of written.entries()) {
    const problem = accessProblem(entry, `${prefix}/${at}`);
    if (problem) return { ok: false, ...problem };
  }
  return { ok: true, workspaces: written.map(workspaceRecord) };
}

type WrittenFile = readonly WrittenRecord[] | { readonly workspaces: readonly WrittenRecord[] };

/** The one place where unchecked data becomes workspace records. */
function hasFileShape(value: unknown): value is WrittenFile {
  return shapeProblem(value, file) === null;
}

/** A user could take the name of a group: the key says which it is. */
function accessProblem({ access = {} }: WrittenRecord, path: string): ShapeProblem | null {
  const wrong = Object.keys(access).find((key) => !/^(user|group):./.test(key));
  if (wrong === undefined) return null;
  const pointer = wrong.replaceAll("~", "~0").replaceAll("/", "~1");
  return { path: `${path}/access/${pointer}`, error: `"${wrong}" is neither "user:NAME" nor "group:NAME"` };
}

function workspaceRecord(written: WrittenRecord): WorkspaceRecord {
  return {
    template: written.template,
    owner: namedOf(written.owner),
    organization: namedOf(written.organization ?? ""),
    name: written.name,
    id: written.id ?? null,
    state: written.state,
    parameters: new Map(Object.entries(written.parameters ?? {})),
    agents: new Map(Object.entries(written.agents)),
    appHealth: new Map(Object.entries(written.appHealth ?? {})),
    portShares: written.portShares ?? [],
    access: new Map(Object.entries(written.access ?? {})),
  };
}

function namedOf(written: WrittenName): Named {
  return typeof written === "string" ? { name: written, id: null } : { name: written.name, id: written.id ?? null };
}

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

function parsedJson(text: string): Json {
  const excess = jsonExcess(text);
  if (excess !== null) return { ok: false, error: excess };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : "unreadable" };
  }
}
