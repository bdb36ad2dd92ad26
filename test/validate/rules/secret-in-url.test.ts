import { describe, expect, it } from "vitest";
import { renderHuman } from "../../../src/report/human.ts";
import { reportOf } from "../../../src/report/report.ts";
import { findSecret } from "../../../src/validate/secrets.ts";
import { app, base, checkText } from "../harness.ts";

describe("what looks like a secret", () => {
  it.each([
    ["http://localhost/?tkn=abc", "a token"],
    ["http://localhost/?x=1&password=p", "a password"],
    ["http://localhost/#api_key=12345", "a key"],
    ["postgres://me:pw@localhost/db", "a password"],
    ["http://localhost/ghp_abcdefghijklmnopqrstuvwxyz0123456789", "a GitHub token"],
    ["https://x/?u=AbCdEfGh12-AbCdEfGhIjKlMnOpQrSt12", "a Coder session token"],
  ])("%s", (text, what) => {
    expect(findSecret(text, false)?.what).toBe(what);
  });

  it.each([
    "http://localhost:8080/?folder=/home/coder",
    "http://localhost/?token=$SESSION_TOKEN",
    "http://localhost/?token=\uE002",
    "http://localhost/?token=",
    "http://localhost/?password=none",
    "jetbrains://x?ide=1&token=\uE002&monkey=banana",
    "https://example.com/visual-studio-code-really-long-words",
    "http://user@localhost:8080/path:with@colon",
  ])("not %s", (text) => {
    expect(findSecret(text, false)).toBeNull();
  });

  it.each([
    ["code-server --password hunter2", "a password"],
    ["API_KEY=12ab run", "a key"],
    ["jupyter lab --ServerApp.token='abc'", "a token"],
  ])("in a command: %s", (text, what) => {
    expect(findSecret(text, true)?.what).toBe(what);
    expect(findSecret(text, false)).toBeNull();
  });

  it.each(["vault login -method=token", "tool --token $TOKEN", "tool --token --verbose", "PASSWORD=$(cat x) run"])(
    "not in a command: %s",
    (text) => {
      expect(findSecret(text, true)).toBeNull();
    },
  );
});

it("prints the value nowhere", () => {
  const body = app("web", 'slug = "web"\nurl = "http://localhost:8888/lab?token=hunter2"');
  const text = renderHuman(reportOf([checkText(base + body)]), {
    color: false,
    width: 120,
    quiet: false,
    verbose: true,
  });
  expect(text).toContain("secret-in-url");
  expect(text).toContain("app-upstream-path");
  expect(text).toContain("token=*******");
  expect(text).not.toContain("hunter2");
});
