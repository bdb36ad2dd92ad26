/** `required_version`: whether a Terraform that Coder installs can run the template. */

import type { Diagnostic } from "../diagnostic.ts";
import type { ModuleConfig } from "./config.ts";
import { problem } from "./problem.ts";
import { admits, parseVersionConstraints, type VersionConstraint } from "./version-constraint.ts";

type RequiredVersion = ModuleConfig["requiredVersions"][number];

/** The minor versions whose semantics the evaluation has. */
export const supportedMinors: readonly (readonly [number, number])[] = [
  [1, 13],
  [1, 14],
];
const supportedText = "1.13 and 1.14";

/** A minor has no more patches than this. */
const lastPatch = 59;

/** Releases of these minors of which one satisfies such constraints if any does: each admits a range from patch to patch. */
function releasesBeside(
  among: readonly (readonly [number, number])[],
  constraints: readonly VersionConstraint[],
): readonly (readonly number[])[] {
  const patches = new Set([0]);
  for (const { segments } of constraints) {
    const patch = segments[2] ?? 0;
    for (const near of [patch - 1, patch, patch + 1]) if (near >= 0 && near <= lastPatch) patches.add(near);
  }
  return among.flatMap((minor) => [...patches].map((patch) => [...minor, patch]));
}

/** All modules' constraints have to hold for one version. Errors: `required-version`. */
export function checkRequiredVersions(modules: Iterable<ModuleConfig>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const read = [...modules].flatMap(({ requiredVersions }) =>
    requiredVersions.map((required) => ({ required, constraints: parseVersionConstraints(required.value) ?? [] })),
  );
  const supported = releasesBeside(
    supportedMinors,
    read.flatMap(({ constraints }) => constraints),
  );
  let left = supported;
  const before: RequiredVersion[] = [];
  for (const { required, constraints } of read) {
    const rest = left.filter((version) => admits(constraints, version));
    if (rest.length > 0) {
      left = rest;
      before.push(required);
      continue;
    }
    const alone = supported.some((version) => admits(constraints, version));
    diagnostics.push(alone ? clash(required, before) : unsupported(required));
  }
  return diagnostics;
}

function unsupported(required: RequiredVersion): Diagnostic {
  return problem(required, `\`required_version\` "${required.value}" admits neither Terraform 1.13 nor 1.14`, {
    rule: "required-version",
    notes: [`Coder provisioners install Terraform 1.14; templatecheck evaluates as ${supportedText} do`],
    help: "widen the constraint",
  });
}

function clash(required: RequiredVersion, before: readonly RequiredVersion[]): Diagnostic {
  return problem(required, `no Terraform of ${supportedText} satisfies "${required.value}" and the other constraints`, {
    rule: "required-version",
    also: before.map((other) => ({ file: other.file, span: other.span, text: `"${other.value}" has to hold as well` })),
    help: "make the constraints overlap",
  });
}

/** The oldest release that all of them admit, as major and minor; null when none does. */
export function oldestAdmitted(required: readonly { readonly value: string }[]): readonly [number, number] | null {
  const constraints: VersionConstraint[] = [];
  for (const { value } of required) constraints.push(...(parseVersionConstraints(value) ?? []));
  const [major, minor] = releasesBeside(minors, constraints).find((version) => admits(constraints, version)) ?? [];
  return major === undefined || minor === undefined ? null : [major, minor];
}

/** From 0.12, the first with today's language. */
const minors: readonly (readonly [number, number])[] = [
  ...[12, 13, 14, 15].map((minor): readonly [number, number] => [0, minor]),
  ...Array.from({ length: 15 }, (_, minor): readonly [number, number] => [1, minor]),
];

/** From 1.12 on `&&` and `||` don't look at a side that can't matter. What says nothing is run by what Coder installs. */
export function olderTerraform(modules: Iterable<ModuleConfig>): boolean {
  const required = [...modules].flatMap(({ requiredVersions }) => requiredVersions);
  const oldest = required.length === 0 ? null : oldestAdmitted(required);
  return oldest !== null && (oldest[0] < 1 || oldest[1] < 12);
}
