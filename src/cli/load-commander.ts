/** In the built program `load-compiled.ts` stands in its place, which loads the same faster. */

export type CommanderTree = typeof import("./commander-tree.ts");

export function loadCommander(): Promise<CommanderTree> {
  return import("./commander-tree.ts");
}
