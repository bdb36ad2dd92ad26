/** What of the pages is made: the tables of schemas, with values of real documents; the picture of the README. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { planted } from "../../fuzz/planted.ts";
import { targets } from "../../fuzz/targets.ts";
import { fencesOf } from "./markdown.ts";
import { pictureOf } from "./picture.ts";
import { type Schema, SchemaTables } from "./schema-tables.ts";
import { Session } from "./session.ts";

const mark = (name: string): string => `<!-- ${name}: written by scripts/doc-pages.mjs -->`;

/** Every file that is made, with its text. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-documents-"));
  try {
    const session = new Session(directory, { git: false });
    return new Map([
      ["docs/manifest.md", manifestPage()],
      ["docs/configuration.md", configurationPage()],
      ["docs/documents.md", await documentsPage(session)],
      ["docs/robustness.md", robustnessPage()],
      ["docs/images/lint.svg", await pictureOf(session, "templatecheck lint examples/port-sharing")],
    ]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function schemaOf(name: string): Schema {
  return JSON.parse(readFileSync(`src/schema/${name}.schema.json`, "utf8"));
}

/** What stands by hand above a mark, and what is made below it, up to the next heading that is `until`. */
function below(page: string, name: string, text: string, until: string | null = null): string {
  const written = readFileSync(page, "utf8");
  const from = written.indexOf(mark(name));
  if (from === -1) throw new Error(`${page} has no "${mark(name)}"`);
  const to = until === null ? -1 : written.indexOf(`\n${until}\n`, from);
  const rest = to === -1 ? "" : written.slice(to);
  return `${written.slice(0, from)}${mark(name)}\n\n${text}\n${rest}`;
}

function manifestPage(): string {
  const examples = readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("manifest.json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join("examples", file), "utf8")));
  const explained = new Map([
    ["text", "[text](#placeholders)"],
    ["when", "[guards](#guards)"],
  ]);
  const tables = new SchemaTables(schemaOf("manifest"), "", explained);
  return below("docs/manifest.md", "fields", tables.sections(examples, "###", "The whole"));
}

/** The page's own example has the values. */
function configurationPage(): string {
  const page = "docs/configuration.md";
  const example = fencesOf(readFileSync(page, "utf8")).find(({ language }) => language === "yaml")?.text ?? "";
  const tables = new SchemaTables(schemaOf("config"));
  return below(page, "keys", tables.sections([parse(example)], "###", "The file"), "## Levels");
}

function robustnessPage(): string {
  const rows = targets.map(({ name, holds }) => {
    const mistakes = planted.filter(({ target }) => target === name).length;
    return `| \`${name}\` | ${holds} | ${mistakes} |`;
  });
  const table = ["| target | what must hold | planted |", "| --- | --- | --- |", ...rows];
  return below("docs/robustness.md", "targets", table.join("\n"), "### What they prove");
}

interface Document {
  readonly schema: string;
  readonly about: string;
  /** Commands whose output is an example of it. */
  readonly commands: readonly string[];
}

const documents: readonly Document[] = [
  {
    schema: "output",
    about: "Findings: `lint --format json`. `--format jsonl` has the same objects, one a line.",
    commands: [
      "templatecheck lint examples/bad examples/ide-choice --format json",
      "templatecheck lint examples/port-sharing --profile prod --profile dev --format json",
    ],
  },
  {
    schema: "diff",
    about: "What a change does: `diff --format json`.",
    commands: ["templatecheck diff examples/ide-choice examples/local-module --format json"],
  },
  {
    schema: "verify",
    about: "Whether a manifest can be trusted: `verify --format json`.",
    commands: [
      "templatecheck verify examples/node-react-app/expected.manifest.json examples/node-react-app --format json",
    ],
  },
  {
    schema: "resolve",
    about: "What a gateway would do with a request: `resolve --format json`.",
    commands: [
      "templatecheck resolve examples/port-sharing/expected.manifest.json https://landing--dev--alice--apps.example.com/ --as bob --origin https://x.example.com --format json",
      "templatecheck resolve examples/port-sharing/expected.manifest.json https://nothing--dev--alice--apps.example.com/ --as bob --format json",
      "templatecheck resolve examples/port-sharing/expected.manifest.json https://landing--dev--alice--apps.example.com/ --format json",
    ],
  },
  {
    schema: "access",
    about: "Every way to reach what a workspace has: `access --format json`.",
    commands: [
      "templatecheck access examples/port-sharing --workspace dev --owner alice --tcp 8000:8080 --format json",
      "templatecheck access examples/terminal --workspace dev --owner alice --format json",
    ],
  },
  {
    schema: "rules",
    about: "Rules: `rules --format json` is a list of these, `explain RULE --format json` one with more.",
    commands: ["templatecheck rules --format json", "templatecheck explain app-share-public --format json"],
  },
  {
    schema: "baseline",
    about: "A baseline: what `--baseline-write` writes and `--baseline` reads.",
    commands: ["templatecheck lint examples/port-sharing --baseline-write baseline.json", "cat baseline.json"],
  },
  {
    schema: "workspaces",
    about:
      "Workspace records: what `gateway`, `resolve` and `lint` read with `--workspaces`. A list of these, or an object with the list in `workspaces`.",
    commands: [],
  },
];

async function documentsPage(session: Session): Promise<string> {
  const parts: string[] = [];
  for (const { schema: name, about, commands } of documents) {
    const values: unknown[] = [];
    for (const command of commands) {
      const { output } = await session.run(command);
      if (/^[[{]/.test(output)) values.push(JSON.parse(output));
    }
    if (name === "workspaces") values.push(recordsOfTheGuide());
    const schema = schemaOf(name);
    const root = { ...schema, properties: schema.properties ?? {} };
    const tables = new SchemaTables(root, `${name}: `);
    const holds = `Schema: \`templatecheck/${name}.schema.json\`.`;
    parts.push(`## ${name}\n\n${about} ${holds}\n\n${tables.sections(values, "###", `${name}: the whole`)}`);
  }
  return below("docs/documents.md", "fields", parts.join("\n\n"));
}

function recordsOfTheGuide(): unknown {
  const text = readFileSync("docs/guides/gateway-operator.md", "utf8");
  const fence = fencesOf(text).find(({ file }) => file === "workspaces.json");
  return JSON.parse(fence?.text ?? "[]");
}
