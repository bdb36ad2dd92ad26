import type { Site } from "./site.ts";
import type { Exported } from "./target.ts";

export function traefikConfiguration(_site: Site): Exported {
  return { ok: false, option: null, error: "" };
}
