import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { type CheckInputs, type CheckResult, defaultInputs } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import { memoryHost } from "../memory-host.ts";
import { base, checkText, libraries } from "../validate/harness.ts";

const publicApp = (sharing: string, above = "", first = ""): string => `${above}resource "coder_app" "a" {
${first}  agent_id  = coder_agent.main.id
  slug      = "a"
  url       = "http://localhost:3000"
  subdomain = true
${sharing}
}
`;
const isPublic = '  share     = "public"';
const ignore = "# templatecheck: ignore app-share-public -- demo";

/** Rule, and the reason where it is suppressed: of what this test is about. */
function told(text: string | Record<string, string>, inputs: Partial<CheckInputs> = {}): readonly string[] {
  return linesOf(checkText(typeof text === "string" ? base + text : text, { today: "2026-06-01", ...inputs }));
}

function linesOf(result: CheckResult): readonly string[] {
  return result.diagnostics
    .filter(({ rule }) => !["provider-unpinned", "app-hostname-budget", "app-upstream-shared"].includes(rule))
    .map(({ rule, suppressed }) => (suppressed ? `${rule} (${suppressed.kind}: ${suppressed.reason})` : rule));
}

const silenced = ["app-share-public (inSource: demo)"];

describe("a comment in a file of values", () => {
  const values = (text: string): Record<string, string> => ({ "main.tf": base, "terraform.tfvars": text });

  it("suppresses what is found there", () => {
    expect(told(values("zone = 1\n"))).toEqual(["variable-value"]);
    expect(told(values("# templatecheck: ignore variable-value -- for another template\nzone = 1\n"))).toEqual([
      "variable-value (inSource: for another template)",
    ]);
  });

  it("is told when nothing needs it", () => {
    expect(told(values("# templatecheck: ignore app-no-target -- for another template\n"))).toEqual([
      "suppression-unused",
    ]);
  });
});

describe("a comment suppresses", () => {
  it("nothing, where there is none", () => {
    expect(told(publicApp(isPublic))).toEqual(["app-share-public"]);
  });

  it.each([
    ["on its line", publicApp(`${isPublic} ${ignore}`)],
    ["on its line, as //", publicApp(`${isPublic} ${ignore.replace("#", "//")}`)],
    ["on its line, as /* */", publicApp(`${isPublic} ${ignore.replace("#", "/*")} */`)],
    ["above its line", publicApp(`  ${ignore}\n${isPublic}`)],
    ["above its line, as /* */", publicApp(`  ${ignore.replace("#", "/*")} */\n${isPublic}`)],
    ["above its line, with other comments between", publicApp(`  ${ignore}\n  # demo\n  // demo\n${isPublic}`)],
    ["above its block", publicApp(isPublic, `${ignore}\n`)],
    ["at the top of its block", publicApp(isPublic, "", `  ${ignore}\n`)],
    ["at the top of its block, below others", publicApp(isPublic, "", `\n  # demo\n\n  ${ignore}\n\n`)],
    ["behind the brace of its block", publicApp(isPublic).replace("{\n", `{ ${ignore}\n`)],
  ])("%s", (_where, text) => {
    expect(told(text)).toEqual(silenced);
  });

  it.each([
    ["below its line", publicApp(`${isPublic}\n  ${ignore}`)],
    ["across an empty line", publicApp(`  ${ignore}\n\n${isPublic}`)],
    ["above another line", publicApp(isPublic).replace("  slug", `  ${ignore}\n  slug`)],
    ["in another block", `${publicApp(isPublic)}\nlocals {\n  ${ignore}\n}\n`],
  ])("nothing %s, and that is told", (_where, text) => {
    expect([...told(text)].sort()).toEqual(["app-share-public", "suppression-unused"]);
  });

  it("of an attribute all that is in it", () => {
    const url = (text: string): string => publicApp(text).replace(/ {2}url.*\n/, "");
    const lines = '  url = join("", [\n    "http://localhost",\n    ":99999",\n  ])';
    expect(told(url(lines))).toEqual(["app-upstream-url"]);
    expect(told(url(`  # templatecheck: ignore app-upstream-url -- demo\n${lines}`))).toEqual([
      "app-upstream-url (inSource: demo)",
    ]);
  });

  it("never as text in strings and heredocs", () => {
    const heredoc = `locals {\n  a = <<-EOT\n    ${ignore}\n  EOT\n  b = "${ignore}"\n}\n`;
    expect(told(heredoc + publicApp(isPublic))).toEqual(["app-share-public"]);
    expect(told(publicApp(`  share = <<-EOT\n    public\n  EOT`))).toContain("app-share-value");
  });

  it("of the file, at its top only", () => {
    const file = "# License\n\n# templatecheck: ignore-file app-share-public -- demo\n";
    expect(told({ "main.tf": base, "apps.tf": file + publicApp(isPublic) })).toEqual(silenced);
    expect([...told({ "main.tf": base, "apps.tf": publicApp(isPublic) + file })].sort()).toEqual([
      "app-share-public",
      "suppression-unused",
    ]);
    expect(told({ "main.tf": file + base, "apps.tf": publicApp(isPublic) })).toEqual([
      "app-share-public",
      "suppression-unused",
    ]);
  });

  it("in files with CRLF and a byte order mark", () => {
    const text = (unix: string): string => `\ufeff${unix}`.replaceAll("\n", "\r\n");
    expect(told({ "main.tf": base, "a.tf": text(publicApp(`${isPublic} ${ignore}`)) })).toEqual(silenced);
    expect(told({ "main.tf": base, "a.tf": text(publicApp(isPublic, `${ignore}\n`)) })).toEqual(silenced);
    const file = "# templatecheck: ignore-file app-share-public -- demo\n";
    expect(told({ "main.tf": base, "a.tf": text(file + publicApp(isPublic)) })).toEqual(silenced);
  });

  it("the nearest of several, and the others are of no use", () => {
    const outer = "# templatecheck: ignore app-share-public -- outer\n";
    expect(told(publicApp(`  ${ignore}\n${isPublic}`, outer))).toEqual(["suppression-unused", ...silenced]);
  });
});

