/** What `scripts/validators.mjs` writes into `generated/`: one module for each *.schema.json. */
declare module "*.validator.js" {
  export const validate: import("./validate.ts").GeneratedValidator;
}
