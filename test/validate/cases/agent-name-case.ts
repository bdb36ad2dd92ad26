import type { RuleCase } from "../rule-case.ts";

const agent = (label: string): string => `
resource "coder_agent" "${label}" {
  os   = "linux"
  arch = "amd64"
}
`;

export const cases: readonly RuleCase[] = [
  { about: "upper case", bad: agent("GPU"), finds: ['warning: "GPU"'], says: "upper-case letters", good: agent("gpu") },
];