describe("a module that is called", () => {
  const module = (comment = ""): string =>
    `variable "agent" {}\nresource "coder_app" "m" {\n  agent_id  = var.agent\n  slug      = "m"\n  url       = "http://localhost:3000"\n  subdomain = true\n${comment}  share     = "public"\n}\n`;
  const call = (name: string, comment = ""): string =>
    `${comment}module "${name}" {\n  source = "./m"\n  agent  = coder_agent.main.id\n}\n`;

  it("is suppressed at its line", () => {
    expect(told({ "main.tf": base + call("a"), "m/main.tf": module(`  ${ignore}\n`) })).toEqual(silenced);
  });

  it("is suppressed at its call", () => {
    expect(told({ "main.tf": base + call("a", `${ignore}\n`), "m/main.tf": module() })).toEqual(silenced);
  });

  it("is suppressed when all of its calls say so", () => {
    const counted = (text: string): string =>
      text
        .replace('slug      = "m"', "slug      = var.slug")
        .replace('variable "agent" {}', 'variable "agent" {}\nvariable "slug" {}');
    const slug = (text: string, name: string): string => text.replace('./m"', `./m"\n  slug   = "${name}"`);
    const files = (a: string, b: string): Record<string, string> => ({
      "main.tf": base + slug(call("a", a), "a") + slug(call("b", b), "b"),
      "m/main.tf": counted(module()),
    });
    expect(told(files(`${ignore}\n`, `${ignore}\n`))).toEqual(silenced);
    expect(told(files(`${ignore}\n`, ""))).toContain("app-share-public");
  });

  it("that lies elsewhere may be called by others: its comments aren't told to be of no use", () => {
    const host = memoryHost({
      "t/main.tf": `${base}module "a" {\n  source = "../m"\n  agent  = coder_agent.main.id\n}\n`,
      "m/main.tf": module(`  # templatecheck: ignore app-no-target -- others\n`),
    });
    const { diagnostics } = check(host, "t", defaultInputs, libraries, "lint");
    expect(diagnostics.filter(({ rule }) => rule === "suppression-unused")).toEqual([]);
  });

  it("that isn't loaded may be what a comment is for", () => {
    const text = `${ignore}\nmodule "x" {\n  source = "registry.coder.com/coder/x/coder"\n}\n`;
    expect(told(text)).not.toContain("suppression-unused");
  });
});

