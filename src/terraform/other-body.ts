/** The attributes of a body of unknown schema: in native syntax as written, in JSON every member. */

import { justAttributes } from "../hcl/content.ts";
import type { Attribute, Body } from "../hcl/tree.ts";

/** `deep`: those of nested blocks too (native syntax; in JSON they are part of the members' values). */
export function* nativeAttributes(body: Body, deep = true): Iterable<Attribute> {
  if (body.kind === "json-body") {
    yield* justAttributes(body).attributes.values();
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") yield item;
    else if (deep) yield* nativeAttributes(item.body);
  }
}
