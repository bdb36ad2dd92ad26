import { describe, expect, it } from "vitest";
import { parseModuleSource } from "../../src/terraform/module-source.ts";
import { findSecret } from "../../src/validate/secrets.ts";

describe("what looks like a secret", () => {
  it("is the password of an address, wherever the address begins", () => {
    const found = (text: string) => {
      const secret = findSecret(text, false);
      return secret && text.slice(secret.start, secret.start + secret.length);
    };
    expect(found("see 1https://ann:hunter2@example.com/")).toBe("hunter2");
    expect(found("a+b://:hunter2@x")).toBe("hunter2");
    expect(found("1://ann:hunter2@x")).toBeNull();
  });

  it("is no directory to work in", () => {
    for (const place of ["/home/coder/project", "~/project", "%2Fhome%2Fcoder", "../project", "C:/project"])
      expect(findSecret(`editor://host/?pwd=${place}`, false)).toBeNull();
    expect(findSecret("PWD=/home/coder make", true)).toBeNull();
    expect(findSecret("https://host/?pwd=hunter2", false)).toMatchObject({ what: "a password", start: 18 });
    expect(findSecret("https://host/?password=/hunter2", false)).toMatchObject({ what: "a password" });
  });

  // With an expression that starts over at each letter these take hours.
  it("is looked for in linear time", () => {
    for (const piece of ["a", "a-", "a.", "a1:", "eyJabcdefgh-", "://a:", "&token=", "--a-"]) {
      findSecret(`@=${piece.repeat(400_000 / piece.length)}`, true);
    }
    expect(parseModuleSource("@a".repeat(200_000)).kind).toBe("invalid");
    expect(parseModuleSource("git@example.com:a/b").kind).toBe("remote");
  });
});
