import { createGateway, type GatewayCreation, type GatewayRequest } from "../../gateway/decide.ts";
import { createRouter } from "../../gateway/router.ts";
import type { Viewer, WorkspaceRecord } from "../../gateway/viewer.ts";
import type { Manifest } from "../../manifest/types.ts";
import { neutralisedJson } from "../../report/display-width.ts";
import { nameError } from "../../routing/names.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { deploymentOf, manifestOf, workspacesOf } from "../gateway-inputs.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";
import { resolveDocument, resolveText } from "../resolve-document.ts";

/** What a gateway with this manifest would do with a request. */
export async function resolve(given: Arguments, program: Program): Promise<number> {
  const [file = "", url = ""] = given.operands;
  const texts = (name: string): readonly string[] =>
    given.options.flatMap((option) => (option.name === name && option.value !== true ? [option.value] : []));
  const text = (name: string): string | null => texts(name).at(-1) ?? null;
  const format = formatOf(given, ["human", "json"]);
  const manifest = await manifestOf(file, program.cwd);
  const deployment = deploymentOf(text);
  const request = requestOf(url, text);
  const viewer = viewerOf(
    texts,
    given.options.some(({ name }) => name === "site-owner"),
  );
  const router = createRouter(manifest, deployment);
  const asked = router.route(request.host, request.uri);
  const records = text("workspaces");
  // One file serves a gateway with many manifests: workspaces of other templates are none of this one's.
  const all = records === null ? [] : workspacesOf(records, program.cwd);
  const made =
    records === null
      ? assumedWorkspaces(
          manifest,
          asked.kind === "app" || asked.kind === "port" ? asked.address : null,
          texts("parameter"),
        )
      : { workspaces: all.filter(({ template }) => template.name === manifest.template.name), assumed: [] };
  const creation = createGateway([manifest], made.workspaces, deployment);
  if (!creation.ok) throw notServed(creation, records ?? file, made.workspaces, all);
  const { gateway } = creation;
  const address = gateway.reader.read(request.host, request.uri);
  const decision = gateway.decide(request, viewer);
  const document = resolveDocument(url, request, address, viewer, decision, made.assumed, {
    accessUrl: deployment.accessUrl ?? manifest.deployment.accessUrl,
    wildcardAccessUrl: deployment.wildcardAccessUrl ?? manifest.deployment.wildcardAccessUrl,
  });
  program.stdout.write(
    format === "json" ? `${neutralisedJson(JSON.stringify(document, null, 2))}\n` : resolveText(document),
  );
  return exitCode.clean;
}

function notServed(
  creation: Extract<GatewayCreation, { readonly ok: false }>,
  file: string,
  given: readonly WorkspaceRecord[],
  all: readonly WorkspaceRecord[],
): CommandFailure {
  if (creation.kind === "manifest") return new CommandFailure(creation.error);
  const { record, path, error } = creation.problem;
  const wrong = given[record];
  const number = wrong === undefined ? record : all.indexOf(wrong);
  return new CommandFailure(`workspace record ${number + 1} of ${file}, at ${path}: ${error}`);
}

function requestOf(url: string, text: (option: string) => string | null): GatewayRequest {
  const shown = JSON.stringify(url);
  // Read by hand: a URL parser would change what a client could send.
  const match = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (!match) throw new CommandFailure(`${shown} is not an address like https://web--dev--alice.apps.example.com/`);
  const [, host = "", rest = ""] = match;
  if (host === "" || host.includes("@"))
    throw new CommandFailure(`${shown} has ${host === "" ? "no host" : "a user in it"}`);
  return {
    method: (text("method") ?? "GET").toUpperCase(),
    host,
    uri: rest.startsWith("/") ? rest : `/${rest}`,
    origin: text("origin"),
    requestMethod: text("request-method"),
    requestHeaders: text("request-headers"),
  };
}

function viewerOf(texts: (option: string) => readonly string[], siteOwner: boolean): Viewer | null {
  const name = texts("as").at(-1);
  if (name === undefined) {
    if (siteOwner || texts("organization").length > 0 || texts("group").length > 0) {
      throw new CommandFailure(
        "--organization, --group and --site-owner say more of the user of --as, which is missing",
      );
    }
    return null;
  }
  const error = nameError(name);
  if (error !== null) throw new CommandFailure(`--as ${JSON.stringify(name)} is no user's name: ${error}`);
  return {
    user: { name, id: null },
    organizations: texts("organization"),
    groups: texts("group"),
    siteOwner,
    suspended: false,
    scopes: ["all"],
  };
}

interface Assumed {
  readonly workspaces: readonly WorkspaceRecord[];
  readonly assumed: readonly string[];
}

/** Without records: the workspace that the address names, running, with the given and the default answers. */
function assumedWorkspaces(
  manifest: Manifest,
  address: { readonly owner: string; readonly workspace: string } | null,
  given: readonly string[],
): Assumed {
  if (address === null) return { workspaces: [], assumed: [] };
  const answers = answersOf(manifest, given);
  const workspace: WorkspaceRecord = {
    template: { name: manifest.template.name, digest: manifest.template.digest },
    owner: { name: address.owner, id: null },
    organization: { name: "", id: null },
    name: address.workspace,
    id: null,
    state: "running",
    parameters: answers,
    agents: new Map(manifest.agents.map(({ name }) => [name, { address: "127.0.0.1", status: "connected" } as const])),
    appHealth: new Map(),
    portShares: [],
    access: new Map(),
  };
  const shown = [...answers].map(([name, answer]) => `${name} = ${JSON.stringify(answer)}`).join(", ");
  return {
    workspaces: [workspace],
    assumed: [
      `the workspace "${address.workspace}" of "${address.owner}" is of this template and runs; no ports are shared`,
      ...(shown === "" ? [] : [`its answers are ${shown}`]),
    ],
  };
}

function answersOf(manifest: Manifest, given: readonly string[]): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const parameter of manifest.parameters) {
    if (parameter.default !== null) answers.set(parameter.name, parameter.default);
  }
  for (const pair of given) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (at <= 0) throw new CommandFailure(`--parameter ${JSON.stringify(pair)} is not of the form NAME=VALUE`);
    if (!manifest.parameters.some((parameter) => parameter.name === name)) {
      throw new CommandFailure(`nothing in the manifest depends on a parameter ${JSON.stringify(name)}`);
    }
    answers.set(name, pair.slice(at + 1));
  }
  return answers;
}
