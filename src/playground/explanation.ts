/** What `explain` says of a rule, for a dialog. */

import { type Markup, markup } from "../html/markup.ts";
import type { RuleId } from "../rule-ids.ts";
import { catalogue } from "../validate/catalogue.ts";
import type { RuleExample } from "../validate/rule-example.ts";
import { ruleFacts } from "../validate/rule-facts.ts";

export function explanation(rule: RuleId, { about, command, bad, output, good }: RuleExample): Markup {
  const { title, why } = catalogue[rule];
  const example =
    command === ""
      ? null
      : markup`<h3>Wrong</h3>${files(bad)}${command === "templatecheck lint" ? null : markup`<p>With <code>${command}</code>:</p>`}
${block(output, "what is found")}<h3>Right</h3>${files(good)}`;
  return markup`<h2>${rule}</h2><p class="quiet">${ruleFacts(rule)}</p><p>${title}</p><p>${prose(why)}</p>${about
    .split("\n\n")
    .filter((text) => text !== "")
    .map((text) => markup`<p>${prose(text)}</p>`)}${example}`;
}

function files(named: RuleExample["bad"]): readonly Markup[] {
  return Object.entries(named).map(([name, text]) => markup`<h4>${name}</h4>${block(text, name)}`);
}

/** Its own line breaks stay. */
function block(text: string, name: string): Markup {
  const [first = "", ...others] = text.trimEnd().split("\n");
  const rows = [
    markup`${first}`,
    ...others.map(
      (line) => markup`
${line}`,
    ),
  ];
  return markup`<pre tabindex="0" role="region" aria-label="${name}"><code>${rows}</code></pre>`;
}

/** `code` and **strong** of Markdown; its line breaks are blanks. */
function prose(markdown: string): readonly Markup[] {
  return markdown
    .replaceAll("\n", " ")
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) => {
      if (part.startsWith("`")) return markup`<code>${part.slice(1, -1)}</code>`;
      return part.startsWith("**") ? markup`<strong>${part.slice(2, -2)}</strong>` : markup`${part}`;
    });
}
