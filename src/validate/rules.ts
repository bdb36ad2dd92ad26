/** All rules, in an order chosen for reading: what the provider refuses, what Coder does, what can't be reached, who can open it. */

import type { Rule } from "./rule.ts";
import { agentInCountedModule } from "./rules/agent-in-counted-module.ts";
import { agentNameCase } from "./rules/agent-name-case.ts";
import { agentNameDuplicate } from "./rules/agent-name-duplicate.ts";
import { agentNameFormat } from "./rules/agent-name-format.ts";
import { agentWithoutResource } from "./rules/agent-without-resource.ts";
import { aiTask } from "./rules/ai-task.ts";
import { appExternal } from "./rules/app-external.ts";
import { appHandBuiltAddress } from "./rules/app-hand-built-address.ts";
import { appHealthcheckMissing } from "./rules/app-healthcheck-missing.ts";
import { appHealthcheckNeverRuns } from "./rules/app-healthcheck-never-runs.ts";
import { appHealthcheckOtherPort } from "./rules/app-healthcheck-other-port.ts";
import { appHealthcheckSlow } from "./rules/app-healthcheck-slow.ts";
import { appHostnameBudget, portHostnameBudget } from "./rules/app-hostname-budget.ts";
import { appHostnameTooLong, portHostnameTooLong } from "./rules/app-hostname-too-long.ts";
import { appHostnameUnreachable } from "./rules/app-hostname-unreachable.ts";
import { appIcon } from "./rules/app-icon.ts";
import { appNoTarget } from "./rules/app-no-target.ts";
import { appPathAppsDisabled } from "./rules/app-path-apps-disabled.ts";
import { appShareExceedsMaximum } from "./rules/app-share-exceeds-maximum.ts";
import { appShareNoEffect } from "./rules/app-share-no-effect.ts";
import { appSharePublic } from "./rules/app-share-public.ts";
import { appShareTerminal } from "./rules/app-share-terminal.ts";
import { appShareUserChoice } from "./rules/app-share-user-choice.ts";
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
import { booleanText } from "./rules/boolean-text.ts";
import { comparisonAlwaysFalse } from "./rules/comparison-always-false.ts";
import { metadataTarget } from "./rules/metadata-target.ts";
import { nestedKeys } from "./rules/nested-keys.ts";
import { parameterDuplicate } from "./rules/parameter-duplicate.ts";
import { parameterInput } from "./rules/parameter-input.ts";
import { presetNames, presetSchedules } from "./rules/preset.ts";
import { presetValues } from "./rules/preset-values.ts";
import { providerUnpinned } from "./rules/provider-unpinned.ts";
import { schemaShape } from "./rules/schema-shape.ts";
import { schemaTogether } from "./rules/schema-together.ts";
import { schemaValues } from "./rules/schema-values.ts";
import { script } from "./rules/script.ts";
import { secretInUrl } from "./rules/secret-in-url.ts";
import { sensitiveApp } from "./rules/sensitive-app.ts";
import { terraformVersionDiffers } from "./rules/terraform-version-differs.ts";

export const rules: readonly Rule[] = [
  schemaShape,
  schemaValues,
  schemaTogether,
  booleanText,
  appIcon,
  appExternal,
  parameterInput,
  parameterDuplicate,
  script,
  nestedKeys,
  metadataTarget,
  presetNames,
  presetSchedules,
  presetValues,
  aiTask,
  agentNameFormat,
  agentNameDuplicate,
  agentWithoutResource,
  agentInCountedModule,
  appWithoutAgent,
  appSlugDuplicate,
  // Graver than what follows at the same place.
  appSlugUnknownClash,
  appSlugUnknown,
  appSlugIsPort,
  appSlugReserved,
  appHostnameUnreachable,
  appHostnameBudget,
  portHostnameBudget,
  appHostnameTooLong,
  portHostnameTooLong,
  appSubdomainWithoutWildcard,
  appPathAppsDisabled,
  agentNameCase,
  appNoTarget,
  appUpstreamUrl,
  appUpstreamHost,
  appUpstreamPath,
  appUpstreamShared,
  appHandBuiltAddress,
  appSharePublic,
  appShareUserChoice,
  appShareExceedsMaximum,
  appShareNoEffect,
  appShareTerminal,
  secretInUrl,
  sensitiveApp,
  appHealthcheckNeverRuns,
  appHealthcheckOtherPort,
  appHealthcheckSlow,
  appHealthcheckMissing,
  comparisonAlwaysFalse,
  providerUnpinned,
  terraformVersionDiffers,
];
