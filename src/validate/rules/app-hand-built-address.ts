/** An address that the template spells out itself, and that is no app's. */

import type { Diagnostic } from "../../diagnostic.ts";
import { versionAtLeast, wildcardTail } from "../../routing/hostname.ts";
import { hasPortForm, portInfo } from "../../routing/port-text.ts";
import { suggest } from "../../suggest.ts";
import { expressionSites } from "../../terraform/expression-sites.ts";
import { modules } from "../../terraform/units.ts";
import { branchesOf } from "../branches.ts";
import type { RuleContext } from "../context.ts";
import { type KnownAddresses, knownAddresses } from "../known-addresses.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { marks, type Piece, placeIn, searchable, writtenTexts } from "../written-text.ts";

export const appHandBuiltAddress: TemplateRule = {
  kind: "template",
  name: "addresses that are spelled out",
  check: (context) => (context.alone ? [] : [...findings(context)]),
};

const { workspace, owner, other } = marks;
const subdomain = new RegExp(
  `([A-Za-z0-9${other}-]+)--(?:${workspace}--${owner}|${owner}--${workspace})([^/:?#\\s"'\`]*)`,
  "g",
);
const byPath = new RegExp(
  `/@(?:${owner}/${workspace}|${workspace}/${owner})(?:\\.[A-Za-z0-9${other}-]+)?/apps/([A-Za-z0-9_.%${other}-]+)`,
  "g",
);

function* findings(context: RuleContext): Iterable<Diagnostic> {
  const known = knownAddresses(context);
  const branches = branchesOf(context);
  for (const node of modules(context.root)) {
    for (const { expr, file } of expressionSites(node.config)) {
      for (const pieces of writtenTexts({ expr, file, node, branches })) {
        const text = searchable(pieces);
        if (!text.includes(workspace) || !text.includes(owner)) continue;
        for (const match of text.matchAll(subdomain))
          yield* told(pieces, match, subdomainProblem(match, known, context));
        for (const match of text.matchAll(byPath)) yield* told(pieces, match, pathProblem(match, known));
      }
    }
  }
}

interface Wrong {
  readonly text: string;
  readonly note: string;
  readonly help: string;
}

function* told(pieces: readonly Piece[], match: RegExpMatchArray, wrong: Wrong | null): Iterable<Diagnostic> {
  if (!wrong) return;
  const start = (match.index ?? 0) + match[0].indexOf(match[1] ?? "");
  const place = placeIn(pieces, start, (match[1] ?? "").length);
  if (!place) return;
  yield problem("app-hand-built-address", "warning", place, {
    headline: `this address is spelled out by hand, and ${wrong.text}`,
    notes: [wrong.note],
    help: wrong.help,
  });
}

function subdomainProblem(match: RegExpMatchArray, known: KnownAddresses, { profile }: RuleContext): Wrong | null {
  const [whole, left = "", tail = ""] = match;
  if (whole.indexOf(owner) < whole.indexOf(workspace)) {
    return {
      text: "has owner and workspace the wrong way round",
      note: "Coder's order: slug, agent, workspace, owner",
      help: "write the workspace's name before the owner's",
    };
  }
  const pieces = left.split("--");
  const [first = "", agent] = pieces;
  if (pieces.length > 2 || first === "" || left.includes(other)) return null;
  const wrong =
    agent === undefined
      ? withoutAgent(first, known, profile.coderVersion)
      : withAgent(first, agent, known, profile.coderVersion);
  if (wrong) return wrong;
  const wildcard = profile.wildcardAccessUrl ? wildcardTail(profile.wildcardAccessUrl) : null;
  if (wildcard === null || tail === "" || /[\uE000-\uE002]/.test(tail) || tail.toLowerCase() === wildcard) return null;
  return {
    text: `ends in "${tail}" where the deployment's hostnames end in "${wildcard}"`,
    note: `the profile's wildcard is "${profile.wildcardAccessUrl ?? ""}"`,
    help: `write "${wildcard}"`,
  };
}

