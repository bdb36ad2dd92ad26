/** Tables of all fields of a JSON Schema: type, limits, an example out of real documents, what it means. */

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly "x-expected"?: string;
}

export class SchemaTables {
  readonly #schema: Schema;
  readonly #prefix: string;
  /** Definitions that the page explains, by their name: what stands for their type. */
  readonly #explained: ReadonlyMap<string, string>;
  /** Values that a definition was seen with, by its name. */
  readonly #seen = new Map<string, unknown[]>();

  /** @param prefix of the headings of definitions: pages with several schemas need it. */
  constructor(schema: Schema, prefix = "", explained: ReadonlyMap<string, string> = new Map()) {
    this.#schema = schema;
    this.#prefix = prefix;
    this.#explained = explained;
  }

  /** Headings of the level that `marks` has, each with its table: the whole, then what it refers to. */
  sections(documents: readonly unknown[], marks: string, whole: string): string {
    const root = this.#table(this.#schema, documents);
    const { anyOf = [], oneOf = [] } = this.#schema;
    for (const option of [...anyOf, ...oneOf]) this.#below(option, "", documents);
    const parts = root === "" ? [] : [`${marks} ${whole}\n\n${root}`];
    for (const [name, definition] of this.#definitions()) this.#table(definition, this.#seen.get(name) ?? []);
    for (const [name, definition] of this.#definitions()) {
      const table = this.#table(definition, this.#seen.get(name) ?? []);
      const more =
        definition.allOf?.flatMap(({ $ref }) => ($ref ? [`All of ${this.#bareType({ $ref })}, and:`] : [])) ?? [];
      const about = [definition.description ?? "", ...more].filter((text) => text !== "");
      parts.push([`${marks} ${this.#prefix}${name}`, ...about, table].join("\n\n"));
    }
    return parts.join("\n\n");
  }

  /** Those with fields: the others stand where they are used. */
  #definitions(): readonly (readonly [string, Schema])[] {
    return Object.entries(this.#schema.$defs ?? {}).filter(([, { properties }]) => properties);
  }

  #table(node: Schema, values: readonly unknown[]): string {
    const rows = this.#rows(node, "", values);
    return rows.length === 0 ? "" : ["| field | type | | example |", "| --- | --- | --- | --- |", ...rows].join("\n");
  }

