/**
 * `templatecheck/gateway`: what a gateway needs to serve manifests. Nothing of the compiler comes along, and nothing
 * opens a socket: `createGateway` decides about requests, `createRouter`, `authorize` and `cors` are its steps.
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
export {
  type Address,
  type AddressReader,
  type AppAddress,
  addressReader,
  type NoAddressReason,
  type PortAddress,
} from "./address.ts";
export { type AddressedWorkspace, type HostnameEntry, hostnames, type UrlEntry, urls } from "./addresses.ts";
export { authorize, type Target, type Verdict, type VerdictReason } from "./authorize.ts";
export { type CorsDecision, type CorsRequest, type CorsTarget, cleanAnswer, cors } from "./cors.ts";
export {
  createGateway,
  type Decision,
  type DecisionFacts,
  type Gateway,
  type GatewayCreation,
  type GatewayRequest,
} from "./decide.ts";
export type { EffectiveDeployment, GatewayDeployment } from "./deployment.ts";
export type { DirectoryProblem } from "./directory.ts";
export { createRouter, entryFor, type NoRouteReason, type Route, type Router } from "./router.ts";
export { type Forwarding, forwardingOf, type UnavailableReason } from "./upstream.ts";
export type { Named, PortShare, Viewer, WorkspaceAgent, WorkspaceRecord } from "./viewer.ts";
export { readWorkspaces, type WorkspaceReading } from "./workspace-file.ts";
