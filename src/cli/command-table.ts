/** Commands and their options, for the quick parser and for Commander's tree. Texts are in `help-text.ts`. */

export type CommandName =
  | "compile"
  | "lint"
  | "verify"
  | "diff"
  | "report"
  | "resolve"
  | "access"
  | "gateway"
  | "export"
  | "eval"
  | "inspect"
  | "rules"
  | "explain"
  | "init"
  | "lsp"
  | "playground"
  | "completion";

export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in help; absent when it takes none. */
  readonly value?: string;
}

export interface CommandSpec {
  readonly name: CommandName;
  /** As in a usage line: "[paths...]". */
  readonly operands: string;
  /** How many operands at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly options: readonly OptionSpec[];
}

/** How a template is evaluated. */
const templateOptions: readonly OptionSpec[] = [
  { name: "var", value: "NAME=VALUE" },
  { name: "var-file", value: "FILE" },
  { name: "parameter", value: "NAME=VALUE" },
  { name: "preset", value: "NAME" },
  { name: "workspace", value: "NAME" },
  { name: "owner", value: "NAME" },
  { name: "transition", value: "start|stop" },
  { name: "module-map", value: "SOURCE=DIR" },
  { name: "provider-version", value: "VERSION" },
  { name: "max-choices", value: "N" },
  { name: "strict-unknown" },
  { name: "allow-partial" },
  { name: "name", value: "NAME" },
];

/** What it is judged by. */
const deploymentOptions: readonly OptionSpec[] = [
  { name: "profile", value: "NAME" },
  { name: "max-share-level", value: "LEVEL" },
  { name: "access-url", value: "URL" },
  { name: "wildcard-access-url", value: "HOST" },
  { name: "workspaces", value: "FILE" },
  { name: "config", value: "FILE" },
  { name: "no-config" },
  { name: "today", value: "DATE" },
];

const outputOptions: readonly OptionSpec[] = [
  { name: "format", value: "FORMAT[=FILE]" },
  { name: "color", value: "WHEN" },
  { name: "quiet", short: "q" },
  { name: "verbose", short: "v" },
  { name: "no-second-opinion" },
  { name: "fail-level", value: "LEVEL" },
  { name: "exit-zero" },
];

/** Which templates are looked at, and when. */
const findingOptions: readonly OptionSpec[] = [
  { name: "changed-since", value: "REV" },
  { name: "stdin-filename", value: "FILE" },
  { name: "jobs", short: "j", value: "N" },
  { name: "watch", short: "w" },
  { name: "show-config" },
];

/** What else is done with findings. */
const changingOptions: readonly OptionSpec[] = [
  { name: "fix" },
  { name: "diff" },
  { name: "unsafe-fixes" },
  { name: "add-suppressions" },
  { name: "reason", value: "TEXT" },
  { name: "baseline", value: "FILE" },
  { name: "baseline-write", value: "FILE" },
  { name: "baseline-prune" },
];

const readingOptions = [...templateOptions, ...deploymentOptions, ...outputOptions];
const textOptions: readonly OptionSpec[] = [
  { name: "format", value: "FORMAT" },
  { name: "verbose", short: "v" },
];

const gatewayOptions: readonly OptionSpec[] = [
  { name: "workspaces", value: "FILE" },
  { name: "listen", value: "HOST:PORT" },
  { name: "decide-only" },
  { name: "trusted-peer", value: "NETWORK" },
  { name: "admin-listen", value: "HOST:PORT" },
  { name: "tls-cert", value: "FILE" },
  { name: "tls-key", value: "FILE" },
  ...deploymentOptions.filter(({ name }) => ["max-share-level", "access-url", "wildcard-access-url"].includes(name)),
  { name: "token-secret-file", value: "FILE" },
  { name: "token-keys", value: "FILE|URL" },
  { name: "token-issuer", value: "TEXT" },
  { name: "token-audience", value: "TEXT" },
  { name: "session-cookie", value: "NAME" },
  { name: "sign-in-url", value: "URL" },
  { name: "no-access-log" },
  { name: "shutdown-timeout", value: "SECONDS" },
  { name: "header-timeout", value: "SECONDS" },
  { name: "idle-timeout", value: "SECONDS" },
  { name: "connect-timeout", value: "SECONDS" },
  { name: "max-header-size", value: "BYTES" },
  { name: "max-headers", value: "N" },
  { name: "max-url-length", value: "N" },
  { name: "max-connections-per-client", value: "N" },
  { name: "verbose", short: "v" },
];

export const commandTable: readonly CommandSpec[] = [
  {
    name: "compile",
    operands: "[paths...]",
    least: 0,
    most: Number.POSITIVE_INFINITY,
    options: [
      { name: "output", short: "o", value: "FILE" },
      { name: "output-format", value: "json|yaml" },
      { name: "out-dir", value: "DIR" },
      { name: "check", value: "FILE" },
      ...readingOptions,
    ],
  },
  {
    name: "lint",
    operands: "[paths...]",
    least: 0,
    most: Number.POSITIVE_INFINITY,
    options: [...readingOptions, ...findingOptions, ...changingOptions],
  },
  {
    name: "verify",
    operands: "<manifest> [path]",
    least: 1,
    most: 2,
    options: [
      { name: "plan", value: "FILE" },
      { name: "state", value: "FILE" },
      ...templateOptions.filter(({ name }) => !["strict-unknown", "allow-partial"].includes(name)),
      ...deploymentOptions.filter(({ name }) => name !== "workspaces"),
      { name: "format", value: "FORMAT" },
      { name: "color", value: "WHEN" },
      { name: "quiet", short: "q" },
      { name: "verbose", short: "v" },
    ],
  },
  {
    name: "diff",
    operands: "<old> [new]",
    least: 1,
    most: 2,
    options: [
      { name: "fail-on", value: "KINDS" },
      { name: "output", short: "o", value: "FILE" },
      ...templateOptions,
      ...deploymentOptions.filter(({ name }) => !["workspaces", "today"].includes(name)),
      { name: "format", value: "FORMAT" },
      { name: "color", value: "WHEN" },
      { name: "quiet", short: "q" },
      { name: "verbose", short: "v" },
      { name: "no-second-opinion" },
    ],
  },
  {
    name: "report",
    operands: "[path]",
    least: 0,
    most: 1,
    options: [
      { name: "output", short: "o", value: "FILE" },
      { name: "source-url", value: "URL" },
      ...templateOptions.filter(({ name }) => name !== "allow-partial"),
      ...deploymentOptions,
      { name: "format", value: "FORMAT" },
      { name: "quiet", short: "q" },
      { name: "verbose", short: "v" },
      { name: "no-second-opinion" },
      { name: "fail-level", value: "LEVEL" },
      { name: "exit-zero" },
    ],
  },
  {
    name: "resolve",
    operands: "<manifest> <url>",
    least: 2,
    most: 2,
    options: [
      { name: "as", value: "USER" },
      { name: "organization", value: "NAME" },
      { name: "group", value: "NAME" },
      { name: "site-owner" },
      { name: "workspaces", value: "FILE" },
      { name: "parameter", value: "NAME=VALUE" },
      { name: "method", value: "METHOD" },
      { name: "origin", value: "URL" },
      { name: "request-method", value: "METHOD" },
      { name: "request-headers", value: "NAMES" },
      ...deploymentOptions.filter(({ name }) =>
        ["max-share-level", "access-url", "wildcard-access-url"].includes(name),
      ),
      { name: "format", value: "FORMAT" },
      { name: "verbose", short: "v" },
    ],
  },
  {
    name: "access",
    operands: "[path]",
    least: 0,
    most: 1,
    options: [
      { name: "tcp", value: "PORTS" },
      { name: "udp", value: "PORTS" },
      { name: "agent", value: "NAME" },
      ...templateOptions,
      ...deploymentOptions.filter(({ name }) => !["workspaces", "today"].includes(name)),
      { name: "format", value: "FORMAT" },
      { name: "color", value: "WHEN" },
      { name: "quiet", short: "q" },
      { name: "verbose", short: "v" },
      { name: "no-second-opinion" },
    ],
  },
  {
    name: "gateway",
    operands: "<manifests...>",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    options: gatewayOptions,
  },
  {
    name: "export",
    operands: "<manifests...>",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    options: [
      { name: "to", value: "PROXY" },
      { name: "gateway", value: "HOST:PORT" },
      { name: "listen", value: "[ADDRESS:]PORT" },
      { name: "tls-cert", value: "FILE" },
      { name: "tls-key", value: "FILE" },
      { name: "dashboard", value: "URL" },
      { name: "resolver", value: "ADDRESS" },
      { name: "output", short: "o", value: "FILE" },
      ...deploymentOptions.filter(({ name }) => ["access-url", "wildcard-access-url"].includes(name)),
      { name: "verbose", short: "v" },
    ],
  },
  { name: "eval", operands: "<expression> [path]", least: 1, most: 2, options: readingOptions },
  { name: "inspect", operands: "<stage> <path>", least: 2, most: 2, options: readingOptions },
  { name: "rules", operands: "", least: 0, most: 0, options: textOptions },
  {
    name: "init",
    operands: "[directory]",
    least: 0,
    most: 1,
    options: deploymentOptions.filter(({ name }) => ["access-url", "wildcard-access-url"].includes(name)),
  },
  { name: "explain", operands: "<rule>", least: 1, most: 1, options: textOptions },
  {
    name: "playground",
    operands: "",
    least: 0,
    most: 0,
    options: [
      { name: "port", value: "N" },
      { name: "output", short: "o", value: "DIR" },
    ],
  },
  { name: "completion", operands: "<shell>", least: 1, most: 1, options: [] },
  {
    name: "lsp",
    operands: "",
    least: 0,
    most: 0,
    // Editors give the first two, whatever the server.
    options: [{ name: "stdio" }, { name: "clientProcessId", value: "PID" }, ...templateOptions, ...deploymentOptions],
  },
];
