/** What a reference says of a resource's attribute, against its type: Terraform looks before it evaluates, even in `try`. */

import type { AttrStep, ScopeTraversal } from "../hcl/tree.ts";
import { isPrimitiveType } from "../hcl/type-relations.ts";
import { typeName } from "../hcl/type-text.ts";
import type { BlockSchema } from "./block-schema.ts";

type Step = ScopeTraversal["steps"][number];

interface WrongStep {
  readonly step: Step;
  readonly headline: string;
  readonly help: string;
}

/** The first step after `first`, which the schema has, that can't be. */
export function wrongStep(traversal: ScopeTraversal, first: AttrStep, schema: BlockSchema): WrongStep | null {
  const rest = traversal.steps.slice(traversal.steps.indexOf(first) + 1);
  return within(first.name, rest, schema);
}

function within(name: string, rest: readonly Step[], schema: BlockSchema): WrongStep | null {
  const [step, next, ...more] = rest;
  if (!step) return null;
  const attribute = schema.attributes.get(name);
  if (attribute) {
    if (!isPrimitiveType(attribute.type)) return null;
    const headline = `\`${name}\` is a ${typeName(attribute.type)}: it has no parts`;
    return { step, headline, help: "end the reference here" };
  }
  const block = schema.blocks.get(name);
  if (!block) return null;
  if (block.nesting === "set")
    return {
      step,
      headline: `\`${name}\` is a set of blocks: none of them has a key`,
      help: `write one(${name}), or a \`for\` expression with \`if\``,
    };
  if (step.kind !== "index")
    return { step, headline: `\`${name}\` is a list of blocks: an attribute belongs to one of them`, help: "add [0]" };
  if (next?.kind !== "attr") return null;
  if (block.schema.attributes.has(next.name) || block.schema.blocks.has(next.name))
    return within(next.name, more, block.schema);
  const known = [...block.schema.attributes.keys(), ...block.schema.blocks.keys()];
  return {
    step: next,
    headline: `\`${name}\` has no attribute \`${next.name}\``,
    help: `it has ${known.sort().slice(0, 8).join(", ")}`,
  };
}
