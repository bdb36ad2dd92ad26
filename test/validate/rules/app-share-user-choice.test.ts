import { expect, it } from "vitest";
import { builtInProfile } from "../../../src/check-types.ts";
import { app, base, checkText, found } from "../harness.ts";

const options = `
data "coder_parameter" "who" {
  name    = "who"
  default = "owner"
  option {
    name  = "Me"
    value = "owner"
  }
  option {
    name  = "All"
    value = "public"
  }
}
`;

const shared = app(
  "web",
  'slug = "web"\nsubdomain = true\nshare = data.coder_parameter.who.value\nurl = "http://localhost:1234"',
);

it("points to the option that widens it, and lists the answers", () => {
  const [diagnostic] = found(checkText(base + options + shared), "app-share-user-choice");
  expect(diagnostic?.notes).toEqual(['answer and share: "owner": owner, "public": public']);
  const [, option] = diagnostic?.labels ?? [];
  expect(option?.file.text.slice(option.span.start, option.span.end)).toBe('"public"');
});

it("is silent where the maximum makes all answers the same", () => {
  const inputs = { profiles: [{ ...builtInProfile, maxShareLevel: "owner" as const }] };
  expect(found(checkText(base + options + shared, inputs), "app-share-user-choice")).toEqual([]);
});

it("is silent under one choice", () => {
  const inputs = { parameters: new Map([["who", "public"]]) };
  expect(found(checkText(base + options + shared, inputs), "app-share-user-choice")).toEqual([]);
});

it("is silent where the share has no effect: by path, and where the slug is a port", () => {
  for (const line of ['slug = "web"', 'slug = "8080"\nsubdomain = true']) {
    const body = app("web", `${line}\nshare = data.coder_parameter.who.value\nurl = "http://localhost:1234"`);
    expect(found(checkText(base + options + body), "app-share-user-choice")).toEqual([]);
  }
});

it("names all parameters that decide together", () => {
  const flag = (name: string) =>
    `\ndata "coder_parameter" "${name}" {\n  name    = "${name}"\n  type    = "bool"\n  default = false\n}\n`;
  const both = ["open", "world"].map((name) => `data.coder_parameter.${name}.value == "true"`).join(" && ");
  const share = `slug = "web"\nurl = "http://localhost:1"\nsubdomain = true\nshare = ${both} ? "public" : "owner"`;
  const files = `${base}${flag("open")}${flag("world")}${app("web", share)}`;
  const warnings = found(checkText(files), "app-share-user-choice");
  expect(warnings.map(({ headline }) => headline)).toEqual([
    `parameters "open" and "world" let the workspace's user share coder_app.web with anybody, without signing in`,
  ]);
  expect(warnings[0]?.notes).toEqual([
    'answer to "open" and share: "false": owner, "true": owner or public',
    'answer to "world" and share: "false": owner, "true": owner or public',
    '"public" when `open` is "true" and `world` is "true"',
  ]);
});
