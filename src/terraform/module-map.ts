/**
 * The configured module map: pattern of a source → directory. `{name}` stands for one part of an address and can be used in
 * the directory; `*` stands for anything. The first pattern that fits counts.
 */

import { normalSource, parseModuleSource } from "./module-source.ts";

/** The directory that a source is mapped to, as configured; null when no pattern fits. */
export function mapModule(source: string, map: ReadonlyMap<string, string>): string | null {
  const forms = formsOf(source);
  for (const [pattern, directory] of map) {
    for (const { address, subdirectory } of forms) {
      const found = match(pattern, address);
      if (!found) continue;
      const filled = fill(directory, found);
      return subdirectory === "" ? filled : `${filled}/${subdirectory}`;
    }
  }
  return null;
}

interface Form {
  readonly address: string;
  /** To be looked up below the directory. */
  readonly subdirectory: string;
}

/** A source as written, as Terraform normalises it, without its subdirectory, and as coder's registry calls it today. */
function formsOf(source: string): readonly Form[] {
  const forms: Form[] = [];
  const add = (address: string, subdirectory = ""): void => {
    if (!forms.some((form) => form.address === address)) forms.push({ address, subdirectory });
  };
  for (const address of [source, currentForm(source)]) {
    if (address === null) continue;
    add(address);
    add(normalSource(address));
    const parsed = parseModuleSource(address);
    if (parsed.kind === "registry") {
      const { namespace, name, provider, subdirectory } = parsed;
      add(normalSource(`${parsed.host}/${namespace}/${name}/${provider}`), subdirectory);
    } else if (parsed.kind === "remote") {
      add(parsed.address, parsed.subdirectory);
    }
  }
  return forms;
}

/** coder's registry had one namespace at first, and served archives over https. */
function currentForm(source: string): string | null {
  const old =
    /^(?:https:\/\/)?((?:[a-z0-9-]+\.)?registry\.coder\.com)\/modules\/([0-9A-Za-z_-]+)(?:\/coder)?(\/\/.*)?$/.exec(
      source,
    );
  if (old) return `${old[1]}/coder/${old[2]}/coder${old[3] ?? ""}`;
  const archive =
    /^https:\/\/((?:[a-z0-9-]+\.)?registry\.coder\.com)\/modules\/([0-9A-Za-z_-]+)\/([0-9A-Za-z_-]+)(?:\/coder)?(\/\/.*)?$/.exec(
      source,
    );
  return archive ? `${archive[1]}/${archive[2]}/${archive[3]}/coder${archive[4] ?? ""}` : null;
}

type Found = ReadonlyMap<string, string>;

/** Splits a pattern at its wildcards and looks for the pieces from left to right: no regular expression of foreign making. */
function match(pattern: string, text: string): Found | null {
  const parts = pattern.split(/(\{[A-Za-z_][A-Za-z0-9_]*\}|\*)/);
  // Positions in the text that the pattern may have reached, with what was found on the way.
  let states: ReadonlyMap<number, Found> = new Map([[0, new Map<string, string>()]]);
  for (const [index, part] of parts.entries()) {
    const next = new Map<number, Found>();
    for (const [at, found] of states) {
      if (index % 2 === 0) {
        if (text.startsWith(part, at)) next.set(at + part.length, found);
        continue;
      }
      for (let end = part === "*" ? at : at + 1; end <= text.length; end++) {
        if (part !== "*" && text.charAt(end - 1) === "/") break;
        if (next.has(end)) continue;
        const value = text.slice(at, end);
        const known = found.get(part);
        if (part !== "*" && known !== undefined && known !== value) continue;
        next.set(end, part === "*" ? found : new Map([...found, [part, value]]));
      }
    }
    states = next;
  }
  return states.get(text.length) ?? null;
}

function fill(directory: string, found: Found): string {
  return directory.replace(/\{[A-Za-z_][A-Za-z0-9_]*\}/g, (placeholder) => {
    const value = found.get(placeholder) ?? placeholder;
    // What a template says must not lead anywhere else.
    return value === "." || value === ".." || value.includes("\\") ? "_" : value;
  });
}
