import type { CheckInputs } from "../../../src/check-types.ts";
import type { RuleCase } from "../rule-case.ts";

const parameter = (body: string): string => `
data "coder_parameter" "size" {
  name = "size"
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

const answer = (value: string): Partial<CheckInputs> => ({ parameters: new Map([["size", value]]) });

const header = 'data "coder_parameter" "size"';

export const cases: readonly RuleCase[] = [
  {
    about: "an answer that is none of the options",
    bad: parameter('default = "s"\noption {\n  name  = "S"\n  value = "s"\n}'),
    finds: [`error: ${header}`],
    says: 'the answer "xl" to parameter "size" is none of the options',
    inputs: answer("xl"),
    good: parameter(
      'default = "s"\noption {\n  name  = "S"\n  value = "s"\n}\noption {\n  name  = "XL"\n  value = "xl"\n}',
    ),
  },
  {
    about: "an answer that isn't of the parameter's type",
    bad: parameter('type    = "number"\ndefault = "1"'),
    finds: [`error: ${header}`],
    says: "is no number",
    inputs: answer("1 "),
    good: parameter('default = "1"'),
  },
  {
    about: "an answer outside of the range",
    bad: parameter('type    = "number"\ndefault = "1"\nvalidation {\n  max = 5\n}'),
    finds: [`error: ${header}`],
    inputs: answer("6"),
    good: parameter('type    = "number"\ndefault = "1"\nvalidation {\n  max = 6\n}'),
  },
  {
    about: "a list answer that isn't JSON",
    bad: parameter('type      = "list(string)"\nform_type = "tag-select"\ndefault   = "[]"'),
    finds: [`error: ${header}`],
    says: "is no JSON list of strings",
    inputs: answer("a,b"),
    good: parameter('default = "a"'),
  },
  {
    about: "an answer that is given makes up for a default that is missing",
    bad: parameter('type = "number"\nvalidation {\n  min = 1\n}'),
    finds: [`error: ${header}`],
    inputs: answer("0"),
    good: parameter('type = "number"\nvalidation {\n  min = 0\n}'),
  },
];
