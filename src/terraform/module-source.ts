/** Addresses of modules, as Terraform 1.14 tells their kinds apart. */

export type ModuleSource =
  /** A directory, relative to the calling module's: cleaned, it begins with "./" or "../". */
  | { readonly kind: "local"; readonly path: string }
  | {
      readonly kind: "registry";
      readonly host: string;
      readonly namespace: string;
      readonly name: string;
      readonly provider: string;
      /** "" for the package's own directory. */
      readonly subdirectory: string;
    }
  /** Something to download: git, http, … */
  | { readonly kind: "remote"; readonly address: string; readonly subdirectory: string }
  | { readonly kind: "invalid"; readonly reason: string; readonly help: string };

export const defaultRegistry = "registry.terraform.io";

export function parseModuleSource(raw: string): ModuleSource {
  if (/^\.{1,2}[/\\]/.test(raw)) return { kind: "local", path: raw.replaceAll("\\", "/") };
  if (raw === "." || raw === "..") return invalid("it lacks a slash", `write "${raw}/"`);
  return registrySource(raw) ?? remoteSource(raw);
}

const plainHostPattern = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d+)?$/;
const namePattern = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/;
const providerPattern = /^[0-9a-z]{1,64}$/;
/** Hosts whose paths look like registry addresses and are shorthands for git. */
const codeHosts: readonly string[] = ["github.com", "bitbucket.org", "gitlab.com"];

/** ASCII first: the Unicode classes take a millisecond to compile. */
function isHost(text: string): boolean {
  if (plainHostPattern.test(text)) return true;
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+(?::\d+)?$|^localhost(?::\d+)?$/u.test(
    text,
  );
}

function registrySource(raw: string): ModuleSource | null {
  const { address, subdirectory } = splitSubdirectory(raw);
  const parts = address.split("/");
  if (parts.length !== 3 && parts.length !== 4) return null;
  const host = parts.length === 4 ? (parts[0] ?? "").toLowerCase() : defaultRegistry;
  const [namespace = "", name = "", provider = ""] = parts.slice(-3);
  if (!isHost(host) || codeHosts.includes(host)) return null;
  if (parts.length === 3 && codeHosts.includes(namespace)) return null;
  if (!namePattern.test(namespace) || !namePattern.test(name) || !providerPattern.test(provider)) return null;
  return { kind: "registry", host, namespace, name, provider, subdirectory };
}

/** What go-getter would recognise. */
function remoteSource(raw: string): ModuleSource {
  const { address, subdirectory } = splitSubdirectory(raw);
  if (address === "") return invalid("it is empty", 'write a directory, "./PATH", or an address');
  if (subdirectory.split("/").includes(".."))
    return invalid("its subdirectory leads out of the package", "remove the `..`");
  const recognised =
    /^[a-z0-9]+::/i.test(address) ||
    /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ||
    /^(?:github\.com|bitbucket\.org|gitlab\.com)\/[^/]+\/[^/]+/i.test(address) ||
    /^[^/]*@[^/:@]+:/.test(address) ||
    /(?:amazonaws\.com|googleapis\.com)\//.test(address) ||
    address.startsWith("/") ||
    /^[a-z]:[\\/]/i.test(address);
  if (recognised) return { kind: "remote", address, subdirectory };
  return invalid("Terraform can't tell how to get it", `write "./${raw}" if it is a directory of this template`);
}

function invalid(reason: string, help: string): ModuleSource {
  return { kind: "invalid", reason, help };
}

/** `package//directory?query`: the directory within what is downloaded. */
function splitSubdirectory(raw: string): { readonly address: string; readonly subdirectory: string } {
  const scheme = raw.indexOf("://");
  const at = raw.indexOf("//", scheme === -1 ? 0 : scheme + 3);
  if (at === -1) return { address: raw, subdirectory: "" };
  const rest = raw.slice(at + 2);
  const query = rest.indexOf("?");
  const subdirectory = (query === -1 ? rest : rest.slice(0, query)).replace(/\/+$/, "");
  return { address: raw.slice(0, at) + (query === -1 ? "" : rest.slice(query)), subdirectory };
}

/** Two sources that lead to the same place have the same text; `.terraform/modules/modules.json` has it, too. */
export function normalSource(raw: string): string {
  const source = parseModuleSource(raw);
  if (source.kind !== "registry") return raw;
  const { host, namespace, name, provider, subdirectory } = source;
  return `${host}/${namespace}/${name}/${provider}${subdirectory === "" ? "" : `//${subdirectory}`}`;
}
