/** What a rule is. */

import type { Diagnostic } from "../diagnostic.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import type { ResourceInstance } from "../terraform/resource-instance.ts";
import type { RuleContext } from "./context.ts";

export type Report = (diagnostic: Diagnostic) => void;

/**
 * Looks at one instance of a resource at a time. It is run under every choice that it depends on, and where
 * `validate` is set also once with variables and data unknown, whether or not an instance exists.
 */
export interface InstanceRule {
  readonly kind: "instance";
  /** For people: what it is about. A rule may report under several rule ids. */
  readonly name: string;
  /** `coder_app`, `data.coder_parameter`; null for every type of the coder provider. */
  readonly types: readonly string[] | null;
  readonly validate: boolean;
  /** What fails at plan fails a push when the workspace stops, too; what only matters to a running workspace doesn't. */
  readonly stage: "plan" | "build";
  readonly check: (instance: ResourceInstance, report: Report, context: RuleContext) => void;
}

/** Asks for values only, so it can judge the resources of a plan as well. */
export interface ValueRule extends InstanceRule {
  readonly check: (instance: PlannedResource, report: Report, context: RuleContext) => void;
}

/** Looks at the template as a whole. */
export interface TemplateRule {
  readonly kind: "template";
  readonly name: string;
  readonly check: (context: RuleContext) => readonly Diagnostic[];
}

export type Rule = InstanceRule | TemplateRule;
