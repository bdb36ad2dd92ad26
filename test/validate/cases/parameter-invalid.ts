import type { RuleCase } from "../rule-case.ts";

const parameter = (body: string, label = "x"): string => `
data "coder_parameter" "${label}" {
  name = "${label}"
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

const option = (name: string, value: string): string => `option {\n  name  = "${name}"\n  value = ${value}\n}`;

export const cases: readonly RuleCase[] = [
  {
    about: "a default that is none of the options",
    bad: parameter(`default = "us"\n${option("Europe", '"eu"')}`),
    finds: ['error: "us"'],
    says: 'the default "us" of parameter "x" is none of the options',
    good: parameter(`default = "eu"\n${option("Europe", '"eu"')}`),
  },
  {
    about: "a default that isn't of the parameter's type",
    bad: parameter('type    = "number"\ndefault = "many"'),
    finds: ['error: "many"'],
    says: "is no number",
    good: parameter('type    = "number"\ndefault = "1e3"'),
  },
  {
    about: "booleans are what Go reads as such",
    bad: parameter('type    = "bool"\ndefault = "yes"'),
    finds: ['error: "yes"'],
    good: parameter('type    = "bool"\ndefault = "T"'),
  },
  {
    about: "with a validation, booleans are exactly true or false",
    bad: parameter('type    = "bool"\ndefault = "T"\nvalidation {}'),
    finds: ['error: "T"'],
    good: parameter('type    = "bool"\ndefault = "true"\nvalidation {}'),
  },
  {
    about: "with a validation, numbers are whole",
    bad: parameter('type    = "number"\ndefault = "1.5"\nvalidation {\n  min = 1\n}'),
    finds: ['error: "1.5"'],
    says: "is no whole number",
    good: parameter('type    = "number"\ndefault = "2"\nvalidation {\n  min = 1\n}'),
  },
  {
    about: "a default outside of the range",
    bad: parameter('type    = "number"\ndefault = "99"\nvalidation {\n  min = 1\n  max = 16\n}'),
    finds: ['error: "99"'],
    says: "is more than `max` 16",
    good: parameter('type    = "number"\ndefault = "16"\nvalidation {\n  min = 1\n  max = 16\n}'),
  },
  {
    about: "a range without any number",
    bad: parameter('type = "number"\nvalidation {\n  min = 9\n  max = 1\n}'),
    finds: ["warning: 9"],
    says: "`min` is 9, `max` is 1",
    good: parameter('type = "number"\nvalidation {\n  min = 1\n  max = 9\n}'),
  },
  {
    about: "a default that doesn't match",
    bad: parameter('default = "Abc"\nvalidation {\n  regex = "^[a-z]+$"\n  error = "Lower case only."\n}'),
    finds: ['error: "Abc"'],
    says: 'doesn\'t match `regex` "^[a-z]+$"',
    good: parameter('default = "abc"\nvalidation {\n  regex = "^[a-z]+$"\n  error = "Lower case only."\n}'),
  },
  {
    about: "a pattern has RE2 syntax",
    bad: parameter('default = "a"\nvalidation {\n  regex = "^(?!x)"\n  error = "No x."\n}'),
    finds: ['error: "^(?!x)"'],
    says: "has no regular expression in `regex`",
    good: parameter('default = "a"\nvalidation {\n  regex = "^[^x]"\n  error = "No x."\n}'),
  },
  {
    about: "a pattern needs an error",
    bad: parameter('default = "a"\nvalidation {\n  regex = "a"\n}'),
    finds: ['error: "a"'],
    says: "has a `regex` without `error`",
    good: parameter('default = "a"\nvalidation {\n  regex = "a"\n  error = "Needs an a."\n}'),
  },
  {
    about: "bounds are for numbers",
    bad: parameter('default = "a"\nvalidation {\n  min = 1\n}'),
    finds: ["error: 1"],
    says: 'has `min` in `validation`, and type "string"',
    good: parameter('type    = "number"\ndefault = "1"\nvalidation {\n  min = 1\n}'),
  },
  {
    about: "patterns are for strings",
    bad: parameter('type    = "number"\ndefault = "1"\nvalidation {\n  regex = "1"\n  error = "One."\n}'),
    finds: ['error: "1"'],
    good: parameter('type    = "string"\ndefault = "1"\nvalidation {\n  regex = "1"\n  error = "One."\n}'),
  },
  {
    about: "a form type of another type",
    bad: parameter('type      = "string"\ndefault   = "a"\nform_type = "slider"'),
    finds: ['error: "slider"'],
    says: 'can\'t be asked with form_type "slider"',
    good: parameter('type      = "number"\ndefault   = "1"\nform_type = "slider"'),
  },
  {
    about: "a form type that needs options",
    bad: parameter('default   = "a"\nform_type = "dropdown"'),
    finds: ['error: "dropdown"'],
    says: 'it is of type "string" and has no options',
    good: parameter(`default   = "a"\nform_type = "dropdown"\n${option("A", '"a"')}`),
  },
  {
    about: "options of one name",
    bad: parameter(`default = "a"\n${option("A", '"a"')}\n${option("A", '"b"')}`),
    finds: ['error: "A"'],
    says: 'has two options named "A"',
    good: parameter(`default = "a"\n${option("A", '"a"')}\n${option("B", '"b"')}`),
  },
  {
    about: "options of one value",
    bad: parameter(`default = "a"\n${option("A", '"a"')}\n${option("B", '"a"')}`),
    finds: ['error: "a"'],
    says: 'has two options with the value "a"',
    good: parameter(`default = "a"\n${option("A", '"a"')}\n${option("B", '"b"')}`),
  },
  {
    about: "an option that isn't of the parameter's type",
    bad: parameter(`type    = "number"\ndefault = "1"\n${option("One", '"1"')}\n${option("Two", '"two"')}`),
    finds: ['error: "two"'],
    good: parameter(`type    = "number"\ndefault = "1"\n${option("One", '"1"')}\n${option("Two", '"2"')}`),
  },
  {
    about: "with multi-select, every member of the default is an option",
    bad: parameter(
      `type      = "list(string)"\nform_type = "multi-select"\ndefault   = jsonencode(["git", "gti"])\n${option("Git", '"git"')}`,
    ),
    finds: ['error: jsonencode(["git", "gti"])'],
    says: 'has "gti", which is none of the options',
    good: parameter(
      `type      = "list(string)"\nform_type = "multi-select"\ndefault   = jsonencode(["git"])\n${option("Git", '"git"')}`,
    ),
  },
  {
    about: "with radio buttons, an option of a list is a whole list",
    bad: parameter(`type    = "list(string)"\ndefault = jsonencode(["git"])\n${option("Git", '"git"')}`),
    finds: ['error: "git"'],
    good: parameter(`type    = "list(string)"\ndefault = jsonencode(["git"])\n${option("Git", 'jsonencode(["git"])')}`),
  },
  {
    about: "an ephemeral parameter is mutable",
    bad: parameter('default   = "a"\nephemeral = true'),
    finds: ["error: ephemeral"],
    says: "is ephemeral and not mutable",
    good: parameter('default   = "a"\nephemeral = true\nmutable   = true'),
  },
  {
    about: "an ephemeral parameter has a default",
    bad: parameter("ephemeral = true\nmutable   = true"),
    finds: ["error: ephemeral"],
    says: "is ephemeral and has no default",
    good: parameter('default   = ""\nephemeral = true\nmutable   = true'),
  },
  {
    about: "two parameters of one name",
    bad: `${parameter('default = "a"')}${parameter('default = "b"', "y").replace('name = "y"', 'name = "x"')}`,
    finds: ['error: "x"'],
    says: '2 parameters are named "x": data.coder_parameter.x and data.coder_parameter.y',
    good: `${parameter('default = "a"')}${parameter('default = "b"', "y")}`,
  },
  {
    about: "two parameters of one name for one choice",
    bad: `${parameter('type    = "bool"\ndefault = "false"')}${parameter('default = "a"', "z")}${parameter(
      'count   = data.coder_parameter.x.value == "true" ? 1 : 0\ndefault = "b"',
      "y",
    ).replace('name = "y"', 'name = "z"')}`,
    finds: ['error: "z" when {"x":"true"}'],
    good: `${parameter('type    = "bool"\ndefault = "false"')}${parameter(
      'count   = data.coder_parameter.x.value == "false" ? 1 : 0\ndefault = "a"',
      "z",
    )}${parameter('count   = data.coder_parameter.x.value == "true" ? 1 : 0\ndefault = "b"', "y").replace('name = "y"', 'name = "z"')}`,
  },
  {
    about: "a default that other answers make illegal: the form asks again",
    bad: `${parameter('type    = "bool"\ndefault = "false"')}${parameter(
      `default = data.coder_parameter.x.value == "true" ? "c" : "a"\n${option("A", '"a"')}\n${option("B", '"b"')}`,
      "y",
    )}`,
    finds: ['warning: data.coder_parameter.x.value == "true" ? "c" : "a" when {"x":"true"}'],
    good: `${parameter('type    = "bool"\ndefault = "false"')}${parameter(
      `default = data.coder_parameter.x.value == "true" ? "b" : "a"\n${option("A", '"a"')}\n${option("B", '"b"')}`,
      "y",
    )}`,
  },
  {
    about: "a sensitive default isn't printed",
    bad: `variable "secret" {\n  default   = "hunter2"\n  sensitive = true\n}\n${parameter(`default = var.secret\n${option("A", '"a"')}`)}`,
    finds: ["error: var.secret"],
    says: 'the default of parameter "x" is none of the options; it is sensitive',
    good: parameter(`default = "a"\n${option("A", '"a"')}`),
  },
];