  #rows(node: Schema, prefix: string, values: readonly unknown[]): readonly string[] {
    return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
      const inner = values.flatMap((value) => (isRecord(value) && name in value ? [value[name]] : []));
      const optional = node.required?.includes(name) ? "" : "?";
      const described = property.description ?? this.#resolved(property).description ?? "";
      const below = this.#below(property, `${prefix}${name}`, inner);
      // Fields of their own have examples of their own.
      const shown = below.length > 0 ? "" : example(inner);
      const cells = [`\`${prefix}${name}${optional}\``, this.#type(property), described, shown];
      return [`| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`, ...below];
    });
  }

  /** The fields of objects that have no definition of their own. */
  #below(node: Schema, path: string, values: readonly unknown[]): readonly string[] {
    if (node.$ref) {
      const name = nameOf(node.$ref);
      const definition = this.#schema.$defs?.[name] ?? {};
      if (this.#explained.has(name)) return [];
      if (!definition.properties) return this.#below(definition, path, values);
      this.#seen.set(name, [...(this.#seen.get(name) ?? []), ...values]);
      return [];
    }
    if (node.properties) return this.#rows(node, `${path}.`, values);
    const rows: string[] = [];
    if (node.items) {
      rows.push(
        ...this.#below(
          node.items,
          `${path}[]`,
          values.flatMap((value) => (Array.isArray(value) ? value : [])),
        ),
      );
    }
    if (typeof node.additionalProperties === "object") {
      const members = values.flatMap((value) => (isRecord(value) ? Object.values(value) : []));
      rows.push(...this.#below(node.additionalProperties, `${path}.*`, members));
    }
    for (const option of [...(node.anyOf ?? []), ...(node.oneOf ?? [])])
      rows.push(...this.#below(option, path, values));
    return rows;
  }

  #resolved(node: Schema): Schema {
    return node.$ref ? (this.#schema.$defs?.[nameOf(node.$ref)] ?? {}) : node;
  }

  #type(node: Schema): string {
    return [...new Set([this.#bareType(node), ...limitsOf(node)])].join(", ");
  }

  #bareType(node: Schema): string {
    if (node.$ref) {
      const name = nameOf(node.$ref);
      const definition = this.#schema.$defs?.[name] ?? {};
      const explained = this.#explained.get(name);
      if (explained !== undefined) return explained;
      if (!definition.properties) return this.#type({ ...definition, ...without(node) });
      const heading = `${this.#prefix}${name}`;
      return `[${name}](#${heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 _-]/g, "")
        .replaceAll(" ", "-")})`;
    }
    if (node.const !== undefined) return code(node.const);
    // A list of all rules would be longer than the page.
    if (node.enum && node.enum.length > 12) return "one of its names";
    if (node.enum) return node.enum.map(code).join(", ");
    const options = node.anyOf ?? node.oneOf;
    if (options) return options.map((option) => this.#type(option)).join("; or ");
    if (node.prefixItems) return `list: ${node.prefixItems.map((item) => this.#type(item)).join(", ")}`;
    const types = typeof node.type === "string" ? [node.type] : (node.type ?? ["anything"]);
    return types.map((type) => this.#named(type, node)).join(" or ");
  }

  #named(type: string, node: Schema): string {
    if (type === "array") return node.items ? `list of ${this.#type(node.items)}` : "list";
    if (type !== "object") return type;
    const members = node.additionalProperties;
    return typeof members === "object" ? `map of ${this.#type(members)}` : "object";
  }
}

function limitsOf(node: Schema): readonly string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, default: preset } = node;
  const limits: string[] = [];
  if (minimum !== undefined && maximum !== undefined) limits.push(`${minimum} to ${maximum}`);
  else if (minimum !== undefined) limits.push(`at least ${minimum}`);
  else if (maximum !== undefined) limits.push(`at most ${maximum}`);
  if (minItems !== undefined && minItems === maxItems) limits.push(`exactly ${minItems}`);
  else {
    if (minItems !== undefined) limits.push(`at least ${minItems}`);
    if (maxItems !== undefined) limits.push(`at most ${maxItems}`);
  }
  if (minLength !== undefined && pattern === undefined)
    limits.push(minLength === 1 ? "not empty" : `${minLength} characters at least`);
  if (maxLength !== undefined) limits.push(`${maxLength} characters at most`);
  if (node["x-expected"]) limits.push(node["x-expected"].replaceAll("*", "\\*"));
  else if (pattern !== undefined && pattern.length < 60) limits.push(`matches ${code(new RegExp(pattern))}`);
  if (preset !== undefined) limits.push(`default ${code(preset)}`);
  return limits;
}

/** A short value that was really there. */
function example(values: readonly unknown[]): string {
  const shown = values.flatMap((value) => {
    if (value === null || value === "" || (typeof value === "object" && Object.values(value).length === 0)) return [];
    const text = JSON.stringify(value);
    const scalars = typeof value !== "object" || Object.values(value).every((member) => typeof member !== "object");
    return scalars && text.length <= 56 ? [code(value)] : [];
  });
  return shown[0] ?? "";
}

function code(value: unknown): string {
  const text = value instanceof RegExp ? value.source : JSON.stringify(value);
  const marks = text.includes("`") ? "``" : "`";
  return `${marks}${text}${marks}`;
}

function nameOf(reference: string): string {
  return reference.replace("#/$defs/", "");
}

function without({ $ref: _, ...rest }: Schema): Schema {
  return rest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
