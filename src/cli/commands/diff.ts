import path from "node:path";
import type { Core } from "../../check-types.ts";
import { diffManifests } from "../../diff/compare.ts";
import { diffMarkdown } from "../../diff/markdown.ts";
import { type DiffReport, type DiffSide, diffDocument } from "../../diff/report.ts";
import { diffText } from "../../diff/text.ts";
import { type ChangeKind, changeKinds } from "../../diff/types.ts";
import { readManifest } from "../../manifest/reader.ts";
import type { Manifest } from "../../manifest/types.ts";
import { looksLikePlan } from "../../plan/document.ts";
import { neutralisedJson } from "../../report/display-width.ts";
import { suggest } from "../../suggest.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { readRegularFile } from "../host.ts";
import type { Reading } from "../load-reading.ts";
import { formatOf } from "../options.ts";
import type { Program } from "../program.ts";
import { Revision } from "../revision.ts";
import type { Session } from "../session.ts";
import type { Template } from "../surroundings.ts";
import { writeFileAtomically } from "../write.ts";
import { manifestJson } from "../yaml-document.ts";
import { isYamlName } from "../yaml-text.ts";

/** What changed between two manifests, templates or revisions. */
export async function diff(given: Arguments, program: Program, core: Core, reading: Reading): Promise<number> {
  const format = formatOf(given, ["text", "json", "markdown"]);
  const failOn = failingKinds(given);
  // Its formats aren't those of diagnostics.
  const others = given.options.filter(({ name }) => name !== "format");
  const options = { ...reading.readOptions({ ...given, options: others }), formats: [] };
  const session = new reading.Session(options, program, core, true);
  const [left, right] = sidesOf(given.operands, program);
  const old = await sideOf(left, session, reading);
  const now = await sideOf(right, session, reading);
  if (!("manifest" in old) || !("manifest" in now)) {
    return Math.max(...[old, now].map((side) => ("manifest" in side ? exitCode.clean : side.code)));
  }
  const changes = diffManifests(old.manifest, now.manifest);
  const found = changeKinds.filter((kind) => changes.changes.some(({ kinds }) => kinds.includes(kind)));
  const failed = found.filter((kind) => failOn.has(kind));
  const report: DiffReport = { old: old.side, new: now.side, diff: changes, failed };
  const text = rendered(report, format, reading.usesColor(options.color, program.env, program.stdout));
  if (options.output === null || options.output === "-") program.stdout.write(text);
  else writeFileAtomically(path.resolve(program.cwd, options.output), text, options.output);
  // What wasn't compared may be what must not be.
  const doubtful = failOn.size > 0 && changes.uncompared.length > 0;
  return failed.length > 0 || doubtful ? exitCode.findings : exitCode.clean;
}

function rendered(report: DiffReport, format: "text" | "json" | "markdown", color: boolean): string {
  switch (format) {
    case "text":
      return diffText(report, color);
    case "json":
      return `${neutralisedJson(JSON.stringify(diffDocument(report), null, 2))}\n`;
    case "markdown":
      return diffMarkdown(report);
  }
}

/** "any" is all of them. */
function failingKinds({ options }: Arguments): ReadonlySet<ChangeKind> {
  const kinds = new Set<ChangeKind>();
  for (const { name, value } of options) {
    if (name !== "fail-on" || value === true) continue;
    for (const word of value.split(",").map((part) => part.trim())) {
      const known = changeKinds.filter((kind) => kind === word || word === "any");
      if (known.length === 0) {
        const near = suggest(word, changeKinds);
        throw new CommandFailure(
          `--fail-on ${JSON.stringify(word)} is not one of any, ${changeKinds.join(", ")}`,
          near ? `Did you mean "${near}"?` : null,
        );
      }
      for (const kind of known) kinds.add(kind);
    }
  }
  return kinds;
}

type Side =
  /** A path in the working tree. */
  | { readonly kind: "path"; readonly name: string }
  | {
      readonly kind: "revision";
      readonly name: string;
      readonly revision: Revision;
      /** From the repository's top, with "/". */
      readonly path: string;
    };

/** `git:REV`, `git:REV:PATH`; a revision may have colons in braces: `main@{2 days ago 12:00}`. */
const revisionForm = /^git:((?:[^:{}]|\{[^{}]*\})*)(?::(.*))?$/s;

function sidesOf(operands: readonly string[], program: Program): readonly [Side, Side] {
  const [old = "", now] = operands;
  const [left, right] = [revisionOf(old), now === undefined ? null : revisionOf(now)];
  if (now === undefined && !left) {
    throw new CommandFailure(
      "diff compares two: only the old side is given",
      "With git:REV the new one is the working tree.",
    );
  }
  if (!left && !right) {
    return [
      { kind: "path", name: old },
      { kind: "path", name: now ?? "." },
    ];
  }
  const directory = repositoryDirectory(left ? now : old, left !== null && right !== null, program);
  const open = (given: Given): Revision => new Revision(given.revision, directory, program.env);
  const first = left ? open(left) : null;
  const second = right ? open(right) : null;
  const top = (first ?? second)?.top ?? program.cwd;
  const inTop = (given: string): string =>
    path.relative(top, path.resolve(program.cwd, given)).split(path.sep).join("/");
  const fromTop = (own: string): string => (/^\.\.?(\/|$)/.test(own) ? inTop(own) : own);
  // The path of one side is that of the other.
  const stated = left?.path ?? right?.path ?? null;
  const other = left && right ? null : left ? now : old;
  const side = (given: Given | null, revision: Revision | null, name: string | undefined): Side => {
    if (!given || !revision) {
      return {
        kind: "path",
        name: name ?? (stated === null ? "." : relativeName(program.cwd, path.resolve(top, fromTop(stated)))),
      };
    }
    const own = given.path ?? stated;
    const at = own === null ? inTop(other ?? ".") : fromTop(own);
    if (at.startsWith("..")) throw new CommandFailure(`${name} leads out of the repository`);
    return { kind: "revision", name: `${revision.name}${at === "" ? "" : `:${at}`}`, revision, path: at };
  };
  return [side(left, first, old), side(right, second, now)];
}

