/**
 * Module calls → directories, and the tree of modules that follows. A local path first, then what `terraform get` has
 * installed, then the configured module map. Nothing is downloaded.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import type { Budgets } from "./budget.ts";
import { checkCalledModules } from "./child-rules.ts";
import type { ModuleCallConfig, ModuleChild, ModuleConfig, ModuleNode } from "./config.ts";
import { resolvePath } from "./files.ts";
import { fileReader, type LoadedModule, loadModule } from "./load.ts";
import { type InstalledModule, type ModuleManifest, readModuleManifest } from "./module-manifest.ts";
import { mapModule } from "./module-map.ts";
import { normalSource, parseModuleSource } from "./module-source.ts";
import { type Place, problem } from "./problem.ts";
import { checkProviderConfigurations } from "./provider-configurations.ts";
import { checkRefactoring } from "./refactoring.ts";
import { admits, parseVersionConstraints } from "./version-constraint.ts";

export interface ModuleTreeOptions {
  readonly moduleMap: ReadonlyMap<string, string>;
  /** A path of the host as it is called in findings. */
  readonly shown: (path: string) => string;
  readonly budgets: Pick<Budgets, "moduleDepth" | "modules" | "files" | "fileBytes" | "tokens">;
}

/** A file that the tree was made of. */
export interface TreeFile {
  /** Path of the host. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Null for the root module's directory and what is below. */
  readonly module: ModuleOrigin | null;
}

export interface ModuleOrigin {
  /** `module.ide`, `module.ide.module.inner`: the first call that led there. */
  readonly address: string;
  /** As the call says. */
  readonly source: string;
  /** The file, relative to the module's directory. */
  readonly path: string;
}

export interface ModuleTree {
  readonly root: ModuleNode;
  /** In the order of finding; those of a directory once, however often it is called. */
  readonly diagnostics: readonly Diagnostic[];
  readonly filesRead: readonly TreeFile[];
  /** False: the directory isn't there, or has no Terraform files. */
  readonly found: boolean;
  /** Paths of the root module's files that can't be read. */
  readonly unread: readonly string[];
  /** Each module that was loaded, once: its directory's configuration. */
  readonly configs: readonly ModuleConfig[];
}

export function loadModuleTree(host: Host, directory: string, options: ModuleTreeOptions): ModuleTree {
  return new TreeLoader(host, directory, options).load();
}

type Target =
  | { readonly ok: true; readonly directory: string; readonly from: "local" | "installed" | "map" }
  | { readonly ok: false; readonly child: Extract<ModuleChild, { loaded: false }> };

interface MissingSource {
  readonly places: (Place & { readonly call: string })[];
  readonly detail: string;
}

const maxPlaces = 4;

class TreeLoader {
  readonly #host: Host;
  readonly #rootDirectory: string;
  readonly #options: ModuleTreeOptions;
  readonly #manifest: ModuleManifest;
  readonly #modules = new Map<string, LoadedModule>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #files: TreeFile[] = [];
  /** What was told, by its place: a call of a module that is called often is one mistake. */
  readonly #told = new Set<string>();
  readonly #missing = new Map<string, MissingSource>();
  #count = 0;
  #origin: { readonly address: string; readonly source: string; readonly directory: string } | null = null;

  constructor(host: Host, directory: string, options: ModuleTreeOptions) {
    this.#host = host;
    this.#rootDirectory = resolvePath("", directory) ?? directory;
    this.#options = options;
    this.#manifest = readModuleManifest(host, this.#rootDirectory);
  }

