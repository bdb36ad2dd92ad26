import type { Severity } from "../../diagnostic.ts";

export interface RuleEntry {
  /** Of most of its findings; some rules have graver and lighter ones. */
  readonly severity: Severity;
  /** One sentence without a period: what is found. */
  readonly title: string;
  /** Two or three sentences: what goes wrong, and who finds out when. */
  readonly why: string;
  /** Whether some of its findings have a fix, and the gravest kind: an unsafe one may change what the template means. */
  readonly fix?: "safe" | "unsafe";
  /** Only where a configuration asks for it. */
  readonly off?: true;
}
