/** An external app without a complete address: the provider refuses it from 2.20.0 on; before, its link is dead. */

import type { TextPart, Value } from "../../hcl/value.ts";
import { parseGoUrl } from "../../routing/go-url.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { within, writtenAt } from "../app-rule.ts";
import type { RuleContext } from "../context.ts";
import { placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";
import { providerHas } from "../unit-claims.ts";

export const appExternal: InstanceRule = {
  kind: "instance",
  name: "addresses of external apps",
  types: ["coder_app"],
  validate: false,
  stage: "plan",
  check,
};

const refusedSince = "2.20.0";

function check(instance: ResourceInstance, report: Report, context: RuleContext): void {
  if (!instance.shape.schema.attributes.has("external")) return;
  const external = instance.attribute("external").value;
  if (external.kind !== "bool" || !external.value) return;
  const view = instance.attribute("url");
  if (view.failed) return;
  const text = textOf(view.value);
  if (text === null) return;
  const wrong = wrongWith(text);
  if (!wrong) {
    emptyToken(instance, text, report);
    return;
  }
  const refused = providerHas(context, refusedSince);
  const shown =
    view.value.kind === "string" && !view.value.marks?.sensitive ? ` ${JSON.stringify(view.value.value)}` : "";
  const flag = placeOfView(instance.attribute("external"));
  const url = placeOfView(view);
  report(
    problem("app-external-url", refused ? "error" : "warning", url ?? instance.place, {
      headline:
        text === ""
          ? `the external app ${instance.address} has no \`url\``
          : `the address${shown} of the external app ${instance.address} ${wrong}`,
      secondary: flag ? [{ ...flag, text: "external: the browser opens the address itself" }] : [],
      notes: [
        refused
          ? `the provider refuses it since ${refusedSince}`
          : `the link is dead; the provider refuses it from ${refusedSince} on`,
      ],
      help: 'write a full address, such as "https://wiki.example.com/page"',
    }),
  );
}

const placeholder = "$SESSION_TOKEN";
/** Coder v2.35: the dashboard fills the placeholder in for these, and for no address that begins with "http". */
const withToken: ReadonlySet<string> = new Set([
  "vscode",
  "vscode-insiders",
  "windsurf",
  "cursor",
  "jetbrains-gateway",
  "jetbrains",
  "kiro",
  "positron",
  "antigravity",
]);

function emptyToken(instance: ResourceInstance, text: string, report: Report): void {
  const parsed = parseGoUrl(text);
  if (!text.includes(placeholder) || !parsed.ok || withToken.has(parsed.url.scheme)) return;
  report(
    problem("app-external-url", "warning", within(writtenAt(instance, "url"), placeholder), {
      headline: `\`${placeholder}\` in \`url\` of ${instance.address} stays as it is: scheme "${parsed.url.scheme}" gets no token`,
      notes: [`the dashboard fills it in for ${[...withToken].join(", ")} only, since Coder 2.23`],
      help: "remove it, or use an address of an editor",
    }),
  );
}

/** With a letter for what is known only when a workspace is built; null where the beginning can be anything. */
function textOf(value: Value): string | null {
  if (value.kind === "null") return "";
  if (value.kind === "string") return value.value;
  if (value.kind !== "unknown" || !value.text) return null;
  const [first] = value.text;
  if (first === undefined || (typeof first !== "string" && first.hole !== "accessUrl")) return null;
  const text = value.text.map(pieceOf).join("");
  // An answer may bring the scheme or the host with it.
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text) ? text : null;
}

function pieceOf(part: TextPart): string {
  if (typeof part === "string") return part;
  return part.hole === "accessUrl" ? "https://x" : "x";
}

function wrongWith(text: string): string | null {
  const parsed = parseGoUrl(text);
  if (!parsed.ok) return parsed.error;
  if (parsed.url.scheme === "") return "has no scheme";
  if (parsed.url.host !== "") return null;
  return `has no host: it is read as scheme "${parsed.url.scheme}"${parsed.url.opaque === "" ? "" : `, then "${parsed.url.opaque}"`}`;
}
