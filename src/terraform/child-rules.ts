/** What a module may not have when another one calls it. */

import type { Diagnostic } from "../diagnostic.ts";
import { headerOf } from "./block-content.ts";
import type { ModuleCallConfig, ModuleNode } from "./config.ts";
import { type Place, problem } from "./problem.ts";

interface Repeated extends Place {
  readonly argument: string;
}

/** Each place once, however often the module is called. */
export function checkCalledModules(root: ModuleNode): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  visit(root, null, (place, diagnostic) => {
    const key = `${place.file.name}:${place.span.start}`;
    if (!found.has(key)) found.set(key, diagnostic);
  });
  return [...found.values()];
}

type Tell = (place: Place, diagnostic: Diagnostic) => void;

function visit(node: ModuleNode, outer: Repeated | null, tell: Tell): void {
  for (const [name, child] of node.children) {
    const call = node.config.calls.get(name);
    if (!child.loaded || !call) continue;
    const repeated = repeatedBy(call) ?? outer;
    checkOne(child.node, repeated, tell);
    visit(child.node, repeated, tell);
  }
}

function repeatedBy(call: ModuleCallConfig): Repeated | null {
  const attribute = call.count ?? call.forEach;
  if (attribute) return { file: attribute.file, span: attribute.expr, argument: attribute.name };
  const [dependency] = call.dependsOn;
  return dependency ? { file: dependency.file, span: dependency.expr, argument: "depends_on" } : null;
}

function checkOne({ config, path }: ModuleNode, repeated: Repeated | null, tell: Tell): void {
  const address = path.map((name) => `module.${name}`).join(".");
  const provider = config.providers.find(({ empty }) => !empty);
  if (provider && repeated) {
    tell(
      repeated,
      problem(
        repeated,
        `${address} configures provider "${provider.name}" itself, so its call can't have \`${repeated.argument}\``,
        {
          also: [{ file: provider.file, span: provider.header, text: "configured here" }],
          help: `remove \`${repeated.argument}\`, or move the provider block to the root module`,
        },
      ),
    );
  }
  for (const block of config.otherBlocks) {
    if (block.type !== "import") continue;
    const place = { file: block.body.file, span: headerOf(block) };
    tell(
      place,
      problem(place, "an `import` block can't stand in a called module", { help: "move it to the root module" }),
    );
  }
}
