/** The coder provider as Terraform's side asks it: its types in one version, and what its computed attributes are. */

import type { Value } from "../hcl/value.ts";
import { nullValue } from "../hcl/values.ts";
import type { BlockSchema } from "../terraform/block-schema.ts";
import type { ResourceMode } from "../terraform/config.ts";
import type { PlannedResource, Provider } from "../terraform/evaluated.ts";
import { plannedValue } from "./agents.ts";
import type { Build } from "./build.ts";
import { Comparisons } from "./comparisons.ts";
import { dataAnswer } from "./data-answer.ts";
import { dataAttribute, type Questions } from "./data-sources.ts";

export type TypeSchemas = (mode: ResourceMode, type: string) => BlockSchema | null;

export class CoderProvider implements Provider {
  readonly build: Build;
  readonly comparisons: Comparisons;
  readonly questions: Questions = new WeakMap();
  readonly #schemas: TypeSchemas;

  constructor(schemas: TypeSchemas, build: Build, comparisons: Comparisons = new Comparisons()) {
    this.comparisons = comparisons;
    this.#schemas = schemas;
    this.build = build;
  }

  owns(type: string): boolean {
    return type.startsWith("coder_");
  }

  /** None of its resources has an importer (2.20). */
  imports(): boolean {
    return false;
  }

  schema(mode: ResourceMode, type: string): BlockSchema | null {
    return this.#schemas(mode, type);
  }

  computed(instance: PlannedResource, attribute: string): Value | undefined {
    if (instance.config.mode !== "data") return undefined;
    return dataAttribute(instance, attribute, this);
  }

  answer(instance: PlannedResource, name: string, written: Value): Value {
    // To the plugin SDK an empty map is an absent one.
    if (written.kind === "map" && written.entries.size === 0)
      return nullValue({ kind: "map", element: written.element });
    return instance.config.mode === "data"
      ? dataAnswer(instance, name, written)
      : plannedValue(instance, name, written);
  }
}
