/** Which provider configurations a module has: its own, and those that its call passes. Terraform asks for each by name. */

import type { Diagnostic } from "../diagnostic.ts";
import type { ModuleCallConfig, ModuleConfig, ModuleNode, PassedProvider, ProviderReference } from "./config.ts";
import { providerKey, resourceKey } from "./keys.ts";
import { type Place, type ProblemDetails, problem } from "./problem.ts";

type Tell = (place: Place, headline: string, details: ProblemDetails) => void;

/** Each place once, however often the module is called. */
export function checkProviderConfigurations(root: ModuleNode): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  visit(root, null, null, (place, headline, details) => {
    const key = `${place.file.name}:${place.span.start}`;
    if (!found.has(key)) found.set(key, problem(place, headline, details));
  });
  return [...found.values()];
}

function visit(node: ModuleNode, parent: ModuleConfig | null, call: ModuleCallConfig | null, tell: Tell): void {
  const { config } = node;
  if (parent && call) checkCalled(node, parent, call, tell);
  const names = new Set(config.providers.map(providerKey));
  for (const { inModule } of call?.providers ?? []) names.add(providerKey(inModule));
  // What a caller must pass is missing at the call; the root module has none.
  if (call)
    for (const name of [...config.requiredProviders.values()].flatMap(({ aliases }) => aliases)) names.add(name);
  for (const resource of config.resources.values()) {
    if (resource.provider) checkAlias(resource.provider, names, resourceKey(resource), tell);
  }
  for (const inner of config.calls.values()) {
    for (const { here } of inner.providers ?? []) checkAlias(here, names, `module "${inner.name}"`, tell);
  }
  for (const [name, child] of node.children) {
    if (child.loaded) visit(child.node, config, config.calls.get(name) ?? null, tell);
  }
}

/** A configuration without an alias is inherited or made up, one with an alias never. */
function checkAlias(reference: ProviderReference, names: ReadonlySet<string>, user: string, tell: Tell): void {
  const key = providerKey(reference);
  if (reference.alias === null || names.has(key)) return;
  tell(reference, `${user} takes provider configuration "${key}", which this module doesn't have`, {
    help: `add provider "${reference.name}" { alias = "${reference.alias}" }, or correct the name`,
  });
}

function checkCalled(node: ModuleNode, parent: ModuleConfig, call: ModuleCallConfig, tell: Tell): void {
  const { config, path } = node;
  const address = path.map((name) => `module.${name}`).join(".");
  const passed = new Map((call.providers ?? []).map((item) => [providerKey(item.inModule), item]));
  const configured = new Map(config.providers.filter(({ empty }) => !empty).map((item) => [providerKey(item), item]));
  for (const [name, own] of configured) {
    const given = passed.get(name);
    if (!given) continue;
    tell(given.inModule, `${address} configures provider "${name}" itself, so none can be passed to it`, {
      also: [{ file: own.file, span: own.header, text: "configured here" }],
      help: "remove it from `providers`",
    });
  }
  for (const { aliases, file, span } of config.requiredProviders.values()) {
    for (const name of aliases) {
      if (configured.has(name) || passed.has(name)) continue;
      tell({ file: call.file, span: call.header }, `${address} needs a provider configuration "${name}"`, {
        also: [{ file, span, text: "asked for here" }],
        help: `add providers = { ${name} = … }`,
      });
    }
  }
  for (const item of passed.values()) checkPassed(item, config, parent, address, tell);
}

function checkPassed(
  { inModule, here }: PassedProvider,
  config: ModuleConfig,
  parent: ModuleConfig,
  address: string,
  tell: Tell,
): void {
  const key = providerKey(inModule);
  const wanted = sourceOf(config, inModule.name);
  const declared =
    (inModule.alias === null && config.requiredProviders.has(inModule.name)) ||
    [...config.requiredProviders.values()].some(({ aliases }) => aliases.includes(key)) ||
    config.providers.some((own) => own.empty && providerKey(own) === key);
  if (!declared && !wanted.startsWith(`${defaultHost}/hashicorp/`)) {
    tell(inModule, `${address} has no place for a provider configuration "${key}"`, {
      help:
        inModule.alias === null
          ? `declare it in the module's \`required_providers\`, or remove it`
          : `add configuration_aliases = [${key}] to the module's \`required_providers\`, or remove it`,
    });
  }
  const given = sourceOf(parent, here.name);
  if (given === wanted) return;
  tell(here, `"${providerKey(here)}" is provider ${shown(given)}, and ${address} takes ${shown(wanted)} as "${key}"`, {
    help: "pass a configuration of that provider, and declare its source in both modules",
  });
}

const defaultHost = "registry.terraform.io";

/** Of a local name, in full; without an entry it is one of HashiCorp's. */
function sourceOf(config: ModuleConfig, localName: string): string {
  if (localName === "terraform" && !config.requiredProviders.has(localName)) return "terraform.io/builtin/terraform";
  const source = (config.requiredProviders.get(localName)?.source ?? localName).toLowerCase();
  const parts = source.split("/");
  return [...[defaultHost, "hashicorp"].slice(0, 3 - parts.length), ...parts].join("/");
}

function shown(source: string): string {
  return source.startsWith(`${defaultHost}/`) ? source.slice(defaultHost.length + 1) : source;
}
