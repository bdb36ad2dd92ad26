/**
 * `templatecheck/gateway`: what a gateway needs to serve a template's manifest. Nothing of the compiler comes along.
 *
 * The small functions answer as Coder v2.35 does, with the columns of the tables that were recorded from it.
 */

export { guardsHold } from "../manifest/guards.ts";
export {
  type Filled,
  type FilledUpstream,
  fillPort,
  fillText,
  fillUpstream,
  type PlaceholderValues,
} from "../manifest/placeholders.ts";
export { type ManifestReading, readManifest } from "../manifest/reader.ts";
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
export {
  type AppLabelParts,
  type AppNaming,
  type FormattedAppLabel,
  formatAppLabel,
  type ParsedAppLabel,
  parseAppLabel,
} from "../routing/app-label.ts";
export {
  firstCheckAtSecond,
  type HealthCheck,
  type HealthState,
  initialHealth,
  isEverChecked,
  secondsUntilUnhealthy,
} from "../routing/health.ts";
export type { LabelBudget } from "../routing/hostname.ts";
export { type NameVerdicts, nameVerdicts } from "../routing/names.ts";
export {
  type PortForward,
  type PortForwardFlags,
  type PortForwards,
  parsePortForwards,
} from "../routing/port-forward.ts";
export { type PortInfo, type PortProtocol, type PortText, portOf } from "../routing/port-text.ts";
export { type LocalUrlRequest, type PortUrl, type PortUrlRequest, portUrl } from "../routing/port-url.ts";
export {
  type AccessMethod,
  type EffectiveShare,
  type EffectiveShareRequest,
  effectiveShare,
  type PortShareRequest,
  type PortShareVerdict,
  portShare,
  type ShareLevel,
  type ShareLimit,
} from "../routing/share.ts";
export type { ParameterPort, Upstream } from "../routing/upstream.ts";
export {
  type CompiledWildcard,
  compileWildcard,
  hostnamesMatch,
  wildcardAppHost,
  wildcardCspHost,
} from "../routing/wildcard.ts";
