/** The language server is a bundle of its own in the built program: nothing of it is loaded by other commands. */

export type LanguageServer = typeof import("./commands/lsp.ts");

export function loadLanguageServer(): Promise<LanguageServer> {
  return import("./commands/lsp.ts");
}