function withoutAgent(first: string, known: KnownAddresses, version: string | undefined): Wrong | null {
  if (hasPortForm(first)) {
    return {
      text: `names port ${first} without an agent`,
      note: "hostnames of ports need the agent's name: PORT--AGENT--WORKSPACE--OWNER",
      help: `write "${first}--AGENT" with the agent's name`,
    };
  }
  if (portInfo(first)) return null;
  if (version !== undefined && !versionAtLeast(version, 2, 27)) {
    return {
      text: `has no agent, which Coder ${version} needs`,
      note: "hostnames of apps without the agent work from Coder 2.27 on",
      help: "write SLUG--AGENT--WORKSPACE--OWNER",
    };
  }
  return (
    unknownSlug(first, known) ?? (known.methods.get(first)?.has("subdomain") ? null : notOnSubdomain(first, known))
  );
}

function withAgent(first: string, agent: string, known: KnownAddresses, version: string | undefined): Wrong | null {
  if (portInfo(first)) {
    if (!known.agents || known.agents.has(agent)) return null;
    return {
      text: `names agent "${agent}", which the template doesn't have`,
      note: `agents: ${[...known.agents].sort().join(", ")}`,
      help: "write the agent's name as its resource's label has it",
    };
  }
  const wrong = unknownSlug(first, known);
  if (wrong) return wrong;
  if (versionAtLeast(version ?? null, 2, 27) && !hasPortForm(first)) {
    return {
      text: `has the old form: Coder ${version ?? ""} leaves the agent out`,
      note: "the old form still opens the app, but signing in leads to the new one, which is another origin",
      help: `remove "--${agent}"`,
    };
  }
  return notOnSubdomain(first, known);
}

function unknownSlug(slug: string, { slugs, byOtherName }: KnownAddresses): Wrong | null {
  if (!slugs || slugs.has(slug)) return null;
  const meant = byOtherName.get(slug.toLowerCase()) ?? suggest(slug, slugs);
  const all = [...slugs].sort();
  return {
    text: `no app of the template has the slug "${slug}"`,
    note:
      all.length === 0
        ? "the template has no apps"
        : `slugs: ${all.slice(0, 8).join(", ")}${all.length > 8 ? ", …" : ""}`,
    help: meant ? `write "${meant}"` : "write the slug of the app that is meant",
  };
}

function notOnSubdomain(slug: string, { methods }: KnownAddresses): Wrong | null {
  const own = methods.get(slug);
  if (!own || own.size === 0 || own.has("subdomain") || !own.has("path")) return null;
  return {
    text: `app "${slug}" is served by path`,
    note: "its `subdomain` isn't true",
    help: `write /@OWNER/WORKSPACE/apps/${slug}/, or set \`subdomain = true\``,
  };
}

function pathProblem(match: RegExpMatchArray, known: KnownAddresses): Wrong | null {
  const [whole, slug = ""] = match;
  if (whole.indexOf(workspace) < whole.indexOf(owner)) {
    return {
      text: "has owner and workspace the wrong way round",
      note: "Coder's path: /@OWNER/WORKSPACE/apps/SLUG/",
      help: "write the owner's name before the workspace's",
    };
  }
  if (slug.includes(other)) return null;
  if (portInfo(slug)) {
    return {
      text: `names port ${slug} by path, which Coder doesn't serve`,
      note: "ports are served on subdomains only; by path Coder answers 500",
      help: "write the hostname PORT--AGENT--WORKSPACE--OWNER",
    };
  }
  const wrong = unknownSlug(slug, known);
  if (wrong) return wrong;
  const own = known.methods.get(slug);
  if (!own?.has("subdomain") || own.has("path")) return null;
  return {
    text: `app "${slug}" is served on a subdomain`,
    note: `its address is ${slug}--WORKSPACE--OWNER under the deployment's wildcard; by path other people can't open it`,
    help: "write that hostname, or set `subdomain = false`",
  };
}
