/** Who can open it; health. */

import type { RuleEntry } from "./entry.ts";

export const accessRules = {
  "app-share-public": {
    severity: "warning",
    title: "an app is open to everybody, without signing in",
    why: "Anybody who knows the address can open it. It may be meant; then say so with a suppression and a reason.",
  },
  "app-share-user-choice": {
    severity: "warning",
    title: "whoever creates the workspace decides who may open an app",
    why: "A parameter decides the share, so the template's author doesn't. The finding lists which answer gives which level.",
  },
  "app-share-exceeds-maximum": {
    severity: "warning",
    title: "an app's share is wider than the template's maximum",
    why: "Coder applies its maximum to shares of ports only, and leaves apps alone. The gateway enforces it on apps as well unless the profile exempts them, so the two differ here.",
  },
  "app-share-no-effect": {
    severity: "warning",
    title: "an app's share has no effect",
    why: "Path apps aren't shared unless the deployment allows it, and a slug of digits is a port. Other people get a 404 that doesn't say why.",
  },
  "app-share-terminal": {
    severity: "error",
    title: "a terminal or a desktop is open to everybody",
    why: "Whoever opens it has everything that the workspace's owner has there: files, credentials, the network. Where the program is only guessed by its name or port, it is a warning.",
  },
  "secret-in-url": {
    severity: "error",
    title: "a token or a password is written into an address or a command",
    why: "Everybody who can see the workspace sees it, and so does everybody who can read the template. The value itself is never printed.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;

export const healthRules = {
  "app-healthcheck-never-runs": {
    severity: "error",
    title: "a health check whose interval or threshold isn't above 0",
    why: "The agent never makes it, and the app is shown as initializing for ever. Nothing refuses such numbers.",
  },
  "app-healthcheck-other-port": {
    severity: "warning",
    title: "a health check looks at another port than the app's",
    why: "Usually the port was copied from another app. The dashboard then shows the health of something else.",
  },
  "app-healthcheck-slow": {
    severity: "info",
    title: "a health check takes more than five minutes to notice",
    why: "An app is called unhealthy after one failure more than the threshold, each an interval apart. Until then it is shown as healthy.",
  },
  "app-healthcheck-missing": {
    severity: "warning",
    title: "a proxied app has no health check",
    why: "Without one Coder can't show whether the app is up. Many templates live well without, so this is off unless asked for.",
    off: true,
  },
} satisfies Readonly<Record<string, RuleEntry>>;
