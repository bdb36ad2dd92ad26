/** The documents of `inspect tokens` and `inspect tree`: of one file, without anything around it. */

export function inspectFile(stage: "tokens" | "tree", name: string, _bytes: Uint8Array): object {
  return { stage, name };
}
