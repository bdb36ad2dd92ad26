/** Mistakes in references that show without any value: names that aren't declared, wrong instance keys, unknown attributes. */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { AttrStep, ScopeTraversal } from "../hcl/tree.ts";
import { tentative, variables } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import type { BlockSchema } from "./block-schema.ts";
import type { DependsOn, ModuleCallConfig, ModuleConfig, ModuleNode, ResourceConfig } from "./config.ts";
import type { Provider } from "./evaluated.ts";
import { type ExpressionSite, expressionSites } from "./expression-sites.ts";
import { checkIgnoreChanges } from "./ignore-changes.ts";
import { checkImport } from "./import-target.ts";
import { movedReference, type Replacement } from "./moved-attribute.ts";
import { type Reference, referenceOf } from "./references.ts";
import { wrongStep } from "./schema-traversal.ts";

export interface StaticContext {
  /** Nothing is suggested: there are more mistakes already than are listed. */
  readonly brief?: true;
  readonly node: ModuleNode;
  readonly provider: Provider;
  /** Why a provider's type lacks an attribute that once was: "removed in 2.0.0, use …"; null when it never was. */
  readonly attributeHistory: (
    mode: "managed" | "data",
    type: string,
    attribute: string,
  ) => {
    readonly notes: readonly string[];
    readonly help: string | null;
    readonly replacement: Replacement | null;
  } | null;
}

/** Each suggestion compares a name with all others. */
const manyMistakes = 1_000;

export function staticCheck(context: StaticContext): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const { config } = context.node;
  const briefly: StaticContext = { ...context, brief: true };
  for (const site of expressionSites(config)) {
    for (const traversal of site.traversals) {
      const diagnostic = checkReference(traversal, site, diagnostics.length < manyMistakes ? context : briefly);
      if (diagnostic) diagnostics.push(diagnostic);
    }
  }
  for (const dependency of dependencies(config)) {
    const { expr } = dependency;
    if (expr.kind !== "scope-traversal") continue;
    const site: ExpressionSite = {
      file: dependency.file,
      expr,
      owner: "",
      each: false,
      count: false,
      self: false,
      part: "arguments",
      iterators: new Set(),
    };
    const diagnostic = checkDeclared(
      expr,
      referenceOf(expr),
      site,
      diagnostics.length < manyMistakes ? context : briefly,
    );
    if (diagnostic) diagnostics.push(diagnostic);
  }
  for (const resource of config.resources.values())
    diagnostics.push(...checkIgnoreChanges(resource, schemaOf(resource, context)));
  for (const block of config.otherBlocks)
    if (block.type === "import") diagnostics.push(...checkImport(block, config, context.provider));
  for (const call of config.calls.values()) diagnostics.push(...checkCall(call, context));
  return diagnostics;
}

function* dependencies(config: ModuleConfig): Iterable<DependsOn> {
  for (const output of config.outputs.values()) yield* output.dependsOn;
  for (const call of config.calls.values()) yield* call.dependsOn;
  for (const resource of config.resources.values()) yield* resource.dependsOn;
}

/** For one expression outside the module's files (`eval`). */
export function checkExpression(site: ExpressionSite, context: StaticContext): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const traversal of variables(site.expr)) {
    const diagnostic = checkReference(traversal, site, context);
    if (diagnostic) diagnostics.push(diagnostic);
  }
  return diagnostics;
}

function checkReference(traversal: ScopeTraversal, site: ExpressionSite, context: StaticContext): Diagnostic | null {
  const root = traversal.steps[0].name;
  if (site.iterators.has(root)) return null;
  const reference = referenceOf(traversal);
  const diagnostic = checkDeclared(traversal, reference, site, context);
  if (diagnostic) return diagnostic;
  if (site.part === "destroy" && !outlives(reference)) return goneAtDestroy(traversal, site);
  if (reference.kind === "resource") {
    const resource = context.node.config.resources.get(reference.address);
    if (resource?.check != null && site.owner !== `check.${resource.check}`)
      return scoped(traversal, resource.check, site);
    return resource ? checkResource(traversal, reference.consumed, resource, site, context) : null;
  }
  // Terraform evaluates an output's name; that a resource has an attribute it looks up before.
  if (reference.kind !== "module" || tentative(site.expr).has(traversal)) return null;
  return checkOutput(traversal, reference.name, site, context);
}

