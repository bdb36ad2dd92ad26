/** `terraform` blocks. */

import { type BodySchema, justAttributes } from "../hcl/content.ts";
import { exprAsKeyword } from "../hcl/static.ts";
import type { Attribute, Block } from "../hcl/tree.ts";
import { headerOf, readBlock } from "./block-content.ts";
import { checkConstraint } from "./block-rules.ts";
import { constantString } from "./constant.ts";
import type { FileConfig } from "./file-config.ts";
import { loadRequiredProviders } from "./load-provider.ts";
import { type Reading, tell } from "./problem.ts";
import { checkProviderName } from "./reference-list.ts";
import { parseVersionConstraints } from "./version-constraint.ts";

const schema: BodySchema = {
  attributes: ["required_version", "experiments", "language"].map((name) => ({ name, literal: true })),
  blocks: [
    { type: "backend", labels: ["type"] },
    { type: "cloud", labels: [] },
    { type: "required_providers", labels: [] },
    { type: "provider_meta", labels: ["provider"] },
  ],
};

export function loadTerraform(block: Block, into: FileConfig, reading: Reading): void {
  const { attributes, blocks } = readBlock(block, schema, reading, "`terraform`");
  requiredVersion(attributes.get("required_version"), into, reading);
  language(attributes.get("language"), reading);
  const experiments = attributes.get("experiments");
  if (experiments) {
    tell(reading, experiments.nameSpan, "`experiments` works in alpha releases of Terraform only", {
      help: "remove it",
    });
  }
  for (const inner of blocks) {
    switch (inner.type) {
      case "backend":
      case "cloud":
        into.stateBlocks.push({ kind: inner.type, file: reading.file, header: headerOf(inner) });
        break;
      case "required_providers":
        into.requiredProviders.push(loadRequiredProviders(inner, reading));
        break;
      default:
        providerMeta(inner, into, reading);
    }
  }
}

function requiredVersion(attribute: Attribute | undefined, into: FileConfig, reading: Reading): void {
  if (!attribute) return;
  const value = constantString(attribute, reading);
  if (value === null || !checkConstraint(value, attribute.expr, reading)) return;
  const { file } = reading;
  into.requiredVersions.push({ value, file, span: attribute.expr });
  if (parseVersionConstraints(value)?.some(({ prerelease }) => prerelease !== "")) {
    tell(reading, attribute.expr, `\`required_version\` "${value}" names a prerelease`, {
      rule: "required-version",
      help: "name a release",
    });
  }
}

function language(attribute: Attribute | undefined, reading: Reading): void {
  if (!attribute || exprAsKeyword(attribute.expr) === "TF2021") return;
  tell(reading, attribute.expr, "Terraform knows only one edition of its language, TF2021", {
    help: "remove `language`",
  });
}

function providerMeta(block: Block, into: FileConfig, reading: Reading): void {
  const [label] = block.labels;
  if (!label) return;
  const { diagnostics } = justAttributes(block.body, { literal: true });
  for (const diagnostic of diagnostics) reading.report(diagnostic);
  if (!checkProviderName(label.value, label, reading)) return;
  into.providerMetas.push({ id: label.value, file: reading.file, header: headerOf(block), block });
}
