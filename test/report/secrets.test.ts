import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { reportOf } from "../../src/report/report.ts";
import type { Report } from "../../src/report/types.ts";
import { finding, formats, labelOn, resultOf } from "./fixtures.ts";

const secret = "hunter2-is-my-password";
const file = {
  name: "t/main.tf",
  text: `url = "http://me:${secret}@localhost:8080"\nsame = "${secret}"\nshare = "public"\n`,
};

function marked(text = secret, source = file): Diagnostic {
  return finding([{ ...labelOn(source, text, "not shown"), secret: true }], {
    rule: "secret-in-url",
    headline: "`url` holds a password",
  });
}

function reportOn(...others: Diagnostic[]): Report {
  const unresolved = {
    address: "coder_app.a",
    attribute: "url",
    reason: `"${secret}" isn't known`,
    dependsOn: [],
    source: { file: file.name, line: 1, column: 1 },
  };
  return reportOf([resultOf([marked(), ...others], { unresolved: [unresolved] })]);
}

describe.each(Object.entries(formats))("a secret in %s", (_, render) => {
  it("isn't shown where it is marked", () => {
    expect(render(reportOn())).not.toContain(secret);
  });

  it("isn't shown by what else is said of the line, in messages, values, trails and fixes", () => {
    const span = { start: 0, end: file.text.length };
    const other = finding([labelOn(file, "url", `it is ${secret}`), labelOn(file, "share", secret, false)], {
      headline: `the address "http://me:${secret}@localhost:8080" has no path`,
      notes: [secret],
      help: secret,
      witness: { password: secret },
      trail: [{ file, span, text: `var.url = "${secret}"` }],
      fix: { safe: true, title: `write ${secret}`, edits: [{ file, span, newText: `url = "${secret}"\n` }] },
    });
    expect(render(reportOn(other))).not.toContain(secret);
  });

  it("isn't shown by a fix of the same line, nor by another template that has read the file", () => {
    const copy = { ...file };
    const end = copy.text.indexOf("\n");
    const fix = {
      safe: true,
      title: "add a path",
      edits: [{ file: copy, span: { start: end - 1, end: end - 1 }, newText: "/" }],
    };
    const report = reportOf([
      resultOf([marked()]),
      resultOf([finding([labelOn(copy, "url")], { fix }), finding([labelOn(copy, copy.text.slice(0, end))])], {
        directory: "u",
      }),
    ]);
    expect(render(report)).not.toContain(secret);
  });
});

describe("what is masked", () => {
  it("is as wide as it was, so that marks are where they belong", () => {
    const human = formats.human?.(reportOn()) ?? "";
    expect(human).toContain(`1 | url = "http://me:${"*".repeat(secret.length)}@localhost:8080"\n`);
    expect(human).toContain(`  |                  ${"^".repeat(secret.length)} not shown\n`);
  });

  it("is what an escape stands for, too", () => {
    const source = { name: "t/a.tf", text: 'command = "--password say-\\"friend\\"-and-enter"\n' };
    const report = reportOf([
      resultOf([
        marked('say-\\"friend\\"-and-enter', source),
        finding([labelOn(source, "command")], { headline: 'the command is "say-"friend"-and-enter"' }),
      ]),
    ]);
    expect(formats.compact?.(report)).not.toContain("friend");
  });

  it("is no part of a name that a short secret is like", () => {
    const source = { name: "t/a.tf", text: 'url = "postgres://postgres:postgres@localhost"\n' };
    const start = source.text.lastIndexOf("postgres");
    const label = { file: source, span: { start, end: start + 8 }, text: "", primary: true, secret: true } as const;
    const other = finding([labelOn(source, "url")], {
      headline: 'coder_app.postgres has "postgres" in my-postgres-app',
    });
    const [first] = reportOf([resultOf([other, finding([label])])]).diagnostics;
    expect(first?.headline).toBe('coder_app.postgres has "********" in my-postgres-app');
  });
});