interface Given {
  readonly revision: string;
  /** As in git: from the top, or from the working directory with "./". */
  readonly path: string | null;
}

function revisionOf(operand: string): Given | null {
  if (!operand.startsWith("git:")) return null;
  const [, revision = "", own] = revisionForm.exec(operand) ?? [];
  if (revision === "" || revision.startsWith("-"))
    throw new CommandFailure(`${JSON.stringify(operand)} is not of the form git:REV or git:REV:PATH`);
  return { revision, path: own === undefined ? null : own.replace(/\/+$/, "") };
}

/** The repository is that of the other side, where that is a directory. */
function repositoryDirectory(other: string | undefined, both: boolean, { cwd }: Program): string {
  if (both || other === undefined) return cwd;
  const absolute = path.resolve(cwd, other);
  const answer = readRegularFile(absolute, 0);
  if (!answer.ok && answer.code === "directory") return absolute;
  return answer.ok || answer.code === "too-large" ? path.dirname(absolute) : cwd;
}

function relativeName(cwd: string, absolute: string): string {
  return path.relative(cwd, absolute).split(path.sep).join("/") || ".";
}

type Compiled = { readonly side: DiffSide; readonly manifest: Manifest } | { readonly code: number };

async function sideOf(side: Side, session: Session, reading: Reading): Promise<Compiled> {
  const { program } = session;
  if (side.kind === "revision") {
    const { revision } = side;
    if (revision.kindOf(side.path) === "none") {
      const read = revision.read(side.path);
      throw new CommandFailure(`cannot read ${side.name}: ${read.ok ? "no such file" : read.reason}`);
    }
    if (revision.kindOf(side.path) === "file") {
      const read = revision.read(side.path);
      if (!read.ok) throw new CommandFailure(`cannot read ${side.name}: ${read.reason}`);
      const manifest = await manifestIn(read.bytes, side.name);
      if (manifest) return { side: described(side.name, "manifest", manifest), manifest };
    }
    const isFile = revision.kindOf(side.path) === "file";
    const directory = path.resolve(revision.top, isFile ? path.posix.dirname(side.path) : side.path);
    const compiled = await compiledSide(
      side.name,
      "revision",
      { kind: "directory", directory, layer: revision },
      session,
      reading,
    );
    for (const name of revision.submodules)
      program.stderr.write(`templatecheck: ${revision.name} has no files of the submodule ${name}\n`);
    return compiled;
  }
  const read = readRegularFile(path.resolve(program.cwd, side.name));
  const manifest = read.ok ? await manifestIn(read.bytes, side.name) : null;
  if (manifest) return { side: described(side.name, "manifest", manifest), manifest };
  return await compiledSide(side.name, "template", reading.templateOrPlanOf(side.name, program), session, reading);
}

/** Null for a file that is none by its name, or a plan. */
async function manifestIn(bytes: Uint8Array, name: string): Promise<Manifest | null> {
  if (/\.(tf|tofu|tfvars)(\.json)?$/.test(name) || !/\.(json|ya?ml)$/i.test(name)) return null;
  const text = new TextDecoder().decode(bytes);
  if (looksLikePlan(text)) return null;
  const read = readManifest(isYamlName(name) ? await manifestJson(text, name) : text);
  if (read.ok) return read.manifest;
  throw new CommandFailure(`${name} is not a manifest: ${read.path === "" ? "" : `${read.path}: `}${read.error}`);
}

function described(name: string, kind: DiffSide["kind"], { template, compiler }: Manifest): DiffSide {
  return { name, kind, template: template.name, digest: template.digest, compiler: compiler.version };
}

async function compiledSide(
  name: string,
  kind: DiffSide["kind"],
  template: Template,
  session: Session,
  reading: Reading,
): Promise<Compiled> {
  const { program, options } = session;
  const answer = await session.ask(template, (core, ...asked) => core.compile(...asked));
  const results = [reading.completed(answer)];
  const [result] = options.secondOpinion ? await reading.withSecondOpinion(results) : results;
  if (!result) throw new Error("one result for one template");
  for (const error of result.usageErrors) program.stderr.write(`templatecheck: ${error}\n`);
  const read = result.manifest === null ? null : readManifest(result.manifest);
  if (read?.ok) return { side: described(name, kind, read.manifest), manifest: read.manifest };
  program.stderr.write(`templatecheck: ${name} doesn't compile, so nothing can be said of it\n`);
  if (result.diagnostics.length > 0) await reading.emit(reading.reportOf([result]), options, program, program.stderr);
  return {
    code: Math.max(
      reading.exitCodeOf([result], { ...options, failLevel: "error", exitZero: false }),
      exitCode.findings,
    ),
  };
}
