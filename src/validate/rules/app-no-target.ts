/** An app that says neither where to go nor what to run. */

import { appRule, isOpen } from "../app-rule.ts";
import { problem } from "../problem.ts";
import { nameOf } from "../told.ts";

export const appNoTarget = appRule("apps without a target", (app, report) => {
  if (app.kind !== null || isOpen(app, "external", "command", "url")) return;
  const { instance } = app.facts;
  const { attributes } = instance.shape;
  const written = attributes.get("url") ?? attributes.get("command");
  const place = written ? { file: written.file, span: written.attribute.expr } : nameOf(instance);
  const name = attributes.has("url") ? "url" : "command";
  report(
    problem("app-no-target", "error", place, {
      headline: written
        ? `${app.facts.address} leads nowhere: its \`${name}\` is empty`
        : `${app.facts.address} leads nowhere: it has neither \`url\` nor \`command\``,
      notes: ["Coder answers 500 when such an app is opened"],
      help: 'add `url = "http://localhost:PORT"`, or a `command` for the terminal',
    }),
  );
});
