/** Mistakes that several kinds of blocks share. */

import type { Attribute, Block } from "../hcl/tree.ts";
import type { Span } from "../source.ts";
import { headerOf } from "./block-content.ts";
import { type Reading, tell } from "./problem.ts";
import { parseVersionConstraints } from "./version-constraint.ts";

export function reserved(block: Block, title: string, reading: Reading): void {
  tell(reading, block.typeSpan, `${title} can't have a block \`${block.type}\``, {
    notes: ["Terraform keeps this word for later"],
    help: "remove the block",
  });
}

export function secondEscape(block: Block, first: Block, reading: Reading): void {
  tell(reading, block.typeSpan, "there is a second block `_`", {
    also: [{ file: reading.file, span: first.typeSpan, text: "the first one" }],
    help: "write all of it into the first",
  });
}

export function refuseBoth(
  count: Attribute | undefined,
  forEach: Attribute | undefined,
  title: string,
  reading: Reading,
): void {
  if (!count || !forEach) return;
  tell(reading, forEach.nameSpan, `${title} has both \`count\` and \`for_each\``, {
    also: [{ file: reading.file, span: count.nameSpan, text: "`count` is here" }],
    help: "keep one of the two",
  });
}

export function checkConstraint(value: string, span: Span, reading: Reading): boolean {
  if (parseVersionConstraints(value)) return true;
  tell(reading, span, `"${value}" is no version constraint`, { help: 'write for example "~> 1.2" or ">= 1.2, < 2.0"' });
  return false;
}

export function second(block: Block, first: Block, title: string, reading: Reading): void {
  tell(reading, headerOf(block), `${title} has a second \`${block.type}\` block`, {
    also: [{ file: reading.file, span: headerOf(first), text: "the first one" }],
    help: "write all of it into the first",
  });
}