/** What a provisioner may still look at when its resource is destroyed. */
function outlives(reference: Reference): boolean {
  return reference.kind === "each"
    ? reference.name === "key"
    : ["self", "count", "path", "terraform"].includes(reference.kind);
}

function goneAtDestroy(traversal: ScopeTraversal, site: ExpressionSite): Diagnostic {
  return problem(
    "terraform-block",
    site.file,
    traversal,
    "a provisioner with `when = destroy` and its connection can't refer to this",
    ["they may say self, count.index, each.key, path and terraform: other objects may be gone by then"],
    "keep the value in an argument of the resource, and take it from self",
  );
}

function scoped(traversal: ScopeTraversal, check: string, site: ExpressionSite): Diagnostic {
  return problem(
    "reference-undeclared",
    site.file,
    prefix(traversal, 3),
    `this data source belongs to check "${check}", and nothing else can refer to it`,
    [],
    "move it out of the `check` block",
  );
}

function checkDeclared(
  traversal: ScopeTraversal,
  reference: Reference,
  site: ExpressionSite,
  context: StaticContext,
): Diagnostic | null {
  const { config } = context.node;
  switch (reference.kind) {
    case "variable":
      return config.variables.has(reference.name)
        ? null
        : undeclared(
            site.file,
            prefix(traversal, 2),
            `there is no variable "${reference.name}" in this module`,
            reference.name,
            context.brief ? [] : config.variables.keys(),
            "var.",
            `declare \`variable "${reference.name}"\``,
          );
    case "local":
      return config.locals.has(reference.name)
        ? null
        : undeclared(
            site.file,
            prefix(traversal, 2),
            `there is no local value "${reference.name}" in this module`,
            reference.name,
            context.brief ? [] : config.locals.keys(),
            "local.",
            `define \`${reference.name}\` in a \`locals\` block`,
          );
    case "module":
      return config.calls.has(reference.name)
        ? null
        : undeclared(
            site.file,
            prefix(traversal, 2),
            `there is no module call "${reference.name}" in this module`,
            reference.name,
            context.brief ? [] : config.calls.keys(),
            "module.",
            `add \`module "${reference.name}"\``,
          );
    case "resource":
      return config.resources.has(reference.address) ? null : undeclaredResource(traversal, reference, site, context);
    case "each":
    case "count":
      return checkRepetition(traversal, reference.kind, reference.name, site);
    case "self":
      return site.self
        ? null
        : problem(
            "reference-undeclared",
            site.file,
            traversal,
            "`self` has no meaning here",
            ["it stands for the resource only in its provisioners, connections and postconditions"],
            "name the object by its address",
          );
    case "path":
      return ["module", "root", "cwd"].includes(reference.name)
        ? null
        : undeclared(
            site.file,
            prefix(traversal, 2),
            `\`path\` has no "${reference.name}"`,
            reference.name,
            ["module", "root", "cwd"],
            "path.",
            "use path.module, path.root or path.cwd",
          );
    case "terraform":
      return ["workspace", "applying"].includes(reference.name)
        ? null
        : undeclared(
            site.file,
            prefix(traversal, 2),
            `\`terraform\` has no "${reference.name}"`,
            reference.name,
            ["workspace", "applying"],
            "terraform.",
            "use terraform.workspace",
          );
    case "incomplete":
      return incomplete(traversal, reference.root, site, config);
    case "indexed":
      return problem(
        "reference-undeclared",
        site.file,
        reference.step,
        `\`${reference.root}\` is followed by a name, not by an index`,
        [],
        `write \`${reference.root}.NAME\``,
      );
  }
}

