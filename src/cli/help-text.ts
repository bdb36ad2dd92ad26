/** What `--help` says of commands and options. */

import type { CommandName } from "./command-table.ts";

export const commandHelp: Readonly<Record<CommandName, string>> = {
  compile: "compile a template to a routing manifest",
  lint: "check templates and report what is wrong",
  verify: "check a manifest before a deploy: its schema, a fresh compilation, HashiCorp's parser, a real plan",
  diff: "compare two manifests, templates or revisions: what became reachable, moved, disappeared",
  report: "write a page that shows who can open what, at which names, and the findings",
  eval: "evaluate an expression in a template, without Terraform",
  inspect: "show what a stage sees, as JSON: tokens, tree, choices or plan",
  rules: "list the rules",
  explain: "explain a rule",
  lsp: "serve an editor: the language server, on standard input and output",
};

/** Said below the options of a command. */
export const commandExamples: Readonly<Record<CommandName, readonly string[]>> = {
  compile: [
    "templatecheck compile examples/node-react-app -o manifest.json",
    "templatecheck compile main.tf --output-format yaml",
    "templatecheck compile templates/* --out-dir manifests",
    "templatecheck compile . --check manifest.json",
  ],
  lint: [
    "templatecheck lint",
    "templatecheck lint templates --format json",
    "templatecheck lint --changed-since origin/main",
    "templatecheck lint --fix",
    "templatecheck lint --diff | git apply",
    "templatecheck lint --baseline baseline.json",
    "templatecheck lint - --stdin-filename main.tf < main.tf",
  ],
  verify: [
    "templatecheck verify manifest.json examples/node-react-app",
    "templatecheck verify manifest.json . --plan plan.json --format json",
  ],
  diff: [
    "templatecheck diff old.json new.json",
    "templatecheck diff git:main templates/docker --fail-on added-public,widened",
    "templatecheck diff git:v1.0:templates/docker git:v1.1 --format markdown",
  ],
  report: [
    "templatecheck report examples/node-react-app -o report.html",
    "templatecheck report . --format markdown",
    "templatecheck report . --format csv -o apps.csv",
  ],
  eval: ["templatecheck eval 'keys(local.shells)' examples/terminal", "templatecheck eval - . < expressions.txt"],
  inspect: ["templatecheck inspect choices .", "templatecheck inspect tokens main.tf"],
  rules: ["templatecheck rules --format json"],
  explain: ["templatecheck explain app-share-public"],
  lsp: ["templatecheck lsp", "templatecheck lsp --profile prod"],
};

export const operandHelp: ReadonlyMap<string, string> = new Map([
  [
    "[paths...]",
    'template directories, files, plans in JSON, @FILE with one of these a line, or "-" for one file on standard input (default: ".")',
  ],
  ["<manifest>", "a routing manifest, JSON or YAML"],
  ["[path]", 'template directory or .tf file (default: ".")'],
  ["<path>", "template directory or .tf file"],
  ["<old>", "manifest, template directory, git:REV or git:REV:PATH"],
  ["[new]", "the same; with git:REV as the other side, the working tree is the default"],
  ["<expression>", 'an expression of Terraform\'s language, or "-" for one a line on standard input'],
  ["<stage>", "tokens, tree, choices or plan"],
  ["<rule>", "a rule's identifier"],
]);

export const optionHelp: ReadonlyMap<string, string> = new Map([
  ["output", "write the manifest to this file (.yaml: as YAML)"],
  ["output-format", "format of the manifest: json or yaml"],
  ["out-dir", "compile several templates, each to a file in this directory"],
  ["check", "say whether this manifest is up to date, and show the difference"],
  ["plan", "compare with a plan of `terraform show -json`; may be repeated"],
  ["state", "compare with a state of `terraform show -json`; may be repeated"],
  ["fail-on", 'kinds of changes that make the exit code 1, separated by commas; "any" for all'],
  ["source-url", 'where lines can be seen, like "https://git.example.com/r/blob/main/{file}#L{line}"'],
  ["var", "value of a variable; may be repeated"],
  ["var-file", "file with values of variables; may be repeated"],
  ["parameter", "answer to a parameter: only this choice is looked at; may be repeated"],
  ["preset", "answers of a preset"],
  ["workspace", "name of the workspace, instead of a placeholder"],
  ["owner", "name of its owner, instead of a placeholder"],
  ["transition", "start (default) or stop"],
  ["module-map", "directory of modules whose source matches a pattern; may be repeated"],
  ["provider-version", "version of the coder provider, instead of what the template admits"],
  ["max-choices", "combinations of parameters that are looked at one by one (default: 4096)"],
  ["strict-unknown", "what can't be decided is an error"],
  ["allow-partial", "leave out of the manifest what can't be decided"],
  ["name", "the template's name in the manifest (default: the directory's)"],
  ["profile", "deployment of the configuration to judge by; may be repeated with lint"],
  ["max-share-level", "widest share that the template allows: owner, organization, authenticated or public"],
  ["access-url", "the deployment's URL"],
  ["wildcard-access-url", 'host names of apps, like "*--apps.example.com"'],
  ["workspaces", "JSON file of workspaces whose names must fit"],
  ["config", "configuration file, instead of the nearest .templatecheck.yaml"],
  ["no-config", "read no configuration file"],
  ["changed-since", "only templates that differ from where this revision and HEAD parted, or aren't in git yet"],
  ["stdin-filename", 'with "-": the text stands for this file in its template'],
  ["jobs", "templates that are checked at once (default: as many as pay, by their number and the processors)"],
  ["watch", "check again whenever a file changes, until interrupted"],
  ["show-config", "print the configuration that holds for the template, and where each value comes from"],
  ["fix", "correct what has a safe fix, and tell what is left"],
  ["diff", "print what --fix would change as a patch, and change nothing"],
  ["unsafe-fixes", "with --fix or --diff: fixes that may change what the template means, too"],
  ["add-suppressions", "write a comment that suppresses it above each finding"],
  ["reason", "reason in those comments; `until=YYYY-MM-DD` may end it"],
  ["baseline", "findings in this file are known and don't count"],
  ["baseline-write", "write all findings to this file"],
  ["baseline-prune", "with --baseline: remove from it what isn't found any more"],
  ["today", "date that expiring suppressions are compared with, as YYYY-MM-DD"],
  [
    "format",
    "human (default), json, jsonl, compact, sarif, github, gitlab, junit, checkstyle or markdown; with =FILE to a file; may be repeated",
  ],
  ["color", "auto (default), always or never"],
  ["quiet", "findings only, no summary"],
  ["verbose", "everything that could not be decided, suppressed findings, stack traces"],
  ["no-second-opinion", "don't ask HashiCorp's parser about a file that is refused"],
  ["fail-level", "least severity that makes the exit code 1: error (default), warning or info"],
  ["exit-zero", "exit code 0 even with findings"],
  ["stdio", "standard input and output, which is the only way; for editors that say so"],
  ["clientProcessId", "the editor's process: the server ends with it"],
]);

/** Where a command means something else by an option. */
export const optionHelpOf: ReadonlyMap<string, string> = new Map([
  ["verify format", "human (default) or json"],
  ["verify verbose", "values that could not be compared, too"],
  ["diff format", "text (default), json or markdown"],
  ["diff output", "write the difference to this file"],
  ["report format", "html (default), markdown or csv; also by the ending of the output's name"],
  ["report output", "write the report to this file"],
  ["rules format", "text (default), json or markdown"],
  ["explain format", "text (default), json or markdown"],
]);

export const exitCodeHelp = "Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 templatecheck itself failed.";
