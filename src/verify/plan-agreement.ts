/** A real plan or state against what templatecheck works out for the same choice: apps, attribute by attribute. */

import type { PlanDocument, PlanResource } from "../plan/document.ts";
import { isRecord, type JsonRecord } from "../plan/json.ts";
import { at, type PlanValue } from "../plan/value.ts";
import { sameJson } from "./manifest-difference.ts";
import type { PlanComparison } from "./report.ts";

/** A resource of `inspect plan`. */
interface OurResource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonRecord;
  /** It holds secrets: values aren't repeated. */
  readonly sensitive: boolean;
  /** Its `count` or `for_each` isn't known. */
  readonly expansion: string | null;
}

/** What only the apply makes: random, and nothing of a template. */
const identities: ReadonlySet<string> = new Set(["id", "agent_id", "subagent_id", "token", "init_script"]);
const compared: ReadonlySet<string> = new Set(["coder_app", "coder_agent"]);

/** `ours` is the document of `inspect plan` under the plan's own answers. */
export function planAgreement(document: PlanDocument, ours: unknown): readonly PlanComparison[] {
  const planned = document.resources.filter(({ mode, type }) => mode === "managed" && compared.has(type));
  const parameters = document.resources.filter(({ mode, type }) => mode === "data" && type === "coder_parameter");
  const worked = ourResources(ours);
  const byAddress = new Map(worked.map((resource) => [resource.address, resource]));
  const expected = new Set(planned.map(({ address }) => address));
  const superfluous = worked.filter(({ address, type }) => compared.has(type) && !expected.has(address));
  return [
    ...[...planned, ...parameters].flatMap((resource) => comparedResource(resource, byAddress, worked)),
    ...superfluous.flatMap((resource) => withoutPlan(resource, planned)),
  ];
}

function ourResources(ours: unknown): readonly OurResource[] {
  const list = isRecord(ours) && Array.isArray(ours.resources) ? ours.resources : [];
  return list.filter(isRecord).flatMap(({ address, type, values, sensitive, expansion }): readonly OurResource[] => {
    if (typeof address !== "string" || typeof type !== "string" || !isRecord(values)) return [];
    return [
      {
        address,
        type,
        values,
        sensitive: sensitive === true,
        expansion: expansion === undefined ? null : (reasonOf(expansion) ?? "not known"),
      },
    ];
  });
}

function comparedResource(
  resource: PlanResource,
  byAddress: ReadonlyMap<string, OurResource>,
  worked: readonly OurResource[],
): readonly PlanComparison[] {
  const { address } = resource;
  const own = byAddress.get(address);
  if (own && own.expansion === null) return attributes(resource, own);
  const open = own ?? worked.find((other) => other.expansion !== null && isInstanceOf(address, other.address));
  if (!open) return [{ address, attribute: "", verdict: "contradiction", planned: "there is such a resource" }];
  return [{ address, attribute: "", verdict: "unknown", reason: open.expansion ?? "not known" }];
}

/** An instance that we have and the plan hasn't. */
function withoutPlan({ address, expansion }: OurResource, planned: readonly PlanResource[]): readonly PlanComparison[] {
  if (expansion === null)
    return [{ address, attribute: "", verdict: "contradiction", ours: "there is such a resource" }];
  if (planned.some((resource) => isInstanceOf(resource.address, address))) return [];
  return [{ address, attribute: "", verdict: "unknown", reason: expansion }];
}

/** `module.m["a"].coder_app.x[0]` of `module.m.coder_app.x`. */
function isInstanceOf(instance: string, address: string): boolean {
  const bare = (text: string): string => text.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
  return bare(instance) === bare(address);
}

function attributes(resource: PlanResource, own: OurResource): readonly PlanComparison[] {
  const plan: PlanValue = { value: resource.values, unknown: resource.unknown, sensitive: resource.sensitive };
  const laterNames = isRecord(resource.unknown) ? Object.keys(resource.unknown) : [];
  const names = new Set([...Object.keys(resource.values), ...laterNames, ...Object.keys(own.values)]);
  return [...names]
    .filter((name) => !identities.has(name))
    .flatMap((name) => comparedValue(resource.address, name, at(plan, name), own.values[name]))
    .map((comparison) => (own.sensitive || isSecret(plan, comparison.attribute) ? redacted(comparison) : comparison));
}

function isSecret(plan: PlanValue, attribute: string): boolean {
  const [name = ""] = attribute.split(/[.[]/);
  return holdsTrue(at(plan, name).sensitive);
}

function holdsTrue(mask: unknown): boolean {
  if (Array.isArray(mask)) return mask.some(holdsTrue);
  return isRecord(mask) ? Object.values(mask).some(holdsTrue) : mask === true;
}

function redacted({ planned, ours, ...comparison }: PlanComparison): PlanComparison {
  const hidden = "(sensitive)";
  return {
    ...comparison,
    ...(planned === undefined ? {} : { planned: hidden }),
    ...(ours === undefined ? {} : { ours: hidden }),
  };
}

function comparedValue(address: string, attribute: string, plan: PlanValue, ours: unknown): readonly PlanComparison[] {
  const reason = reasonOf(ours);
  if (plan.unknown === true) {
    // The apply may come to what we know already: it is no contradiction.
    return reason === null
      ? [{ address, attribute, verdict: "unknown", ours, reason: "the plan knows it only after apply" }]
      : [{ address, attribute, verdict: "equal" }];
  }
  const planned = plan.value ?? null;
  if (reason !== null) return [{ address, attribute, verdict: "unknown", planned, reason }];
  if (Array.isArray(planned) && Array.isArray(ours) && planned.length === ours.length) {
    const items = planned.flatMap((_, index) =>
      nested(address, `${attribute}[${index}]`, at(plan, index), ours[index]),
    );
    return items.length === 0 ? [{ address, attribute, verdict: "equal" }] : items;
  }
  if (isRecord(planned) && isRecord(ours)) {
    const entries = byName(address, attribute, plan, planned, ours);
    if (entries.some(({ verdict }) => verdict !== "equal")) return entries;
    return [{ address, attribute, verdict: "equal" }];
  }
  if (sameValue(planned, ours ?? null)) return [{ address, attribute, verdict: "equal" }];
  return [{ address, attribute, verdict: "contradiction", planned, ours: ours ?? null }];
}

function nested(address: string, path: string, plan: PlanValue, ours: unknown): readonly PlanComparison[] {
  if (!isRecord(plan.value) || !isRecord(ours)) return comparedValue(address, path, plan, ours);
  return byName(address, path, plan, plan.value, ours);
}

function byName(
  address: string,
  path: string,
  plan: PlanValue,
  planned: JsonRecord,
  ours: JsonRecord,
): readonly PlanComparison[] {
  const later = isRecord(plan.unknown) ? Object.keys(plan.unknown) : [];
  const names = new Set([...Object.keys(planned), ...later, ...Object.keys(ours)]);
  return [...names].flatMap((name) => comparedValue(address, `${path}.${name}`, at(plan, name), ours[name]));
}

/** An attribute that one side's version of the provider lacks is null, a block list that it lacks is empty. */
function sameValue(planned: unknown, ours: unknown): boolean {
  if (sameJson(planned, ours)) return true;
  return isAbsent(planned) && isAbsent(ours);
}

function isAbsent(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Null for a known value. */
function reasonOf(value: unknown): string | null {
  if (!isRecord(value) || !Object.hasOwn(value, "$unknown")) return null;
  return typeof value.$unknown === "string" ? value.$unknown : "not known";
}
