/** What the provider refuses. */

import type { RuleEntry } from "./entry.ts";

export const providerRules = {
  "schema-unknown-attribute": {
    severity: "error",
    fix: "safe",
    title: "an attribute, block or type that the coder provider doesn't have in this version",
    why: "Terraform refuses the template when it is pushed. Attributes come and go with releases of the provider, so a template that was fine last year may be refused by today's release.",
  },
  "schema-missing-attribute": {
    severity: "error",
    title: "a required attribute is absent or null",
    why: "Terraform refuses the template when it is pushed. A null that comes from a variable shows only when a plan is made.",
  },
  "schema-wrong-type": {
    severity: "error",
    fix: "safe",
    title: "a value that doesn't convert to the attribute's type",
    why: 'Terraform converts "true" and "1" where a bool or a number is wanted, and refuses everything else. A reference to a whole resource where its id is meant is the usual case.',
  },
  "schema-conflict": {
    severity: "error",
    title: "attributes that exclude each other are both set",
    why: "The provider refuses the pair whatever the values are: `false` and an empty string count as set, only null doesn't. Where one side is known only after apply the push passes and a build fails.",
  },
  "schema-block-count": {
    severity: "error",
    title: "too many blocks, too few, or a block written as an attribute",
    why: "Terraform refuses the template when it is pushed. A second `healthcheck` is never a second check.",
  },
  "app-slug-format": {
    severity: "error",
    fix: "unsafe",
    title: "an app's slug has other characters than lower-case letters, digits and single hyphens",
    why: "The slug is a part of the app's hostname and path. The provider and Coder both refuse it.",
  },
  "app-share-value": {
    severity: "error",
    title: "`share` is none of owner, authenticated, public",
    why: 'The provider refuses it. "organization" exists for shares of ports only, and not for apps.',
  },
  "app-open-in-value": {
    severity: "error",
    fix: "safe",
    title: "`open_in` is neither slim-window nor tab",
    why: 'The provider refuses it. "window" was legal in one release of the provider only.',
  },
  "app-text-too-long": {
    severity: "error",
    title: "a display name, group or tooltip is longer than the provider allows",
    why: "Lengths are counted in bytes of UTF-8, so letters beyond ASCII count more than once. The provider refuses what is longer.",
  },
  "app-icon-url": {
    severity: "error",
    title: "`icon` is no URL, or leads to no icon",
    why: "The provider refuses what doesn't parse. What parses and leads nowhere shows as a broken picture in the dashboard, and nobody says so.",
  },
  "parameter-invalid": {
    severity: "error",
    title: "a parameter that contradicts itself",
    why: "A default that is no option, options that appear twice, a form that doesn't go with the type: the provider refuses them when the template is pushed, or the create form has no answer that fits.",
  },
  "parameter-required-validation": {
    severity: "error",
    title: "a parameter without a default has a validation that the empty answer fails",
    why: "A push plans the template without any answers, and the provider validates the empty one. So the template can't be pushed, however good the answers of its users are.",
  },
  "script-invalid": {
    severity: "error",
    fix: "unsafe",
    title: "a script that never runs, or with a bad schedule",
    why: "Some of it the provider says only when a workspace is built, after the template has been published. A schedule of five fields is taken, and read with seconds in front.",
  },
  "metadata-invalid": {
    severity: "error",
    title: "metadata that clashes with other metadata",
    why: "Coder refuses the template when two coder_metadata belong to one resource, or when keys appear twice.",
  },
  "preset-invalid": {
    severity: "error",
    title: "a preset that parameters don't accept, or that clashes with another preset",
    why: "A preset is a set of answers. Where a parameter refuses one of them, whoever chooses the preset can't create a workspace.",
  },
  "ai-task-invalid": {
    severity: "error",
    title: "a task without the app that shows it",
    why: "The provider finds it only when a workspace is built: the push passes, and every task fails.",
  },
  "value-invalid": {
    severity: "error",
    title: "a value outside of what the provider allows",
    why: "Enumerations, ranges and formats of the provider's types are checked when the template is planned. Terraform refuses what doesn't fit.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;
