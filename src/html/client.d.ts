/** What `scripts/report-page.mjs` writes into `generated/`. */
declare module "*generated/client.js" {
  /** The page's script, bundled. */
  export const clientScript: string;
}
