/** What `scripts/playground.mjs` makes of examples/ when it bundles the page. */
declare module "*generated/examples.js" {
  /** `about` is one line. */
  export const examples: readonly {
    readonly about: string;
    readonly project: import("./project.ts").Project;
  }[];
}
