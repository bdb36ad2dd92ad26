import type { RuleCase } from "../rule-case.ts";

const gpu = '\ndata "coder_parameter" "gpu" {\n  name    = "gpu"\n  type    = "bool"\n  default = "true"\n}\n';

export const cases: readonly RuleCase[] = [
  {
    about: "a parameter's value and a bool",
    bad: `${gpu}\nlocals {\n  x = data.coder_parameter.gpu.value == true ? 1 : 0\n}\n`,
    finds: ["warning: data.coder_parameter.gpu.value == true"],
    says: "is always false: it compares a string with a bool",
    good: `${gpu}\nlocals {\n  x = data.coder_parameter.gpu.value == "true" ? 1 : 0\n}\n`,
  },
  {
    about: "unequal to a number",
    bad: `${gpu}\nlocals {\n  x = 1 != data.coder_parameter.gpu.value\n}\n`,
    finds: ["warning: 1 != data.coder_parameter.gpu.value"],
    says: "is always true",
    good: `${gpu}\nlocals {\n  x = tobool(data.coder_parameter.gpu.value) == true\n}\n`,
  },
  {
    about: "a count and a text",
    bad: '\nlocals {\n  x = data.coder_workspace.me.start_count == "1"\n}\n',
    finds: ['warning: data.coder_workspace.me.start_count == "1"'],
    good: "\nlocals {\n  x = data.coder_workspace.me.start_count == 1\n}\n",
  },
];
