/** Icons that pass the provider and show nothing. */

import { shippedIcons } from "../../coder/shipped-icons.ts";
import type { Value } from "../../hcl/value.ts";
import { suggest } from "../../suggest.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import type { RuleContext } from "../context.ts";
import { type ProblemText, placeOf, problem } from "../problem.ts";
import type { InstanceRule } from "../rule.ts";

export const appIcon: InstanceRule = {
  kind: "instance",
  name: "icons that show nothing",
  types: ["coder_app"],
  validate: false,
  stage: "build",
  check: (instance, report, context) => {
    const icon = textOf(instance, context);
    const wrong = icon === null || icon === "" ? null : (blanks(icon) ?? path(icon));
    if (wrong) report(problem("app-icon-url", "warning", placeOf(instance, "icon"), wrong));
  },
};

/** Without the deployment's own address in front; null where it isn't known. */
function textOf(instance: ResourceInstance, context: RuleContext): string | null {
  const { value } = instance.attribute("icon");
  if (value.marks?.sensitive) return null;
  if (value.kind === "string") {
    const address = context.profile.accessUrl;
    return address && value.value.startsWith(`${address}/`) ? value.value.slice(address.length) : value.value;
  }
  return afterAccessUrl(value);
}

function afterAccessUrl(value: Value): string | null {
  if (value.kind !== "unknown" || !value.text) return null;
  const [first, second, ...rest] = value.text;
  if (typeof first !== "object" || first.hole !== "accessUrl" || first.filters.length > 0) return null;
  return typeof second === "string" && rest.length === 0 ? second : null;
}

function blanks(icon: string): ProblemText | null {
  if (!/\s/.test(icon)) return null;
  const trimmed = icon.trim();
  if (icon !== trimmed && !/\s/.test(trimmed)) {
    const where = icon.startsWith(trimmed) ? "ends with a blank" : "begins with a blank";
    return {
      headline: `the icon ${JSON.stringify(icon)} ${where}`,
      notes: icon.startsWith(trimmed)
        ? []
        : ["a path that begins with a blank is looked for below the page that shows it"],
      help: `write "${trimmed}"`,
    };
  }
  return {
    headline: `the icon ${JSON.stringify(icon)} has a blank in it`,
    notes: ["a URL has no blanks"],
    help: `write %20 for a blank: "${trimmed.replace(/\s/g, "%20")}"`,
  };
}

function path(icon: string): ProblemText | null {
  const bare = icon.replace(/[?#].*$/s, "");
  const plural = /^\/icons\/(.+)$/.exec(bare)?.[1];
  if (plural !== undefined) {
    return {
      headline: `there is nothing at "${bare}": Coder's icons are under \`/icon/\``,
      help: shippedIcons.has(plural)
        ? `write "/icon/${plural}"`
        : "take the name of an icon that Coder ships, or a full URL",
    };
  }
  const name = /^\/icon\/(.*)$/.exec(bare)?.[1];
  if (name === undefined || shippedIcons.has(name)) return null;
  const near = renamed.get(name) ?? suggest(name, shippedIcons);
  return {
    headline: `Coder ships no icon "/icon/${name}"`,
    notes: ["icons of versions up to 2.35 are known here"],
    help: near ? `did you mean "/icon/${near}"?` : "take the name of an icon that Coder ships, or a full URL",
  };
}

/** Names that people try, and what the icon is called. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["vscode.svg", "code.svg"],
  ["vs-code.svg", "code.svg"],
  ["code-server.svg", "coder.svg"],
  ["kubernetes.svg", "k8s.png"],
  ["k8s.svg", "k8s.png"],
  ["golang.svg", "go.svg"],
]);