  load(): ModuleTree {
    const { read } = this.#manifest;
    const loaded = this.#module(this.#rootDirectory);
    const root = this.#node(loaded.config, [], null, null);
    if (read && this.#usesManifest) this.#files.push({ ...read, module: null });
    this.#diagnostics.push(
      ...checkCalledModules(root),
      ...checkProviderConfigurations(root),
      ...checkRefactoring(root),
    );
    for (const [source, missing] of this.#missing) this.#diagnostics.push(notLoaded(source, missing));
    return {
      root,
      diagnostics: this.#diagnostics,
      filesRead: this.#files,
      found: loaded.found,
      unread: loaded.unread,
      configs: [...this.#modules.values()].map(({ config }) => config),
    };
  }

  #usesManifest = false;
  /** Budgets that have run out, each told once. */
  readonly #exhausted = new Set<string>();
  /** Parsed so far. */
  #tokens = 0;

  #module(directory: string): LoadedModule {
    const known = this.#modules.get(directory);
    if (known) return known;
    const { budgets } = this.#options;
    const report = (diagnostic: Diagnostic): void => void this.#diagnostics.push(diagnostic);
    const limits = {
      files: Math.max(0, budgets.files - this.#files.length),
      fileBytes: budgets.fileBytes,
      tokens: budgets.tokens - this.#tokens,
    };
    const reader = fileReader(
      this.#host,
      limits,
      ({ path, bytes }) => this.#files.push({ path, bytes, module: this.#originOf(path) }),
      report,
    );
    const loaded = loadModule(directory, {
      ...reader,
      parsed: (tokens) => {
        this.#tokens += tokens;
        reader.parsed(tokens);
      },
    });
    this.#diagnostics.push(...loaded.diagnostics);
    this.#modules.set(directory, loaded);
    return loaded;
  }

  /** Files below the root's directory have their path as a name; others are named after the call that led to them. */
  #originOf(path: string): ModuleOrigin | null {
    const origin = this.#origin;
    if (!origin || within(path, this.#rootDirectory)) return null;
    return { address: origin.address, source: origin.source, path: relativeTo(path, origin.directory) };
  }

  #node(
    config: ModuleConfig,
    path: readonly string[],
    parent: ModuleNode | null,
    call: ModuleCallConfig | null,
  ): ModuleNode {
    const children = new Map<string, ModuleChild>();
    const node: ModuleNode = { config, path, parent, call, children };
    for (const inner of config.calls.values()) children.set(inner.name, this.#child(node, inner));
    return node;
  }

  #child(parent: ModuleNode, call: ModuleCallConfig): ModuleChild {
    const path = [...parent.path, call.name];
    const place: Place = { file: call.file, span: call.source?.span ?? call.header };
    const { moduleDepth, modules } = this.#options.budgets;
    if (call.source === null) return notThere("invalid", `module "${call.name}" has no source`);
    const target = this.#target(parent, call.source.value, call, path);
    if (!target.ok) {
      this.#tellMissing(call, place, target.child);
      return target.child;
    }
    const { directory } = target;
    const cycle = this.#cycleOf(parent, directory);
    if (cycle) {
      this.#tell(place, `module "${call.name}" calls itself`, {
        rule: "reference-cycle",
        notes: [`the way: ${cycle}`],
        help: "call another module",
      });
      return notThere("cycle", cycle);
    }
    if (path.length > moduleDepth || this.#count >= modules) {
      const deep = path.length > moduleDepth;
      const budget = deep ? "module depth" : "modules";
      if (!this.#exhausted.has(budget)) {
        const headline = deep
          ? `module calls are nested more than ${moduleDepth} deep`
          : `the template has more than ${modules} module calls`;
        this.#tell(place, headline, { rule: "evaluation-budget", notes: [`budget: ${budget}`] });
      }
      this.#exhausted.add(budget);
      return notThere("budget", deep ? "nested too deep" : "too many module calls");
    }
    this.#count++;
    const before = this.#origin;
    this.#origin = { address: path.map((name) => `module.${name}`).join("."), source: call.source.value, directory };
    const loaded = this.#module(directory);
    this.#origin = before;
    if (!loaded.found) return this.#withoutFiles(call, place, directory, target.from);
    // Of what is only read in part nothing can be said; of what calls it everything else can.
    if (loaded.diagnostics.some(({ rule }) => rule === "syntax-error"))
      return notThere("invalid", `a file of ${directory === "" ? "." : directory} doesn't parse`);
    if (loaded.unread.length > 0) return notThere("invalid", `${loaded.unread[0]} can't be read`);
    return { loaded: true, node: this.#node(loaded.config, path, parent, call) };
  }

  #target(parent: ModuleNode, source: string, call: ModuleCallConfig, path: readonly string[]): Target {
    const parsed = parseModuleSource(source);
    if (parsed.kind === "invalid") return { ok: false, child: notThere("invalid", parsed.reason) };
    if (parsed.kind === "local") {
      const directory = resolvePath(parent.config.directory, parsed.path);
      if (directory === null)
        return { ok: false, child: notThere("absent", "it leads outside of the tree that is checked") };
      if (this.#host.list(directory) === null)
        return { ok: false, child: notThere("absent", `there is no directory ${this.#shown(directory)}`) };
      return { ok: true, directory, from: "local" };
    }
    const installed = this.#manifest.modules.get(path.join("."));
    const stale = installed ? staleness(installed, source, call.version?.value ?? null) : null;
    if (installed && stale === null) {
      const directory = resolvePath(this.#rootDirectory, installed.directory);
      if (directory !== null && this.#host.list(directory) !== null) {
        this.#usesManifest = true;
        return { ok: true, directory, from: "installed" };
      }
    }
    const mapped = mapModule(source, this.#options.moduleMap);
    if (mapped === null) return { ok: false, child: notThere("remote", stale ?? "it isn't on this machine") };
    const directory = resolvePath("", mapped);
    if (directory === null || this.#host.list(directory) === null) {
      return {
        ok: false,
        child: notThere("remote", `it is mapped to ${this.#shown(mapped)}, which is no directory here`),
      };
    }
    return { ok: true, directory, from: "map" };
  }

  /** The way around, when a directory is one of those that lead to it. */
  #cycleOf(parent: ModuleNode, directory: string): string | null {
    const real = this.#host.realpath(directory) ?? directory;
    const way: string[] = [];
    for (let node: ModuleNode | null = parent; node; node = node.parent) {
      const own = node.config.directory;
      way.unshift(this.#shown(own));
      if (own === directory || this.#host.realpath(own) === real) return [...way, this.#shown(directory)].join(" → ");
    }
    return null;
  }

  #withoutFiles(
    call: ModuleCallConfig,
    place: Place,
    directory: string,
    from: "local" | "installed" | "map",
  ): ModuleChild {
    const detail = `${this.#shown(directory)} has no Terraform files`;
    const child = notThere(from === "local" ? "absent" : "remote", detail);
    this.#tellMissing(call, place, child);
    return child;
  }

  #shown(directory: string): string {
    return this.#options.shown(directory) || ".";
  }

  #tellMissing(call: ModuleCallConfig, place: Place, child: Extract<ModuleChild, { loaded: false }>): void {
    const source = call.source?.value ?? "";
    if (child.why === "absent") {
      this.#tell(place, `the source "${source}" of module "${call.name}" can't be read: ${child.detail}`, {
        rule: "module-call",
        help: "correct the path, or add the directory",
      });
    } else if (child.why === "remote") {
      const missing = this.#missing.get(source);
      if (!missing) this.#missing.set(source, { places: [{ ...place, call: call.name }], detail: child.detail });
      else if (!missing.places.some(({ file, span }) => file === place.file && span.start === place.span.start)) {
        missing.places.push({ ...place, call: call.name });
      }
    }
  }

  #tell(place: Place, headline: string, details: Parameters<typeof problem>[2]): void {
    const key = `${place.file.name}:${place.span.start}:${headline}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#diagnostics.push(problem(place, headline, details));
  }
}

function notThere(
  why: Extract<ModuleChild, { loaded: false }>["why"],
  detail: string,
): Extract<ModuleChild, { loaded: false }> {
  return { loaded: false, why, detail };
}

/** Why Terraform would want `terraform init` again; null when what is installed is what the call asks for. */
function staleness(installed: InstalledModule, source: string, version: string | null): string | null {
  if (normalSource(installed.source) !== normalSource(source)) {
    return `what is installed came from "${installed.source}": the source has changed since`;
  }
  const constraints = version === null ? null : parseVersionConstraints(version);
  const segments = /^\d+(?:\.\d+)*$/.test(installed.version) ? installed.version.split(".").map(Number) : null;
  if (!constraints || !segments || admits(constraints, segments)) return null;
  return `version ${installed.version} is installed, and "${version}" is asked for`;
}

function notLoaded(source: string, { places, detail }: MissingSource): Diagnostic {
  const [first, ...more] = places;
  const nowhere: Place = { file: { name: source, text: "" }, span: { start: 0, end: 0 } };
  const unlisted = more.length - maxPlaces;
  return problem(first ?? nowhere, `module "${source}" isn't loaded: ${detail}`, {
    rule: "module-not-loaded",
    severity: "warning",
    also: more.slice(0, maxPlaces).map((place) => ({ ...place, text: `called again by module "${place.call}"` })),
    notes: [
      "its apps are unknown, not absent",
      ...(unlisted > 0 ? [`it is called in ${unlisted} more ${unlisted === 1 ? "place" : "places"}`] : []),
    ],
    help: "run `terraform get` (or `terraform init`), pass --module-map, or set `modules` in the configuration",
  });
}

function within(path: string, directory: string): boolean {
  return directory === "" || path.startsWith(`${directory}/`);
}

function relativeTo(path: string, directory: string): string {
  return directory !== "" && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}
