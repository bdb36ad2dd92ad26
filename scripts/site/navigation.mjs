/**
 * Every page by the job that it is for, in reading order. A page of `docs/` that isn't here fails the build; one that
 * is here and isn't there is left out.
 */

export const navigation = [
  { title: "Start", pages: ["README.md", "docs/installing.md", "docs/playground.md", "examples/README.md"] },
  {
    title: "By job",
    pages: [
      "docs/guides/author.md",
      "docs/guides/platform-team.md",
      "docs/guides/security.md",
      "docs/guides/gateway-operator.md",
    ],
  },
  {
    title: "Every day",
    pages: ["docs/commands.md", "docs/editors.md", "docs/fixing.md", "docs/suppressing.md", "docs/report.md"],
  },
  {
    title: "Many templates",
    pages: [
      "docs/finding-templates.md",
      "docs/configuration.md",
      "docs/ci.md",
      "docs/pre-commit.md",
      "docs/diff.md",
      "docs/output.md",
    ],
  },
  { title: "Serving", pages: ["docs/gateway.md", "docs/exports.md", "docs/manifest.md"] },
  {
    title: "Trust",
    pages: [
      "docs/evaluation.md",
      "docs/agreement.md",
      "docs/differences.md",
      "docs/comparison.md",
      "docs/robustness.md",
      "docs/performance.md",
      "docs/supply-chain.md",
    ],
  },
  { title: "Reference", pages: ["docs/rules/README.md", "docs/documents.md"] },
  { title: "Project", pages: ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] },
];

/** What the built program writes by a command, to a directory of the site, with a link beside the first pages. */
export const copied = [
  { title: "Try it in this browser", from: "dist/playground", to: "playground", command: "playground" },
];
