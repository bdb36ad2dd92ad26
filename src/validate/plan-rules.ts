/** The rules that judge what a plan or a state has: values, and no text. */

import type { Diagnostic } from "../diagnostic.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";
import type { RuleContext } from "./context.ts";
import type { TemplateRule, ValueRule } from "./rule.ts";
import { agentNameCase } from "./rules/agent-name-case.ts";
import { agentNameDuplicate } from "./rules/agent-name-duplicate.ts";
import { agentNameFormat } from "./rules/agent-name-format.ts";
import { appHealthcheckMissing } from "./rules/app-healthcheck-missing.ts";
import { appHealthcheckNeverRuns } from "./rules/app-healthcheck-never-runs.ts";
import { appHealthcheckOtherPort } from "./rules/app-healthcheck-other-port.ts";
import { appHealthcheckSlow } from "./rules/app-healthcheck-slow.ts";
import { appHostnameBudget, portHostnameBudget } from "./rules/app-hostname-budget.ts";
import { appHostnameTooLong, portHostnameTooLong } from "./rules/app-hostname-too-long.ts";
import { appHostnameUnreachable } from "./rules/app-hostname-unreachable.ts";
import { appNoTarget } from "./rules/app-no-target.ts";
import { appPathAppsDisabled } from "./rules/app-path-apps-disabled.ts";
import { appShareExceedsMaximum } from "./rules/app-share-exceeds-maximum.ts";
import { appShareNoEffect } from "./rules/app-share-no-effect.ts";
import { appSharePublic } from "./rules/app-share-public.ts";
import { appShareTerminal } from "./rules/app-share-terminal.ts";
import { appSlugDuplicate } from "./rules/app-slug-duplicate.ts";
import { appSlugIsPort } from "./rules/app-slug-is-port.ts";
import { appSlugReserved } from "./rules/app-slug-reserved.ts";
import { appSlugUnknown, appSlugUnknownClash } from "./rules/app-slug-unknown.ts";
import { appSubdomainWithoutWildcard } from "./rules/app-subdomain-without-wildcard.ts";
import { appUpstreamHost } from "./rules/app-upstream-host.ts";
import { appUpstreamPath } from "./rules/app-upstream-path.ts";
import { appUpstreamShared } from "./rules/app-upstream-shared.ts";
import { appUpstreamUrl } from "./rules/app-upstream-url.ts";
import { appWithoutAgent } from "./rules/app-without-agent.ts";
import { sensitiveApp } from "./rules/sensitive-app.ts";

const ofResources: readonly ValueRule[] = [
  agentNameFormat,
  appWithoutAgent,
  portHostnameBudget,
  portHostnameTooLong,
  agentNameCase,
];

const ofAll: readonly TemplateRule[] = [
  agentNameDuplicate,
  appSlugDuplicate,
  appSlugUnknownClash,
  appSlugUnknown,
  appSlugIsPort,
  appSlugReserved,
  appHostnameUnreachable,
  appHostnameBudget,
  appHostnameTooLong,
  appSubdomainWithoutWildcard,
  appPathAppsDisabled,
  appNoTarget,
  appUpstreamUrl,
  appUpstreamHost,
  appUpstreamPath,
  appUpstreamShared,
  appSharePublic,
  appShareExceedsMaximum,
  appShareNoEffect,
  appShareTerminal,
  sensitiveApp,
  appHealthcheckNeverRuns,
  appHealthcheckOtherPort,
  appHealthcheckSlow,
  appHealthcheckMissing,
];

export function planRules(instances: readonly PlannedResource[], context: RuleContext): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of ofResources) {
    for (const instance of instances) {
      const { mode, type } = instance.config;
      const asked = rule.types?.includes(mode === "managed" ? type : `${mode}.${type}`) ?? true;
      if (asked) rule.check(instance, (diagnostic) => found.push(diagnostic), context);
    }
  }
  return [...found, ...ofAll.flatMap((rule) => rule.check(context))];
}
