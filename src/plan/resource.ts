/** An instance of a plan or state, as what comes after evaluation sees the resources of a template. */

import { parse } from "../hcl/parser.ts";
import type { Block, Body } from "../hcl/tree.ts";
import { dynamicType } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import { nullValue } from "../hcl/values.ts";
import type { SourceFile, Span } from "../source.ts";
import type { BlockSchema } from "../terraform/block-schema.ts";
import type { ResourceConfig } from "../terraform/config.ts";
import type {
  AttributeView,
  BlocksView,
  BlockView,
  BodyView,
  EvaluatedModule,
  PlannedResource,
} from "../terraform/evaluated.ts";
import { type BodyShape, shapeOf } from "../terraform/resource-shape.ts";
import type { PlanResource } from "./document.ts";
import { at, type PlanValue, planValue } from "./value.ts";

/** Where the plan says that there is such a resource. */
export interface PlanPlace {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface PlanResourceRequest {
  readonly resource: PlanResource;
  readonly schema: BlockSchema;
  readonly place: PlanPlace;
  /** The root: the modules of a plan have no text that a call could stand in. */
  readonly module: EvaluatedModule;
  /** The value of `agent_id`, where the plan's own doesn't say whose identifier it is. */
  readonly agent: Value | null;
}

export function plannedResource({ resource, schema, place, module, agent }: PlanResourceRequest): PlannedResource {
  const { type, name } = resource;
  const block = emptyBlock(type, name);
  const plan: PlanValue = { value: resource.values, unknown: resource.unknown, sensitive: resource.sensitive };
  return {
    ...bodyView(plan, schema, block.body, place, new Map(agent ? [["agent_id", agent]] : [])),
    engine: module.engine,
    module,
    config: configOf(resource, block, place),
    key: resource.key,
    address: resource.address,
    object: nullValue(dynamicType),
    expansionUnknown: null,
    scope: (file) => module.scope(file),
  };
}

function bodyView(
  plan: PlanValue,
  schema: BlockSchema,
  body: Body,
  place: PlanPlace,
  instead: ReadonlyMap<string, Value>,
): BodyView {
  const shape: BodyShape = { ...shapeOf([body], schema, [], false), file: place.file };
  return {
    shape,
    place,
    attribute: (name): AttributeView => {
      const type = schema.attributes.get(name)?.type ?? dynamicType;
      const value = instead.get(name) ?? planValue(at(plan, name), type);
      return { value, written: value, source: null, failed: false };
    },
    blocks: (type): BlocksView => {
      const nested = schema.blocks.get(type);
      const items = at(plan, type);
      const list = nested && Array.isArray(items.value) ? items.value : [];
      const unknown = items.unknown === true ? planValue(items, dynamicType) : null;
      return {
        items: list.map((_, index): BlockView => {
          const block = emptyBlock(type, "");
          const view = bodyView(at(items, index), nested?.schema ?? schema, block.body, place, new Map());
          return { ...view, block };
        }),
        unknown: unknown?.kind === "unknown" ? unknown : null,
      };
    },
  };
}

function configOf({ mode, type, name }: PlanResource, block: Block, { file, span }: PlanPlace): ResourceConfig {
  return {
    file,
    header: span,
    mode,
    type,
    name,
    block,
    typeSpan: span,
    nameSpan: span,
    count: null,
    forEach: null,
    provider: null,
    dependsOn: [],
    preconditions: [],
    postconditions: [],
    ignoreChanges: [],
    replaceTriggeredBy: [],
    provisioners: [],
    actionTriggers: [],
    check: null,
    bodies: [block.body],
  };
}

/** A plan has values, and no text that they come from. */
function emptyBlock(type: string, name: string): Block {
  const text = name === "" ? "block {}" : "resource {}";
  const { body } = parse({ name: "", text });
  const [block] = body.kind === "body" ? body.items : [];
  if (block?.kind !== "block") throw new Error("an empty block parses");
  return { ...block, type, labels: [] };
}
