/** What things of a module are kept by. */

import type { ProviderReference, ResourceConfig } from "./config.ts";

export function providerKey({ name, alias }: Pick<ProviderReference, "name" | "alias">): string {
  return alias === null ? name : `${name}.${alias}`;
}

/** The address in the module: `coder_app.x`, `data.coder_parameter.y`. */
export function resourceKey({ mode, type, name }: ResourceConfig): string {
  return `${mode === "managed" ? "" : `${mode}.`}${type}.${name}`;
}