describe("a comment that isn't right", () => {
  it("without a reason suppresses nothing", () => {
    expect(told(publicApp(`${isPublic} # templatecheck: ignore app-share-public`))).toEqual([
      "app-share-public",
      "suppression-without-reason",
    ]);
  });

  it("suppresses until its day, that day included", () => {
    const text = publicApp(`${isPublic} ${ignore} until=2026-06-01`);
    expect(told(text)).toEqual(silenced);
    expect(told(text, { today: null })).toEqual(silenced);
    expect(told(text, { today: "2026-06-02" })).toEqual(["app-share-public", "suppression-expired"]);
  });

  it("doesn't suppress what is locked", () => {
    const result = checkText(base + publicApp(`${isPublic} ${ignore}`), { lockedRules: new Set(["app-share-public"]) });
    expect(linesOf(result)).toEqual(["app-share-public", "suppression-unused"]);
    expect(result.diagnostics.map(({ headline }) => headline).join("\n")).toContain("locked by the configuration");
  });

  it("names the rule that was meant, and what can't be suppressed", () => {
    const { diagnostics } = checkText(
      `${base}# templatecheck: ignore app-share-pubic, syntax-error -- demo\nlocals {}\n`,
    );
    const own = diagnostics.filter(({ rule }) => rule === "suppression-unused");
    expect(own.map(({ headline, help }) => `${headline}; ${help}`)).toEqual([
      'there is no rule "app-share-pubic"; did you mean `app-share-public`?',
      "`syntax-error` can't be suppressed; correct what it tells of",
    ]);
    expect(own[0]?.fix).toMatchObject({ safe: false, edits: [{ newText: "app-share-public" }] });
  });

  it("doesn't suppress a syntax error, nor what is said of comments", () => {
    expect(told({ "main.tf": "# templatecheck: ignore-file syntax-error, suppression-unused -- x\nlocals {" })).toEqual(
      ["suppression-unused", "suppression-unused", "syntax-error"],
    );
  });
});

describe("suppression-unused", () => {
  const fixed = (text: string): string => {
    const [diagnostic] = checkText(base + text).diagnostics.filter(({ rule }) => rule === "suppression-unused");
    const [edit] = diagnostic?.fix?.edits ?? [];
    if (!edit) return "no fix";
    const { text: source } = edit.file;
    return (source.slice(0, edit.span.start) + edit.newText + source.slice(edit.span.end)).slice(base.length);
  };

  it("removes the line of a comment, its blanks, or some of its rules", () => {
    expect(fixed("locals {\n  # templatecheck: ignore app-no-target -- x\n  a = 1\n}\n")).toBe(
      "locals {\n  a = 1\n}\n",
    );
    expect(fixed("locals {\n  a = 1  # templatecheck: ignore app-no-target -- x\n}\n")).toBe("locals {\n  a = 1\n}\n");
    expect(fixed("locals {\n  a = /* templatecheck: ignore app-no-target -- x */ 1\n}\n")).toBe(
      "locals {\n  a = 1\n}\n",
    );
    expect(fixed("locals {\n  a = 1\n}\n# templatecheck: ignore app-no-target -- x")).toBe("locals {\n  a = 1\n}\n");
    expect(fixed(publicApp(`${isPublic} # templatecheck: ignore app-no-target, app-share-public -- x`))).toBe(
      publicApp(`${isPublic} # templatecheck: ignore app-share-public -- x`),
    );
  });

  it("isn't told of a rule that is off, of one choice, or for another profile", () => {
    const text = publicApp(`${isPublic} ${ignore}`);
    expect(told(text, { ruleLevel: () => "off" })).toEqual([]);
    const unused = publicApp(`  share     = "owner" ${ignore}`);
    expect(told(unused)).toEqual(["suppression-unused"]);
    expect(told(unused, { otherProfiles: true })).toEqual([]);
    expect(told(unused, { transition: "stop" })).toEqual([]);
  });

  it("isn't told beside an error that hides what would be found", () => {
    expect(told(publicApp(`  share     = local.nowhere ${ignore}`))).toEqual(["reference-undeclared"]);
  });
});