function checkRepetition(
  traversal: ScopeTraversal,
  kind: "each" | "count",
  name: string,
  site: ExpressionSite,
): Diagnostic | null {
  const names = kind === "each" ? ["key", "value"] : ["index"];
  const argument = kind === "each" ? "for_each" : "count";
  if (!names.includes(name)) {
    return undeclared(
      site.file,
      prefix(traversal, 2),
      `\`${kind}\` has no "${name}"`,
      name,
      names,
      `${kind}.`,
      `use ${names.map((known) => `${kind}.${known}`).join(" or ")}`,
    );
  }
  if (kind === "each" ? site.each : site.count) return null;
  return problem(
    "reference-undeclared",
    site.file,
    prefix(traversal, 2),
    `\`${kind}.${name}\` has no meaning without \`${argument}\``,
    [],
    `add \`${argument}\` to the block, or use another value`,
  );
}

function undeclaredResource(
  traversal: ScopeTraversal,
  reference: Extract<Reference, { kind: "resource" }>,
  site: ExpressionSite,
  context: StaticContext,
): Diagnostic {
  const { config } = context.node;
  const { mode, type, name, address } = reference;
  const steps = mode === "managed" && traversal.steps[0].name !== "resource" ? 2 : 3;
  const span = prefix(traversal, steps);
  const other = mode === "managed" ? `data.${address}` : `${type}.${name}`;
  const what = mode === "managed" ? "resource" : mode === "data" ? "data source" : "ephemeral resource";
  const resources = context.brief ? [] : [...config.resources.values()];
  const siblings = resources.filter((resource) => resource.mode === mode);
  const sameType = siblings.filter((resource) => resource.type === type).map((resource) => resource.name);
  if (config.resources.has(other)) {
    return problem(
      "reference-undeclared",
      site.file,
      span,
      `there is no ${what} ${address} in this module`,
      [],
      `did you mean \`${other}\`?`,
    );
  }
  if (sameType.length > 0) {
    const near = suggest(name, sameType) ?? (sameType.length === 1 ? (sameType[0] ?? null) : null);
    const known = sameType.slice(0, 8).join(", ");
    return problem(
      "reference-undeclared",
      site.file,
      span,
      `there is no ${what} ${address} in this module`,
      [`of type ${type} there ${sameType.length === 1 ? "is" : "are"} ${known}`],
      near ? `did you mean "${near}"?` : `declare it, or name one that exists`,
    );
  }
  if (mode === "managed" && traversal.steps[0].name !== "resource" && !type.includes("_")) {
    const roots = ["var", "local", "module", "data", "each", "count", "path", "terraform", "self"];
    const near = suggest(type, roots);
    return problem(
      "reference-undeclared",
      site.file,
      span,
      `nothing here is called \`${type}\``,
      [],
      near
        ? `did you mean \`${near}.${name}\`?`
        : `name a resource of this module, or write var.${type}, local.${type} or a quoted string`,
    );
  }
  const near = suggest(type, new Set(siblings.map((resource) => resource.type)));
  return problem(
    "reference-undeclared",
    site.file,
    span,
    `there is no ${what} ${address} in this module`,
    [],
    near ? `did you mean the type "${near}"?` : `declare it, or correct the name`,
  );
}

function incomplete(traversal: ScopeTraversal, root: string, site: ExpressionSite, config: ModuleConfig): Diagnostic {
  const help =
    root === "data"
      ? "write `data.TYPE.NAME.ATTRIBUTE`"
      : ["var", "local", "module", "each", "count", "path", "terraform"].includes(root)
        ? `write \`${root}.NAME\``
        : config.variables.has(root)
          ? `did you mean \`var.${root}\`?`
          : config.locals.has(root)
            ? `did you mean \`local.${root}\`?`
            : "quote it if it is a text; a resource is named by its type and its name";
  return problem("reference-undeclared", site.file, traversal, `\`${root}\` alone names nothing`, [], help);
}

