import type { RuleCase } from "../rule-case.ts";

const parameter = (body: string): string => `
data "coder_parameter" "size" {
  name = "size"
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "a number that has to be given, with a range",
    bad: parameter('type = "number"\nvalidation {\n  min = 1\n  max = 100\n}'),
    finds: ["error: validation"],
    says: 'parameter "size" has a `validation` and no default',
    good: parameter('type    = "number"\ndefault = "10"\nvalidation {\n  min = 1\n  max = 100\n}'),
  },
  {
    about: "a text that has to be given, with a pattern that the empty text doesn't match",
    bad: parameter('validation {\n  regex = "^[a-z]+$"\n  error = "Lower case."\n}'),
    finds: ["error: validation"],
    good: parameter('validation {\n  regex = "^[a-z]*$"\n  error = "Lower case."\n}'),
  },
  {
    about: "a boolean that has to be given, with an empty validation",
    bad: parameter('type = "bool"\nvalidation {}'),
    finds: ["error: validation"],
    good: parameter('type = "bool"'),
  },
  {
    about: "options alone pass with the empty answer, and fail together with a validation",
    bad: parameter('option {\n  name  = "S"\n  value = "s"\n}\nvalidation {}'),
    finds: ["error: validation"],
    good: parameter('option {\n  name  = "S"\n  value = "s"\n}'),
  },
  {
    about: "a null default is none",
    bad: parameter('type    = "number"\ndefault = null\nvalidation {\n  min = 1\n}'),
    finds: ["error: validation"],
    good: parameter('type    = "number"\ndefault = 1\nvalidation {\n  min = 1\n}'),
  },
];
