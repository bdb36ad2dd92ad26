/**
 * `templatecheck/gateway`: what a gateway needs to serve a template's manifest. Nothing of the compiler comes along.
 *
 * The small functions answer as Coder v2.35 does, with the columns of the tables that were recorded from it.
 */

export {
  formatAppLabel,
  parseAppLabel,
  type AppLabelParts,
  type AppNaming,
  type FormattedAppLabel,
  type ParsedAppLabel,
} from "../routing/app-label.ts";
export {
  compileWildcard,
  hostnamesMatch,
  wildcardAppHost,
  wildcardCspHost,
  type CompiledWildcard,
} from "../routing/wildcard.ts";
export { portOf, type PortInfo, type PortProtocol, type PortText } from "../routing/port-text.ts";
export {
  parsePortForwards,
  type PortForward,
  type PortForwardFlags,
  type PortForwards,
} from "../routing/port-forward.ts";
export { portUrl, type LocalUrlRequest, type PortUrl, type PortUrlRequest } from "../routing/port-url.ts";
export {
  effectiveShare,
  portShare,
  type AccessMethod,
  type EffectiveShare,
  type EffectiveShareRequest,
  type PortShareRequest,
  type PortShareVerdict,
  type ShareLevel,
  type ShareLimit,
} from "../routing/share.ts";
export { nameVerdicts, type NameVerdicts } from "../routing/names.ts";
export {
  firstCheckAtSecond,
  initialHealth,
  isEverChecked,
  secondsUntilUnhealthy,
  type HealthCheck,
  type HealthState,
} from "../routing/health.ts";
export type { LabelBudget } from "../routing/hostname.ts";
export type { ParameterPort, Upstream } from "../routing/upstream.ts";

export { readManifest, type ManifestReading } from "../manifest/reader.ts";
export { guardsHold } from "../manifest/guards.ts";
export {
  fillPort,
  fillText,
  fillUpstream,
  type Filled,
  type FilledUpstream,
  type PlaceholderValues,
} from "../manifest/placeholders.ts";
export type {
  Guard,
  GuardMember,
  Manifest,
  ManifestAccess,
  ManifestAgent,
  ManifestApp,
  ManifestCall,
  ManifestDeployment,
  ManifestDisplay,
  ManifestHealthcheck,
  ManifestHostname,
  ManifestInputs,
  ManifestParameter,
  ManifestPlace,
  ManifestPorts,
  ManifestUnresolved,
  TemplateIdentity,
  Text,
} from "../manifest/types.ts";
