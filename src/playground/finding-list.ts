/** Findings as a list: what is wrong, where, what to do about it. */

import { type Markup, markup } from "../html/markup.ts";
import type { Finding, Place } from "./answer.ts";

/** The others are counted. */
export const mostShown = 200;

/** Buttons carry what they are about: `data-go` a place, `data-rule` a rule, `data-fix` the number of a finding. */
export function findingList(findings: readonly Finding[], current: string): Markup {
  if (findings.length === 0) return markup`<p class="none">No problems were found.</p>`;
  const left = findings.length - mostShown;
  return markup`<ol class="findings">
${findings.slice(0, mostShown).map((finding, at) => item(finding, at, current))}</ol>${
    left > 0 ? markup`<p class="none">${left} more aren't shown.</p>` : null
  }`;
}

function item(finding: Finding, number: number, current: string): Markup {
  const { rule, severity, headline, label, facts, fix, others, suppressed, place } = finding;
  const said = facts.filter(([keyword]) => keyword !== "fix" && keyword !== "unsafe fix");
  const own = label === "" ? null : markup`<li>${label}</li>`;
  return markup`<li class="finding ${severity}${suppressed ? " suppressed" : ""}" data-severity="${severity}" data-of="${rule}" data-file="${place.file}" data-start="${place.start}" data-end="${place.end}">
<p><span class="severity">${severity}</span> <span class="headline">${headline}</span></p>
<p class="act">${placeButton(place, current)} <button type="button" class="plain" data-rule="${rule}" aria-haspopup="dialog"><code>${rule}</code></button>${fixButton(fix, number)}</p>
<ul>${own}${others.map(({ place: other, text }) => markup`<li>${text === "" ? "also here" : text}: ${placeButton(other, current)}</li>`)}${said.map(
    ([keyword, text]) => markup`<li><b>${keyword}:</b> ${text}</li>`,
  )}</ul></li>
`;
}

export function placeButton({ file, start, end, line, column }: Place, current: string): Markup {
  const shown = file === current ? `${line}:${column}` : `${file}:${line}:${column}`;
  return markup`<button type="button" class="plain" data-go="${file}" data-start="${start}" data-end="${end}" aria-label="${shown}, go to line ${line}, column ${column} of ${file}">${shown}</button>`;
}

function fixButton(fix: Finding["fix"], number: number): Markup | null {
  if (!fix) return null;
  const { safe, title } = fix;
  return markup` <button type="button" data-fix="${number}">${safe ? "" : "Unsafe: "}${title}</button>`;
}
