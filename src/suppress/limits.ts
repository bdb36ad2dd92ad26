/** What a comment can't do. */

import type { RuleId } from "../rule-ids.ts";

/**
 * Without the file, the configuration or the evaluation nothing else can be said, and what is said of suppressions and
 * of the baseline would hide itself.
 */
const always: ReadonlySet<RuleId> = new Set<RuleId>([
  "syntax-error",
  "template-invalid",
  "evaluation-budget",
  "config-invalid",
  "parser-disagreement",
  "suppression-unused",
  "suppression-expired",
  "suppression-without-reason",
  "baseline-stale",
]);

export function canBeSuppressed(rule: RuleId): boolean {
  return !always.has(rule);
}

/**
 * Errors that a manifest can be made in spite of: Terraform, the provider and Coder take the template as it is, and the
 * manifest says truly what is served. Whoever suppressed one said that it is meant.
 */
const harmless: ReadonlySet<RuleId> = new Set<RuleId>([
  "app-slug-is-port",
  "app-slug-reserved",
  "app-hostname-unreachable",
  "app-hostname-budget",
  "app-hostname-too-long",
  "app-subdomain-without-wildcard",
  "app-path-apps-disabled",
  "agent-name-case",
  "app-no-target",
  "app-upstream-host",
  "app-upstream-path",
  "app-upstream-shared",
  "app-hand-built-address",
  "app-share-public",
  "app-share-user-choice",
  "app-share-exceeds-maximum",
  "app-share-no-effect",
  "app-share-terminal",
  "secret-in-url",
  "app-healthcheck-never-runs",
  "app-healthcheck-other-port",
  "app-healthcheck-slow",
  "app-healthcheck-missing",
  "comparison-always-false",
  "terraform-version-differs",
  "provider-unpinned",
]);

export function refusesManifestAnyway(rule: RuleId): boolean {
  return !harmless.has(rule);
}

/** What a check finds of these depends on what it is given, or on what lies on this machine. */
const ofTheRun: ReadonlySet<RuleId> = new Set<RuleId>([
  "module-not-loaded",
  "parameter-value",
  "variable-value",
  "variable-unset",
  "variable-validation",
  "terraform-version-differs",
]);

/** And of these on the deployment that it is judged by. */
const ofTheProfile: ReadonlySet<RuleId> = new Set<RuleId>([
  "app-icon-url",
  "app-slug-is-port",
  "app-slug-reserved",
  "app-hostname-unreachable",
  "app-hostname-budget",
  "app-hostname-too-long",
  "app-subdomain-without-wildcard",
  "app-path-apps-disabled",
  "app-hand-built-address",
  "app-share-public",
  "app-share-user-choice",
  "app-share-exceeds-maximum",
  "app-share-no-effect",
  "app-share-terminal",
]);

/** What a check looked at, as far as a comment can be told to be of no use. */
export interface Scrutiny {
  /** All choices, and all of the evaluation. */
  readonly everything: boolean;
  /** All profiles that there are. */
  readonly profiles: boolean;
  /** An inventory of workspaces. */
  readonly workspaces: boolean;
}

/** Whether a finding of this rule would have been found, were there one. */
export function wouldBeFound(rule: RuleId, scrutiny: Scrutiny): boolean {
  if (!scrutiny.everything || ofTheRun.has(rule)) return false;
  if (rule === "app-hostname-too-long" && !scrutiny.workspaces) return false;
  return scrutiny.profiles || !ofTheProfile.has(rule);
}