describe("a manifest", () => {
  const compiled = (text: string, inputs: Partial<CheckInputs> = {}): CheckResult =>
    check(memoryHost({ "main.tf": base + text }), "", { ...defaultInputs, ...inputs }, libraries, "compile");
  const above = (rule: string): string => `# templatecheck: ignore ${rule} -- meant\n`;

  it.each([
    ["app-slug-is-port", publicApp("", above("app-slug-is-port")).replace('"a"\n', '"3000"\n')],
    ["app-slug-reserved", publicApp("", above("app-slug-reserved")).replace('"a"\n', '"xn"\n')],
    [
      "app-hostname-unreachable",
      publicApp("", above("app-hostname-unreachable")).replace('"a"\n', `"${"a".repeat(63)}"\n`),
    ],
    ["app-no-target", publicApp("", above("app-no-target")).replace(/ {2}url.*\n/, "")],
    [
      "secret-in-url",
      publicApp("", above("secret-in-url")).replace(":3000", ":3000/?token=ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
    ],
  ])("is made in spite of a suppressed %s", (rule, text) => {
    const result = compiled(text);
    expect(result.diagnostics.filter((item) => item.rule === rule).map((item) => item.suppressed?.reason)).toEqual([
      "meant",
    ]);
    expect(readManifest(result.manifest ?? "").ok).toBe(true);
    expect(compiled(text.replace(/#.*\n/, "")).manifest).toBeNull();
  });

  it.each([
    ["app-slug-format", publicApp("", above("app-slug-format")).replace('"a"\n', '"A B"\n')],
    ["schema-conflict", publicApp('  command = "x"', above("schema-conflict"))],
    ["app-upstream-url", publicApp("", above("app-upstream-url")).replace("http:", "ftp:")],
    ["app-slug-duplicate", `${publicApp("")}${publicApp("", above("app-slug-duplicate")).replace('"a" {', '"b" {')}`],
  ])("isn't made where it would be wrong: %s", (rule, text) => {
    const result = compiled(text);
    expect(result.manifest).toBeNull();
    const [finding] = result.diagnostics.filter((item) => item.rule === rule);
    expect(finding?.suppressed).toBeUndefined();
    expect(finding?.notes.join()).toContain("a comment suppresses it in `lint`");
    expect(checkText(base + text).diagnostics.find((item) => item.rule === rule)?.suppressed?.reason).toBe("meant");
    expect(result.diagnostics.map((item) => item.rule)).not.toContain("suppression-unused");
  });

  it("isn't made of what can't be decided", () => {
    const text = publicApp("", "# templatecheck: ignore-file value-unknown -- x\n").replace(
      '"a"\n',
      "coder_agent.main.token\n",
    );
    expect(compiled(text).manifest).toBeNull();
  });

  it("is made of a module that isn't loaded only when that is allowed", () => {
    const text = `${above("module-not-loaded")}module "x" {\n  source = "registry.coder.com/coder/x/coder"\n}\n`;
    expect(compiled(publicApp("") + text).manifest).toBeNull();
    expect(compiled(publicApp("") + text, { allowPartial: true }).manifest).not.toBeNull();
  });
});

describe("places", () => {
  it("of what is told are the words that it is about", () => {
    const marked = (text: string): readonly string[] =>
      checkText(base + text, { today: "2026-06-01" })
        .diagnostics.filter(({ rule }) => rule.startsWith("suppression-"))
        .map((item) => primaryLabel(item).file.text.slice(primaryLabel(item).span.start, primaryLabel(item).span.end));
    expect(marked(publicApp(`${isPublic} ${ignore} until=2026-01-01`))).toEqual(["until=2026-01-01"]);
    expect(marked("# templatecheck: ignore app-no-target, app-share-publi -- x\n")).toEqual([
      "app-no-target",
      "app-share-publi",
    ]);
  });
});
