import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Component {
  readonly type: string;
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly unknown[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly components?: readonly Component[];
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const entries = Object.entries<LockEntry>(lock.packages).filter(([key]) => key !== "");
const runtime = entries.filter(([, { dev, devOptional }]) => !dev && !devOptional);

describe("the lockfile", () => {
  it("names no registry, and has a hash for every package", () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(entries.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  it("is in step with package.json", () => {
    const own: LockEntry = lock.packages[""];
    const wanted = { version: manifest.version, deps: manifest.dependencies, dev: manifest.devDependencies };
    expect({ version: own.version, deps: own.dependencies, dev: own.devDependencies }).toEqual(wanted);
  });

  it("has no script that runs when a runtime dependency is installed", () => {
    expect(runtime.length).toBeGreaterThan(10);
    expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    for (const [directory] of runtime) {
      const { scripts = {} } = JSON.parse(readFileSync(`${directory}/package.json`, "utf8"));
      const installing = Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name));
      expect(installing, directory).toEqual([]);
      expect(existsSync(`${directory}/binding.gyp`), directory).toBe(false);
    }
    const own = Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name));
    expect(own).toEqual([]);
  });
});

describe("the bill of materials", () => {
  const text = execFileSync(process.execPath, ["scripts/sbom.mjs"], { encoding: "utf8" });
  const bom = JSON.parse(text);
  const components: readonly Component[] = bom.components;
  const nested = components.flatMap((component) => [component, ...(component.components ?? [])]);

  it("is CycloneDX, the same each time, of no machine", () => {
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
    expect(bom.metadata.component).toMatchObject({
      type: "application",
      name: manifest.name,
      version: manifest.version,
    });
    expect(bom).not.toHaveProperty("serialNumber");
    expect(bom.metadata).not.toHaveProperty("timestamp");
    expect(text).not.toContain(process.cwd());
    expect([...text.matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host)).toEqual(["cyclonedx.org"]);
    expect(execFileSync(process.execPath, ["scripts/sbom.mjs"], { encoding: "utf8" })).toBe(text);
  });

  it("has every runtime package with its hash, and what the WebAssembly is made of", () => {
    expect(components.map(({ purl }) => purl).toSorted()).toEqual(
      runtime
        .map(([key, { version }]) => `pkg:npm/${key.replace(/^.*node_modules\//, "").replace("@", "%40")}@${version}`)
        .toSorted(),
    );
    for (const { hashes } of components) expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
    expect(nested.map(({ purl }) => purl)).toContainEqual(
      expect.stringMatching(/^pkg:golang\/github\.com\/hashicorp\/hcl/),
    );
    for (const component of nested) {
      expect(component).toMatchObject({ type: "library", name: expect.any(String), version: expect.any(String) });
      expect(component.licenses.length, component.name).toBeGreaterThan(0);
      expect(component["bom-ref"]).toBe(component.purl);
    }
  });

  it("links what it names, each once", () => {
    const references = new Set([bom.metadata.component["bom-ref"], ...nested.map((component) => component["bom-ref"])]);
    expect(references.size).toBe(nested.length + 1);
    for (const { ref, dependsOn } of bom.dependencies) {
      for (const name of [ref, ...dependsOn]) expect(references.has(name), name).toBe(true);
    }
  });
});
