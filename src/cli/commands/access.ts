import type { Core } from "../../check-types.ts";
import type { GatewayDeployment } from "../../gateway/deployment.ts";
import { readManifest } from "../../manifest/reader.ts";
import type { Manifest } from "../../manifest/types.ts";
import { neutralisedJson } from "../../report/display-width.ts";
import { nameError } from "../../routing/names.ts";
import { parsePortForwards } from "../../routing/port-forward.ts";
import { accessDocument, accessText } from "../access-document.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import type { Reading } from "../load-reading.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";

/** More lines than anybody reads. */
const mostForwards = 1_000;

/** Every way to reach what one workspace of a template has. */
export async function access(given: Arguments, program: Program, core: Core, reading: Reading): Promise<number> {
  const format = formatOf(given, ["human", "json"]);
  const texts = (name: string): readonly string[] =>
    given.options.flatMap((option) => (option.name === name && option.value !== true ? [option.value] : []));
  // Its formats aren't those of diagnostics.
  const others = given.options.filter(({ name }) => name !== "format");
  const options = { ...reading.readOptions({ ...given, options: others }), formats: [] };
  const workspace = nameOf("workspace", options.workspace);
  const owner = nameOf("owner", options.owner);
  const forwards = parsePortForwards({ tcp: texts("tcp"), udp: texts("udp") });
  if (!forwards.ok) throw new CommandFailure(forwards.error);
  if (forwards.forwards.length > mostForwards) {
    throw new CommandFailure(
      `--tcp and --udp are for ${forwards.forwards.length} ports; ${mostForwards} are listed at most`,
    );
  }
  const session = new reading.Session(options, program, core, true);
  const template = reading.templateOrPlanOf(given.operands[0] ?? ".", program);
  const answer = await session.ask(template, (compiler, ...asked) => compiler.compile(...asked));
  const result = reading.completed(answer);
  const manifest = manifestOf(result.manifest);
  if (manifest === null || result.usageErrors.length > 0) {
    reading.emit(reading.reportOf([result]), options, program, program.stderr);
    for (const error of result.usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
    return Math.max(exitCode.findings, reading.exitCodeOf([result], options));
  }
  const deployment: GatewayDeployment = {};
  const document = accessDocument({
    manifest,
    workspace,
    owner,
    answers: answersOf(manifest, options.parameters),
    deployment,
    forwards: forwards.forwards,
    agent: agentOf(manifest, texts("agent").at(-1), forwards.forwards.length > 0),
  });
  program.stdout.write(
    format === "json" ? `${neutralisedJson(JSON.stringify(document, null, 2))}\n` : accessText(document),
  );
  return exitCode.clean;
}

function nameOf(option: "workspace" | "owner", value: string | null): string {
  if (value === null) throw new CommandFailure(`access needs --${option}: the addresses are those of one workspace`);
  const error = nameError(value);
  if (error !== null) throw new CommandFailure(`--${option} ${JSON.stringify(value)} is no name of Coder's: ${error}`);
  return value;
}

function manifestOf(text: string | null): Manifest | null {
  const read = text === null ? null : readManifest(text);
  return read?.ok === true ? read.manifest : null;
}

function answersOf(manifest: Manifest, given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const defaults = manifest.parameters.flatMap(({ name, default: answer }) =>
    answer === null ? [] : [[name, answer] as const],
  );
  return new Map([...defaults, ...given]);
}

function agentOf({ agents }: Manifest, given: string | undefined, needed: boolean): string {
  const names = agents.map(({ name }) => JSON.stringify(name)).join(", ");
  if (given !== undefined) {
    if (agents.some(({ name }) => name === given)) return given;
    throw new CommandFailure(`the template has no agent ${JSON.stringify(given)}`, `It has ${names}.`);
  }
  if (needed && agents.length > 1)
    throw new CommandFailure(`--agent has to say which agent is meant`, `There are ${names}.`);
  return agents[0]?.name ?? "";
}
