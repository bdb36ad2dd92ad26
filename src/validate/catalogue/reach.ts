/** What can't be reached. */

import type { RuleEntry } from "./entry.ts";

export const reachRules = {
  "app-slug-is-port": {
    severity: "error",
    title: "a slug of digits is read as a port",
    why: "Every check accepts it, and Coder then serves the port of that number instead of the app, by the port's own share. The app's address and its `share` mean nothing.",
  },
  "app-slug-reserved": {
    severity: "error",
    title: "a slug makes a hostname that no browser takes",
    why: 'Hostnames whose first label begins with "xn--" are encoded international names. Browsers refuse those that decode to nothing.',
  },
  "app-hostname-unreachable": {
    severity: "error",
    title: "an app's hostname is too long for every workspace",
    why: "The first label of a hostname has at most 63 characters, and slug, agent, separators and the wildcard's suffix take nearly all of them. Coder checks nothing of it: the name just doesn't resolve.",
  },
  "app-hostname-budget": {
    severity: "warning",
    title: "a hostname leaves few characters for the names of workspace and owner",
    why: "Names have up to 32 characters each, and all of the label has 63. The app works for people with short names and not for others, and nothing tells them why.",
  },
  "app-hostname-too-long": {
    severity: "error",
    title: "a hostname is too long for a workspace that there is",
    why: "Measured against the inventory given with --workspaces. These workspaces can't open the app.",
  },
  "app-subdomain-without-wildcard": {
    severity: "error",
    title: "a subdomain app on a deployment without a wildcard host",
    why: "Coder shows such an app disabled. The profile says that the deployment has no wildcard access URL.",
  },
  "app-path-apps-disabled": {
    severity: "error",
    title: "a path app on a deployment that has them disabled",
    why: "Coder answers 403. An app without `subdomain = true` is a path app.",
  },
  "agent-name-case": {
    severity: "warning",
    title: "an agent's name has upper-case letters",
    why: "Browsers write hostnames in lower case, and Coder compares the agent's name exactly: all its ports are 404. Apps go on working, since they are found by their slug.",
  },
  "app-no-target": {
    severity: "error",
    title: "an app has neither `url` nor `command`",
    why: "The provider takes it, the dashboard shows it, and opening it is an error.",
  },
  "app-upstream-url": {
    severity: "error",
    title: "Coder's proxy can't use an app's `url`",
    why: "Nothing checks the address of a proxied app before somebody opens it. Coder then answers 400, 500 or 502.",
  },
  "app-upstream-host": {
    severity: "warning",
    title: "an app's `url` names another machine",
    why: "Coder looks at scheme, port, path and query only. Requests go to that port of the agent itself, never to the machine that is named.",
  },
  "app-upstream-path": {
    severity: "info",
    title: "an app's `url` has a path",
    why: "It isn't the page that opens first: it is put in front of the path of every request. That is right for programs that serve everything below a path, and breaks all others.",
  },
  "app-upstream-shared": {
    severity: "info",
    title: "two apps lead to one port of one agent",
    why: "Often it is a port that was copied and not changed. Where the two are shared differently, the wider one opens what the narrower one protects, and the finding is a warning.",
  },
  "app-external-url": {
    severity: "error",
    title: "a link that leads nowhere",
    why: "The address of an external app is used as it is. Without a scheme and a host it can't be opened, and from provider 2.20 on it is refused.",
  },
  "app-hand-built-address": {
    severity: "warning",
    title: "the template spells out an address that is no app's",
    why: "Hostnames have changed with releases of Coder, and slugs change with the template. An address that is written by hand isn't checked by anybody else.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;