function checkResource(
  traversal: ScopeTraversal,
  consumed: number,
  resource: ResourceConfig,
  site: ExpressionSite,
  context: StaticContext,
): Diagnostic | null {
  const step = traversal.steps[consumed];
  const multiple = resource.count !== null || resource.forEach !== null;
  const address = `${resource.mode === "managed" ? "" : `${resource.mode}.`}${resource.type}.${resource.name}`;
  let at = consumed;
  if (step?.kind === "index") {
    if (!multiple) {
      return problem(
        "instance-key",
        site.file,
        step,
        `${address} has neither \`count\` nor \`for_each\`, so it has no instances to choose from`,
        [],
        "remove the index",
      );
    }
    at++;
  } else if (step?.kind === "attr" && multiple) {
    const [argument, key] = resource.count ? ["count", "count.index"] : ["for_each", "each.key"];
    return problem(
      "instance-key",
      site.file,
      prefix(traversal, consumed),
      `${address} has \`${argument}\`: an attribute belongs to one of its instances`,
      [],
      `write ${address}[${resource.count ? "0" : '"KEY"'}].${step.name} or, inside a block with the same ${argument}, ${address}[${key}].${step.name}`,
    );
  } else if (multiple) {
    return null;
  }
  const attribute = traversal.steps[at];
  if (attribute?.kind !== "attr") return null;
  return checkAttribute(traversal, attribute, resource, site, context);
}

function schemaOf(resource: ResourceConfig, context: StaticContext): BlockSchema | null {
  return context.provider.owns(resource.type) ? context.provider.schema(resource.mode, resource.type) : null;
}

function checkAttribute(
  traversal: ScopeTraversal,
  step: AttrStep,
  resource: ResourceConfig,
  site: ExpressionSite,
  context: StaticContext,
): Diagnostic | null {
  const schema = schemaOf(resource, context);
  if (!schema) return null;
  if (schema.attributes.has(step.name) || schema.blocks.has(step.name)) {
    // Elsewhere evaluation tells it.
    const wrong = tentative(site.expr).has(traversal) ? wrongStep(traversal, step, schema) : null;
    return wrong && problem("schema-unknown-attribute", site.file, wrong.step, wrong.headline, [], wrong.help);
  }
  const names = [...schema.attributes.keys(), ...schema.blocks.keys()];
  const history =
    resource.mode === "ephemeral" ? null : context.attributeHistory(resource.mode, resource.type, step.name);
  const near = suggest(step.name, names);
  const help =
    history?.help ??
    (near
      ? `did you mean \`${near}\`?`
      : `it has ${names.sort().slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`);
  const kind = resource.mode === "data" ? `data source ${resource.type}` : resource.type;
  const span = { start: step.start, end: step.end };
  const place = { file: site.file, config: context.node.config };
  const fix = history?.replacement ? movedReference(traversal, step, place, resource, history.replacement) : null;
  const headline = `${kind} has no attribute \`${step.name}\``;
  return {
    ...problem("schema-unknown-attribute", site.file, span, headline, history?.notes ?? [], help),
    ...(fix ? { fix } : {}),
  };
}

