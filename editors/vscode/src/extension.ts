import { statSync } from "node:fs";
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { findProgram } from "./find-program.ts";

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("templatecheck", { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("templatecheck.restart", restart),
    vscode.commands.registerCommand("templatecheck.showOutput", () => output?.show()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      const settings = ["templatecheck.enable", "templatecheck.path", "templatecheck.arguments"];
      if (settings.some((name) => event.affectsConfiguration(name))) await restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  // One that never came up can't be stopped.
  await running?.stop().catch(() => {});
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("templatecheck");
  if (!settings.get<boolean>("enable", true)) return;
  const server = serverOptions(settings);
  if (!server) {
    const choice = await vscode.window.showWarningMessage(
      "templatecheck isn't installed: neither in the workspace's node_modules nor on the PATH.",
      "Open the setting",
    );
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "templatecheck.path");
    return;
  }
  client = new LanguageClient("templatecheck", "templatecheck", server, clientOptions());
  try {
    await client.start();
  } catch (error) {
    output?.error(`the language server doesn't start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function serverOptions(settings: vscode.WorkspaceConfiguration): ServerOptions | null {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const windows = process.platform === "win32";
  const found = findProgram({
    setting: vscode.workspace.isTrusted ? settings.get<string>("path", "") : "",
    folders: vscode.workspace.isTrusted ? folders.map(({ uri }) => uri.fsPath) : [],
    path: process.env.PATH ?? "",
    windows,
    exists: (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
  });
  if (!found) return null;
  const more = vscode.workspace.isTrusted ? settings.get<string[]>("arguments", []) : [];
  const args = ["lsp", ...more];
  output?.info(`starting ${found.program} ${args.join(" ")}`);
  if (found.isScript) return { module: found.program, args, transport: TransportKind.stdio };
  // Node starts a `.cmd` only through a shell.
  const shell = windows && found.program.endsWith(".cmd");
  return {
    command: shell ? `"${found.program}"` : found.program,
    args,
    transport: TransportKind.stdio,
    options: shell ? { shell } : {},
  };
}

function clientOptions(): LanguageClientOptions {
  const patterns = ["**/*.{tf,tofu}", "**/*.{tf,tofu}.json", "**/*.{tfvars,tfvars.json}", "**/.templatecheck.yaml"];
  return {
    documentSelector: patterns.map((pattern) => ({ scheme: "file", pattern })),
    ...(output && { outputChannel: output }),
  };
}
