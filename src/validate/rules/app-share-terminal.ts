/** A shell or a desktop for everybody. */

import type { DecidedApp } from "../../routes/decide.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appShareTerminal = appRule("terminals and desktops that are open to everybody", (app, report) => {
  if (app.share?.effective !== "public") return;
  const place = writtenAt(app.facts.instance, "share");
  if (app.kind === "command") {
    report(
      problem("app-share-terminal", "error", place, {
        headline: `${app.facts.address} runs a command in a terminal, and is shared with everybody`,
        notes: ["a terminal gives whoever opens it all that the workspace's owner has there"],
        help: "remove `share`",
      }),
    );
    return;
  }
  const sign = app.kind === "proxy" ? signOf(app) : null;
  if (sign === null) return;
  report(
    problem("app-share-terminal", "warning", place, {
      headline: `${app.facts.address} looks like a terminal or a desktop, and is shared with everybody`,
      notes: [
        sign,
        "unless it asks for a password itself, whoever opens it has all that the workspace's owner has there",
      ],
      help: 'share with "authenticated" at most, or make sure that it asks for a password',
    }),
  );
});

const words =
  /(?:^|[^a-z])(ttyd|wetty|gotty|webtty|xterm|terminal|tmux|shell|ssh|vnc|novnc|kasmvnc|tigervnc|rdp|xrdp|xpra|guacamole|desktop|code-server|openvscode|vscode|jupyter|jupyterlab|rstudio)(?:[^a-z]|$)/;

/** Ports that those programs listen on unless told otherwise. */
const ports: ReadonlyMap<number, string> = new Map([
  [7681, "ttyd"],
  [6080, "noVNC"],
  [6901, "KasmVNC"],
  [8444, "KasmVNC"],
  [5900, "VNC"],
  [5901, "VNC"],
  [3389, "RDP"],
  [13337, "code-server"],
  [13338, "VS Code Web"],
]);

function signOf(app: DecidedApp): string | null {
  const name = app.display.name.filter((part) => typeof part === "string").join("");
  for (const text of [app.slug, name, app.facts.instance.config.name]) {
    const word = text === null ? undefined : words.exec(text.toLowerCase())?.[1];
    if (word !== undefined) return `it is called "${text ?? ""}"`;
  }
  const port = app.upstream?.ok ? app.upstream.upstream.port : null;
  const program = typeof port === "number" ? ports.get(port) : undefined;
  return program === undefined ? null : `port ${typeof port === "number" ? port : ""} is the usual one of ${program}`;
}
