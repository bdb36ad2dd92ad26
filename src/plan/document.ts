/**
 * A plan or a state as `terraform show -json` prints it (format 1.x of
 * developer.hashicorp.com/terraform/internals/json-format): what it holds, instance by instance.
 */

import { type JsonRecord, parseJson, recordAt, recordOf, recordsAt, textAt } from "./json.ts";

export interface PlanDocument {
  readonly kind: "plan" | "state";
  /** Managed resources as planned, or as they are; data resources as they were read. */
  readonly resources: readonly PlanResource[];
  /** Root variables that the plan was made with, but those that are sensitive. JSON values. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** `configuration.root_module`: what refers to what. Null in a state. */
  readonly configuration: JsonRecord | null;
  /** Terraform went on although something failed, or put something off: not all is there. */
  readonly partial: boolean;
}

export interface PlanResource {
  readonly address: string;
  /** Address of the module's instance; "" for the root. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key: string | number | null;
  readonly values: JsonRecord;
  /** In the shape of `values`: true where a value is known only after apply. */
  readonly unknown: unknown;
  /** In the shape of `values`: true where a value is sensitive. */
  readonly sensitive: unknown;
}

/** Each is judged by every rule. */
const mostResources = 10_000;

export type PlanReading =
  | { readonly ok: true; readonly document: PlanDocument }
  /** One clause for people. */
  | { readonly ok: false; readonly error: string };

/** Whether JSON is meant to be a plan or a state; its details may still be wrong. */
export function looksLikePlan(text: string): boolean {
  const json = parseJson(text);
  const document = json.ok ? recordOf(json.value) : null;
  return document !== null && "format_version" in document && "terraform_version" in document;
}

export function readPlanDocument(text: string): PlanReading {
  const json = parseJson(text);
  if (!json.ok) return { ok: false, error: `it is not JSON: ${json.error}` };
  const document = recordOf(json.value);
  const version = document && textAt(document, "format_version");
  if (!document || version === null) return { ok: false, error: "it is no plan or state of `terraform show -json`" };
  if (!/^(0|1)\.\d+$/.test(version))
    return { ok: false, error: `format version ${JSON.stringify(version)} is not known, only 1 is` };
  const planned = recordAt(document, "planned_values");
  const read = planned ? readPlan(document, planned) : readState(document);
  if (read.resources.length <= mostResources) return { ok: true, document: read };
  return {
    ok: false,
    error: `it has ${read.resources.length} resources, over the budget "plan resources" of ${mostResources}`,
  };
}

function readPlan(document: JsonRecord, planned: JsonRecord): PlanDocument {
  const changes = new Map<string, JsonRecord>();
  for (const change of recordsAt(document, "resource_changes")) {
    const address = textAt(change, "address");
    const detail = recordAt(change, "change");
    // What is left of a replaced object has the address of the new one.
    if (address !== null && detail && !("deposed" in change)) changes.set(address, detail);
  }
  const read = recordAt(recordAt(document, "prior_state"), "values");
  const managed = resourcesIn(planned).map((resource) => withChange(resource, changes.get(resource.address)));
  const data = read ? resourcesIn(read).filter(({ mode }) => mode === "data") : [];
  const known = new Set(managed.map(({ address }) => address));
  const configuration = recordAt(recordAt(document, "configuration"), "root_module");
  return {
    kind: "plan",
    resources: [...managed, ...data.filter(({ address }) => !known.has(address))],
    variables: variablesOf(document, configuration),
    configuration,
    partial: document.errored === true || document.complete === false,
  };
}

function readState(document: JsonRecord): PlanDocument {
  const values = recordAt(document, "values");
  return {
    kind: "state",
    resources: values ? resourcesIn(values) : [],
    variables: new Map(),
    configuration: null,
    partial: false,
  };
}

/** Planned values leave out what isn't known yet. */
function withChange(resource: PlanResource, change: JsonRecord | undefined): PlanResource {
  return change ? { ...resource, unknown: change.after_unknown } : resource;
}

/** Of a module and all below, in the order of the document. Without recursion: the document is somebody's. */
function resourcesIn(values: JsonRecord): PlanResource[] {
  const found: PlanResource[] = [];
  const root = recordAt(values, "root_module");
  const pending = root ? [root] : [];
  for (let module = pending.pop(); module; module = pending.pop()) {
    const address = textAt(module, "address") ?? "";
    for (const resource of recordsAt(module, "resources")) {
      const item = readResource(resource, address);
      if (item) found.push(item);
    }
    for (const child of recordsAt(module, "child_modules").toReversed()) pending.push(child);
  }
  return found;
}

function readResource(resource: JsonRecord, module: string): PlanResource | null {
  const [address, mode, type, name] = ["address", "mode", "type", "name"].map((field) => textAt(resource, field));
  if (!address || !type || !name || (mode !== "managed" && mode !== "data")) return null;
  const { index } = resource;
  return {
    address,
    module,
    mode,
    type,
    name,
    key: typeof index === "string" || typeof index === "number" ? index : null,
    values: recordAt(resource, "values") ?? {},
    unknown: false,
    sensitive: resource.sensitive_values,
  };
}

function variablesOf(document: JsonRecord, configuration: JsonRecord | null): ReadonlyMap<string, unknown> {
  const declared = recordAt(configuration, "variables") ?? {};
  const given = Object.entries(recordAt(document, "variables") ?? {});
  return new Map(
    given.flatMap(([name, variable]): (readonly [string, unknown])[] => {
      const record = recordOf(variable);
      const sensitive = recordOf(declared[name])?.sensitive === true;
      return record && "value" in record && !sensitive ? [[name, record.value]] : [];
    }),
  );
}