function checkOutput(
  traversal: ScopeTraversal,
  name: string,
  site: ExpressionSite,
  context: StaticContext,
): Diagnostic | null {
  const call = context.node.config.calls.get(name);
  const child = context.node.children.get(name);
  if (!call || !child?.loaded) return null;
  const multiple = call.count !== null || call.forEach !== null;
  let at = 2;
  const step = traversal.steps[at];
  if (step?.kind === "index") {
    if (!multiple)
      return problem(
        "instance-key",
        site.file,
        step,
        `module.${name} has neither \`count\` nor \`for_each\`, so it has no instances to choose from`,
        [],
        "remove the index",
      );
    at++;
  } else if (step?.kind === "attr" && call.count !== null) {
    return problem(
      "instance-key",
      site.file,
      prefix(traversal, 3),
      `module.${name} has \`count\`: an output belongs to one of its instances`,
      [],
      `write module.${name}[0].${step.name}, or module.${name}[*].${step.name} for all`,
    );
  } else if (multiple) {
    return null;
  }
  const output = traversal.steps[at];
  const { outputs } = child.node.config;
  if (output?.kind !== "attr" || outputs.has(output.name)) return null;
  const names = context.brief ? [] : [...outputs.keys()];
  const near = suggest(output.name, names);
  const known = names.sort().slice(0, 8).join(", ");
  return problem(
    "reference-undeclared",
    site.file,
    output,
    `module.${name} has no output "${output.name}"`,
    [outputs.size === 0 ? "it has no outputs" : `it has ${known || `${outputs.size} others`}`],
    near ? `did you mean "${near}"?` : "add the output to the module, or name one that exists",
  );
}

/** A call's arguments are the variables of the module that it calls. */
function checkCall(call: ModuleCallConfig, context: StaticContext): Diagnostic[] {
  const child = context.node.children.get(call.name);
  if (!child?.loaded) return [];
  const { variables: declared } = child.node.config;
  const diagnostics: Diagnostic[] = [];
  for (const [name, attribute] of call.arguments) {
    // Of a call that is overridden Terraform passes over what the module doesn't have.
    if (declared.has(name) || call.own) continue;
    const near = diagnostics.length < manyMistakes ? suggest(name, declared.keys()) : null;
    diagnostics.push(
      problem(
        "module-call",
        attribute.file,
        attribute.nameSpan,
        `module "${call.name}" has no variable "${name}"`,
        versionNotes(call),
        near ? `did you mean \`${near}\`?` : "remove it",
      ),
    );
  }
  for (const variable of declared.values()) {
    if (variable.default || (call.own ?? call.arguments).has(variable.name)) continue;
    diagnostics.push({
      ...problem(
        "module-call",
        call.file,
        call.header,
        `module "${call.name}" needs a value for its variable "${variable.name}"`,
        versionNotes(call),
        `add \`${variable.name} = …\``,
      ),
      labels: [
        { file: call.file, span: call.header, text: "", primary: true },
        { file: variable.file, span: variable.header, text: "declared here, without a default", primary: false },
      ],
    });
  }
  return diagnostics;
}

function versionNotes(call: ModuleCallConfig): readonly string[] {
  if (!call.source || call.source.value.startsWith(".")) return [];
  return [
    call.version
      ? `judged by the copy of ${call.source.value} ${call.version.value} that is installed here`
      : `judged by the copy of ${call.source.value} that is installed here; no version is pinned`,
  ];
}

function undeclared(
  file: SourceFile,
  span: Span,
  headline: string,
  name: string,
  known: Iterable<string>,
  prefixText: string,
  otherwise: string,
): Diagnostic {
  const near = suggest(name, known);
  return problem(
    "reference-undeclared",
    file,
    span,
    headline,
    [],
    near ? `did you mean \`${prefixText}${near}\`?` : otherwise,
  );
}

function problem(
  rule: RuleId,
  file: SourceFile,
  span: Span,
  headline: string,
  notes: readonly string[],
  help: string,
): Diagnostic {
  return {
    rule,
    severity: "error",
    headline,
    labels: [{ file, span: { start: span.start, end: span.end }, text: "", primary: true }],
    notes,
    help,
  };
}

/** The source of the first steps. */
function prefix(traversal: ScopeTraversal, steps: number): Span {
  const last = traversal.steps[Math.min(steps, traversal.steps.length) - 1];
  return { start: traversal.start, end: last?.end ?? traversal.end };
}
