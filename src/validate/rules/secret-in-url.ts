/** A token or a password that the template spells out where every viewer of a workspace sees it. */

import type { Diagnostic } from "../../diagnostic.ts";
import { resourceAddress } from "../../terraform/address.ts";
import type { SourcedAttribute } from "../../terraform/resource-shape.ts";
import { moduleAddress, modules } from "../../terraform/units.ts";
import type { RuleContext } from "../context.ts";
import { type Place, problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { findSecret } from "../secrets.ts";
import { placeIn, searchable, writtenTexts } from "../written-text.ts";

export const secretInUrl: TemplateRule = {
  kind: "template",
  name: "secrets in addresses and commands",
  check: (context) => [...secrets(context)],
};

function* secrets({ root, engine }: RuleContext): Iterable<Diagnostic> {
  for (const node of modules(root)) {
    const prefix = moduleAddress(node);
    for (const config of node.config.resources.values()) {
      if (config.mode !== "managed" || config.type !== "coder_app") continue;
      const shape = engine.shape(config);
      if (!shape) continue;
      const address = `${prefix === "" ? "" : `${prefix}.`}${resourceAddress(config)}`;
      const attributes: (readonly [string, SourcedAttribute | undefined])[] = [
        ...["url", "icon", "command"].map((name) => [name, shape.attributes.get(name)] as const),
        ...(shape.blocks.get("healthcheck") ?? []).map(
          ({ shape: block }) => ["healthcheck.url", block.attributes.get("url")] as const,
        ),
      ];
      for (const [name, source] of attributes) {
        if (!source) continue;
        for (const pieces of writtenTexts({ expr: source.attribute.expr, file: source.file, node })) {
          const secret = findSecret(searchable(pieces), name === "command");
          const place = secret ? placeIn(pieces, secret.start, secret.length) : null;
          if (secret && place) yield tell(address, name, secret.what, place, source);
        }
      }
    }
  }
}

function tell(
  address: string,
  name: string,
  what: string,
  place: Place,
  { file, attribute }: SourcedAttribute,
): Diagnostic {
  const elsewhere = place.file !== file || place.span.start < attribute.start || place.span.end > attribute.end;
  const told = problem("secret-in-url", "error", place, {
    headline: `\`${name}\` of ${address} holds ${what}`,
    label: "not shown",
    secondary: elsewhere ? [{ file, span: attribute.nameSpan, text: "it ends up here" }] : [],
    notes: ["everybody who can see the workspace or the template can read it"],
    help: "revoke it, and let the program take it from a secret of the workspace",
  });
  return { ...told, labels: told.labels.map((label) => (label.primary ? { ...label, secret: true as const } : label)) };
}
