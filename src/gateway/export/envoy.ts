import type { Site } from "./site.ts";
import type { Exported } from "./target.ts";

export function envoyConfiguration(_site: Site): Exported {
  return { ok: false, option: null, error: "" };
}
