import { escaped, type Markup, markup, trusted } from "../html/markup.ts";
import { neutralisedJson } from "../report/display-width.ts";
import type { Answer } from "./answer.ts";
import { findingList } from "./finding-list.ts";

const longestShown = 500_000;

/** What `compile` prints, or why it prints nothing. */
export function manifestPanel({ text, refusals, usage }: Answer["manifest"], current: string): Markup {
  if (text !== null) {
    const json = trusted(escaped(neutralisedJson(text.slice(0, longestShown))));
    const left = text.length - longestShown;
    const more =
      left > 0
        ? markup`<p class="none">The first of ${text.length} characters: <code>compile</code> prints all.</p>`
        : null;
    return markup`${more}<pre tabindex="0" role="region" aria-label="Manifest" class="manifest">${json}</pre>`;
  }
  const said = usage.map((sentence) => markup`<p>${sentence}</p>`);
  return markup`<p>There is no manifest: <code>compile</code> refuses the template.</p>${said}${
    refusals.length === 0
      ? null
      : findingList(
          refusals.map((finding) => ({ ...finding, fix: null })),
          current,
        )
  }`;
}
