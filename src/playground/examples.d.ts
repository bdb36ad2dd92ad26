/** What `scripts/playground-examples.mjs` makes of examples/. */
declare module "*generated/examples.js" {
  /** `about` is one line. */
  export const examples: readonly {
    readonly about: string;
    readonly project: import("./project.ts").Project;
  }[];
}
