import type { Severity } from "../diagnostic.ts";
import { type Markup, markup } from "../html/markup.ts";
import type { Finding } from "./answer.ts";

/** A button for each file, with what was found in it. */
export function fileList(names: readonly string[], current: string, findings: readonly Finding[]): Markup {
  return markup`${names.map((name) => {
    const own = findings.filter(({ place, suppressed }) => place.file === name && !suppressed);
    const of = (wanted: Severity): number => own.filter(({ severity }) => severity === wanted).length;
    const counts = [counted(of("error"), "error"), counted(of("warning"), "warning"), counted(of("info"), "info")];
    const found = counts.flatMap((part) => part ?? []);
    const worst = of("error") > 0 ? "error" : of("warning") > 0 ? "warning" : "info";
    const badge =
      found.length === 0
        ? null
        : markup` <span class="badge ${worst}" aria-hidden="true">${own.length}</span><span class="hidden">, ${found.join(", ")}</span>`;
    return markup`<li><button type="button" data-file="${name}"${name === current ? markup` aria-current="true"` : null}>${name}${badge}</button></li>`;
  })}`;
}

function counted(count: number, noun: string): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
