/** Texts that look like a token or a password. */

export interface FoundSecret {
  /** "a password", for people; never the value. */
  readonly what: string;
  readonly start: number;
  readonly length: number;
}

/** Named so, a value is a secret however short it is. */
const secretNames =
  "password|passwd|passphrase|pwd|secret|client[_-]?secret|token|access[_-]?token|auth[_-]?token|session[_-]?token|coder_session_token|bearer|jwt|tkn|api[_-]?key|apikey|private[_-]?key";

/** Made by well-known services: recognised wherever they stand. */
const tokenForms: readonly (readonly [string, RegExp])[] = [
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/g],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{18,}/g],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/g],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["a Google API key", /\bAIza[A-Za-z0-9_-]{35}/g],
  ["an API key", /\bsk-[A-Za-z0-9_-]{20,}/g],
  ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]*/g],
  ["a Coder session token", /\b[A-Za-z0-9]{10}-[A-Za-z0-9]{22}\b/g],
];

/** In `scheme://user:PASSWORD@host`. Looked for from the slashes on: every letter of a long word could be the beginning. */
const userInfo = /:\/\/(?<=[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@:]*:([^\s/?#@]+)@/gi;
/** In `?token=VALUE`, `;token=VALUE`, and a fragment. */
const query = new RegExp(`[?&;#](?:[a-z0-9_.-]*[_.-])?(${secretNames})=([^&;#\\s"']+)`, "gi");
/** In `--password VALUE`, `--Notebook.token=VALUE`, `API_KEY=VALUE command`. */
const option = new RegExp(
  `(?:^|[\\s"'])-{1,2}(?:[a-z0-9_.-]*[_.-])?(${secretNames})(?:=|\\s+)(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`,
  "gi",
);
const environment = new RegExp(
  `(?:^|[\\s;"'])(?:[A-Z0-9_]*_)?(${secretNames.replaceAll("[_-]?", "_?").toUpperCase()})=(?:"([^"]*)"|'([^']*)'|([^\\s"';]+))`,
  "g",
);

/** `text` has a private character for each piece that isn't literal. */
export function findSecret(text: string, command: boolean): FoundSecret | null {
  // Most addresses are short and plain: the many expressions below aren't even compiled for them.
  if (!command && !/[@=]|[A-Za-z0-9_-]{14}/.test(text)) return null;
  for (const [what, form] of tokenForms) {
    const match = [...text.matchAll(form)].find(([found]) => looksRandom(found));
    if (match) return { what, start: match.index, length: match[0].length };
  }
  for (const match of text.matchAll(userInfo)) {
    const found = valueIn(match, match[1], "a password");
    if (found) return found;
  }
  for (const match of text.matchAll(query)) {
    const found = namedValue(match);
    if (found) return found;
  }
  if (!command) return null;
  for (const match of [...text.matchAll(option), ...text.matchAll(environment)]) {
    const found = namedValue(match);
    if (found) return found;
  }
  return null;
}

function namedValue(match: RegExpMatchArray): FoundSecret | null {
  const [, name = "", ...forms] = match;
  const value = forms.find((form) => form !== undefined);
  return value !== undefined && isWorkingDirectory(name, value) ? null : valueIn(match, value, nameOf(name));
}

/** `pwd` is the name of a password, and of the directory that a shell or an editor opens in. */
function isWorkingDirectory(name: string, value: string): boolean {
  return name.toLowerCase() === "pwd" && /^(?:[/~]|%2f|\.{1,2}\/|[a-z]:[\\/])/i.test(value);
}

function valueIn(match: RegExpMatchArray, value: string | undefined, what: string): FoundSecret | null {
  if (value === undefined || !isLiteral(value)) return null;
  return { what, start: (match.index ?? 0) + match[0].lastIndexOf(value), length: value.length };
}

/** Written out: no piece of it comes from elsewhere, now or in the shell, and it isn't a word for "none". */
function isLiteral(value: string): boolean {
  if (value === "" || /[\uE000-\uE002]/.test(value) || /[$`]|^[<{%-]|^\*+$|^x+$/i.test(value)) return false;
  return !/^(?:none|null|nil|false|true|off|on|no|yes|disabled|disable|0|1|stdin)$/i.test(value);
}

/** A word with hyphens isn't a token: those have digits, and letters of both cases or many of them. */
function looksRandom(text: string): boolean {
  return /[0-9]/.test(text) && /[a-zA-Z]/.test(text);
}

function nameOf(name: string): string {
  const lower = name.toLowerCase();
  if (lower.startsWith("pass") || lower === "pwd") return "a password";
  if (lower.includes("key")) return "a key";
  return lower.includes("secret") ? "a secret" : "a token";
}
