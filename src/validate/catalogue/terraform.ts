/** Terraform around it. */

import type { RuleEntry } from "./entry.ts";

export const terraformRules = {
  "syntax-error": {
    severity: "error",
    title: "a file that Terraform's parser refuses",
    why: "Nothing else is said about a template that doesn't parse: what would follow from the missing part can't be told from mistakes.",
  },
  "template-invalid": {
    severity: "error",
    title: "a string in a JSON file isn't a valid template",
    why: "Strings of JSON files are parsed once more, as templates. Terraform refuses what doesn't parse there.",
  },
  "terraform-block": {
    severity: "error",
    title: "a block, argument or label that Terraform's language doesn't have",
    why: "Terraform refuses the whole configuration while it loads it, and hides all other mistakes behind it.",
  },
  "expansion-invalid": {
    severity: "error",
    title: "`count` or `for_each` is null, unknown, sensitive or of the wrong type",
    why: "Terraform has to know how many instances there are before it plans any of them.",
  },
  "module-call": {
    severity: "error",
    title: "a call of a module that doesn't fit the module",
    why: "A directory that isn't there, an input that is missing or unknown. Terraform refuses the configuration.",
  },
  "module-not-loaded": {
    severity: "warning",
    title: "a module's source is nowhere on this machine",
    why: "templatecheck downloads nothing, and what is inside stays unknown: apps too. Run `terraform get`, give --module-map, or list the directory under `modules` in the configuration.",
  },
  "condition-failed": {
    severity: "error",
    title: "a precondition or postcondition doesn't hold",
    why: "Terraform stops there, with the message that the template gives.",
  },
  "sensitive-exposed": {
    severity: "error",
    title: "a sensitive value where everybody sees it",
    why: "Terraform refuses it in an output of the root. In an app's address, icon or health check nobody refuses it, and everybody who sees the workspace sees the value.",
  },
  "required-version": {
    severity: "error",
    title: "version constraints that nothing satisfies",
    why: "`terraform init` fails, and with it the push.",
  },
  "parameter-value": {
    severity: "error",
    title: "an answer that the parameter refuses",
    why: "The answer was given for this run, and its type, its options or its validation don't take it. Coder refuses to build such a workspace.",
  },
  "variable-value": {
    severity: "error",
    title: "a value that the variable refuses",
    why: "It doesn't convert to the variable's type, or one of its validations doesn't take it. Terraform refuses the plan.",
  },
  "variable-unset": {
    severity: "error",
    title: "a variable with neither a value nor a default",
    why: "Coder asks for it when the template is pushed; a plan without it fails. Everything that depends on it is unknown here.",
  },
  "variable-validation": {
    severity: "error",
    title: "a variable's validation doesn't hold",
    why: "Terraform refuses the plan, with the message that the template gives.",
  },
  "terraform-version-differs": {
    severity: "info",
    title: "an expression that versions of Terraform answer differently",
    why: "`required_version` admits releases before and after the change. The answer given here is that of Terraform 1.13 and 1.14.",
  },
  "reference-undeclared": {
    severity: "error",
    title: "a name that is declared nowhere",
    why: "Terraform refuses the configuration. Where a name is near, it is suggested.",
  },
  "reference-cycle": {
    severity: "error",
    title: "declarations that need each other",
    why: "No order exists in which Terraform could work them out. A whole resource counts as one thing there.",
  },
  "instance-key": {
    severity: "error",
    title: "an index on a resource without `count`, or none on one with it",
    why: "Terraform refuses both. A resource with `count = 1` still needs its index.",
  },
  "function-call": {
    severity: "error",
    title: "a call that the function refuses, or a function that doesn't exist",
    why: "Terraform stops with the function's own message. With answers that a user gives, it shows only when that user builds a workspace.",
  },
  "type-mismatch": {
    severity: "error",
    title: "an operator or an index on a value that it doesn't work on",
    why: "Terraform stops there. With answers that a user gives, it shows only when that user builds a workspace.",
  },
  "comparison-always-false": {
    severity: "warning",
    title: "a comparison between a string and a number or a bool",
    why: 'Terraform doesn\'t convert the sides of `==`, so they are never equal, and it says nothing. The value of a parameter is always a string: compare it with "true", not with true.',
  },
  "value-unknown": {
    severity: "info",
    title: "something that could not be decided",
    why: "What depends on other providers, or on modules that aren't loaded, can't be known before a workspace is built. It is counted and listed, and an error where the configuration or --strict-unknown wants everything decided.",
  },
  "evaluation-budget": {
    severity: "error",
    title: "the template takes too much work",
    why: "Everything here is bounded, so that no template can make it hang. What was found before the budget ran out is reported.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;

export const ownRules = {
  "suppression-unused": {
    severity: "warning",
    fix: "unsafe",
    title: "a suppression that suppresses nothing",
    why: "What it was for is gone. Left in place it would hide the next finding of its kind.",
  },
  "suppression-expired": {
    severity: "warning",
    fix: "unsafe",
    title: "a suppression whose date has passed",
    why: "It was meant for a time. The finding counts again.",
  },
  "suppression-without-reason": {
    severity: "warning",
    title: "a suppression that doesn't say why",
    why: "A reason stands after `--`. Without one nobody knows later whether the suppression is still right, so it isn't honoured.",
  },
  "baseline-stale": {
    severity: "warning",
    title: "the baseline has entries for findings that are gone",
    why: "They would hide new findings of the same kind. --baseline-prune removes them.",
  },
  "config-invalid": {
    severity: "error",
    title: "a configuration that can't be read",
    why: "An unknown key is a mistake rather than a wish: what it was to change isn't changed.",
  },
  "parser-disagreement": {
    severity: "error",
    title: "HashiCorp's parser reads a file differently",
    why: "Then templatecheck itself is wrong, and nothing that it says of this file can be relied on. Please report it.",
  },
  "provider-unpinned": {
    severity: "info",
    title: "the coder provider's version isn't pinned, or too widely, or a later one refuses what is used",
    why: "`terraform init` takes the newest release that is admitted, and each has other attributes and checks. What is right today may be refused tomorrow, and an older release may lack what the template uses. A template that its constraint or lock file keeps at an older release is told what keeps it there: what a later one refuses, and which.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;
