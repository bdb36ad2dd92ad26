import { describe, expect, it } from "vitest";
import type { Severity } from "../../src/diagnostic.ts";
import { renderGithub } from "../../src/report/github.ts";
import { inert, looksLikeCommands } from "../../src/report/workflow-log.ts";
import { digest, finding, labelOn, machineOptions, reportWith } from "./fixtures.ts";

const file = { name: "t/a,b:c%.tf", text: "one two\nthree\n" };

function lines(...findings: Parameters<typeof reportWith>): readonly string[] {
  return renderGithub(reportWith(...findings), machineOptions)
    .trimEnd()
    .split("\n");
}

function several(severity: Severity, count: number): Parameters<typeof reportWith> {
  return Array.from({ length: count }, (_, index) =>
    finding([labelOn(file, "one")], { severity, headline: `${severity} ${index}` }),
  );
}

describe("workflow commands", () => {
  it("escape what is put into them", () => {
    const one = finding([labelOn(file, "two")], { headline: "100% :: bad", notes: ["a\r\nb"], help: "do, it" });
    expect(lines(one)).toEqual([
      "::error file=t/a%2Cb%3Ac%25.tf,line=1,endLine=1,col=5,endColumn=8,title=app-slug-format::" +
        "100%25 :: bad%0Aa\\r\\nb%0Ahelp: do, it",
    ]);
  });

  it("have columns only within one line", () => {
    expect(lines(finding([labelOn(file, "two\nthree")]))[0]).toMatch(/line=1,endLine=2,title=/);
  });

  it("name no file for standard input", () => {
    const input = { name: "<stdin>", text: "x" };
    expect(lines(finding([labelOn(input, "x")]))[0]).toMatch(/^::error title=app-slug-format::/);
  });

  it("come worst first", () => {
    const mixed = [...several("info", 1), ...several("warning", 1), ...several("error", 1)];
    expect(lines(...mixed).map((line) => line.split(" ")[0])).toEqual(["::error", "::warning", "::notice"]);
  });

  it("are ten of each kind at most, the last notice being about the others", () => {
    const all = lines(...several("error", 12), ...several("warning", 10), ...several("info", 10));
    const count = (kind: string): number => all.filter((line) => line.startsWith(`::${kind} `)).length;
    expect([count("error"), count("warning"), count("notice")]).toEqual([10, 10, 10]);
    expect(all.at(-1)).toBe("::notice title=templatecheck::3 more findings: see the step's summary or its log");
    const [stop, ...listed] = all.slice(29, -1);
    expect(stop).toMatch(/^::stop-commands::templatecheck-[0-9a-f]{32}$/);
    expect(listed.at(-1)).toBe(`::${stop?.slice("::stop-commands::".length)}::`);
    expect(listed.slice(0, -1)).toEqual([
      "t/a,b:c%.tf:1:1: error[app-slug-format]: error 8",
      "t/a,b:c%.tf:1:1: error[app-slug-format]: error 9",
      "t/a,b:c%.tf:1:1: info[app-slug-format]: info 9",
    ]);
  });

  it("are none when there is nothing to tell", () => {
    expect(renderGithub(reportWith(), machineOptions)).toBe("");
  });
});

describe("text that a runner would obey", () => {
  it("is seen", () => {
    for (const text of ["a\n::set-output name=x::y", "  ::add-path::/x", "a = 1 ##[set-env name=x]y"]) {
      expect(looksLikeCommands(text)).toBe(true);
    }
    expect(looksLikeCommands('1 | a = "::error::x"\n ::: modules/a/main.tf:1:1\n')).toBe(false);
  });

  it("can't end its own stop", () => {
    const [stop = "", line, end] = inert(["::set-output name=x::y"], digest);
    expect([line, end]).toEqual(["::set-output name=x::y", `::${stop.replace("::stop-commands::", "")}::`]);
  });
});
