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
