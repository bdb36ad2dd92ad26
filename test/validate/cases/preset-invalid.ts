import type { RuleCase } from "../rule-case.ts";

const region = `
data "coder_parameter" "region" {
  name    = "region"
  default = "eu"
  option {
    name  = "Europe"
    value = "eu"
  }
  option {
    name  = "America"
    value = "us"
  }
}
`;

const preset = (label: string, body: string): string => `
data "coder_workspace_preset" "${label}" {
  name = "${label}"
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

const scheduled = (...crons: readonly string[]): string =>
  preset(
    "p",
    `prebuilds {
  instances = 1
  scheduling {
    timezone = "UTC"
    ${crons.map((cron) => `schedule {\n      cron      = "${cron}"\n      instances = 2\n    }`).join("\n    ")}
  }
}`,
  );

export const cases: readonly RuleCase[] = [
  {
    about: "two presets that are picked at first",
    bad: preset("a", "default = true") + preset("b", "default = true"),
    finds: ["error: true"],
    says: "2 presets are the default one: data.coder_workspace_preset.a and data.coder_workspace_preset.b",
    good: preset("a", "default = true") + preset("b", "default = false"),
  },
  {
    about: "two presets of one name",
    bad: preset("a", "") + preset("b", "").replace('name = "b"', 'name = "a"'),
    finds: ['error: "a"'],
    good: preset("a", "") + preset("b", ""),
  },
  {
    about: "an answer that the parameter refuses",
    bad: region + preset("a", 'parameters = {\n  region = "mars"\n}'),
    finds: ['error: "mars"'],
    says: '"mars" for parameter "region" is none of the options',
    good: region + preset("a", 'parameters = {\n  region = "us"\n}'),
  },
  {
    about: "an answer for a parameter that doesn't exist",
    bad: region + preset("a", 'parameters = {\n  "regoin" = "us"\n}'),
    finds: ['warning: "us"'],
    says: 'the template has no parameter "regoin"',
    good: region + preset("a", 'parameters = {\n  "region" = "us"\n}'),
  },
  {
    about: "a parameter that exists for other answers only is no mistake; what it refuses with these answers is",
    bad: `${region}
data "coder_parameter" "zone" {
  count   = data.coder_parameter.region.value == "us" ? 1 : 0
  type    = "number"
  name    = "zone"
  default = "1"
}
${preset("a", 'parameters = {\n  region = "us"\n  zone   = "b"\n}')}`,
    finds: ['error: "b"'],
    good: `${region}
data "coder_parameter" "zone" {
  count   = data.coder_parameter.region.value == "us" ? 1 : 0
  type    = "number"
  name    = "zone"
  default = "1"
}
${preset("a", 'parameters = {\n  region = "eu"\n  zone   = "b"\n}')}`,
  },
  {
    about: "schedules of prebuilds that overlap",
    bad: scheduled("* 8-18 * * 1-5", "* 18-20 * * 5"),
    finds: ['error: "* 18-20 * * 5"'],
    says: 'the schedules "* 8-18 * * 1-5" and "* 18-20 * * 5" of data.coder_workspace_preset.p overlap',
    good: scheduled("* 8-17 * * 1-5", "* 18-20 * * 5"),
  },
  {
    about: "several schedules are compared by numbers",
    bad: scheduled("* 8-18 * * MON-FRI", "* 8-18 * * 6"),
    finds: ['error: "* 8-18 * * 6"'],
    says: "can't be compared: \"MON-FRI\" isn't made of numbers",
    good: scheduled("* 8-18 * * MON-FRI"),
  },
  {
    about: "a schedule begins with a star",
    bad: scheduled("0 8 * * *"),
    finds: ['error: "0 8 * * *"'],
    good: scheduled("* 8 * * *"),
  },
];
