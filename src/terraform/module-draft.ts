/** A module while its files are put together. */

import type { Diagnostic } from "../diagnostic.ts";
import type {
  LocalConfig,
  ModuleCallConfig,
  ModuleConfig,
  ProviderConfig,
  ProviderRequirement,
  ResourceConfig,
} from "./config.ts";
import type { NamedBlock, OutputDraft, VariableDraft } from "./file-config.ts";

export interface ModuleDraft {
  readonly variables: Map<string, VariableDraft>;
  readonly locals: Map<string, LocalConfig>;
  readonly outputs: Map<string, OutputDraft>;
  readonly calls: Map<string, ModuleCallConfig>;
  readonly resources: Map<string, ResourceConfig>;
  readonly providers: Map<string, ProviderConfig>;
  readonly requiredProviders: Map<string, ProviderRequirement>;
  readonly actions: Map<string, NamedBlock>;
  requiredVersions: ModuleConfig["requiredVersions"];
  report(diagnostic: Diagnostic): void;
}
