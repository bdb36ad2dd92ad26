import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as gateway from "../../src/gateway/index.ts";

const root = new URL("../../", import.meta.url);

/** Files and packages that a module imports or exports from, type imports included. */
function importsOf(file: URL): readonly string[] {
  const text = readFileSync(file, "utf8");
  return [
    ...text.matchAll(/^(?:import|export)\s[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm),
  ].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
}

function moduleGraph(entry: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [new URL(entry, root)];
  for (const file of queue) {
    const name = file.href.slice(root.href.length);
    if (files.has(name)) continue;
    files.add(name);
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith(".")) queue.push(new URL(specifier, file));
      else packages.add(specifier);
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

it("brings nothing of the compiler, and no package", () => {
  const { files, packages } = moduleGraph("src/gateway/index.ts");
  expect(packages).toEqual([]);
  expect(files).toEqual([
    "src/gateway/address.ts",
    "src/gateway/addresses.ts",
    "src/gateway/authorize.ts",
    "src/gateway/common-entry.ts",
    "src/gateway/cors.ts",
    "src/gateway/decide.ts",
    "src/gateway/deployment.ts",
    "src/gateway/directory.ts",
    "src/gateway/index.ts",
    "src/gateway/router.ts",
    "src/gateway/upstream.ts",
    "src/gateway/viewer.ts",
    "src/gateway/workspace-file.ts",
    "src/json-budget.ts",
    "src/manifest/consistency.ts",
    "src/manifest/guards.ts",
    "src/manifest/manifest-shape.ts",
    "src/manifest/placeholders.ts",
    "src/manifest/reader.ts",
    "src/manifest/shape.ts",
    "src/manifest/types.ts",
    "src/routing/app-label.ts",
    "src/routing/forward.ts",
    "src/routing/go-escape.ts",
    "src/routing/go-net.ts",
    "src/routing/go-strings.ts",
    "src/routing/go-url.ts",
    "src/routing/health.ts",
    "src/routing/hostname.ts",
    "src/routing/names.ts",
    "src/routing/placeholder.ts",
    "src/routing/port-forward.ts",
    "src/routing/port-text.ts",
    "src/routing/port-url.ts",
    "src/routing/share.ts",
    "src/routing/upstream.ts",
    "src/routing/wildcard.ts",
  ]);
});

it("exports the small functions under their names", () => {
  expect(Object.keys(gateway).sort()).toEqual([
    "addressReader",
    "authorize",
    "cleanAnswer",
    "compileWildcard",
    "cors",
    "createGateway",
    "createRouter",
    "effectiveShare",
    "entryFor",
    "fillPort",
    "fillText",
    "fillUpstream",
    "firstCheckAtSecond",
    "formatAppLabel",
    "forwardingOf",
    "guardsHold",
    "hostnames",
    "hostnamesMatch",
    "initialHealth",
    "isEverChecked",
    "nameVerdicts",
    "parseAppLabel",
    "parsePortForwards",
    "portOf",
    "portShare",
    "portUrl",
    "readManifest",
    "readWorkspaces",
    "secondsUntilUnhealthy",
    "urls",
    "wildcardAppHost",
    "wildcardCspHost",
  ]);
});
