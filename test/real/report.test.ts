import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launchBrowser } from "./browser.ts";

const program = process.env.TEMPLATECHECK_BIN ?? path.resolve("dist/bin.js");

let browser: Browser;
let directory: string;

beforeAll(async () => {
  browser = await launchBrowser();
  directory = mkdtempSync(path.join(tmpdir(), "templatecheck-report-"));
});
afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The file of the report of a template. */
function reportOf(template: string, ...options: readonly string[]): string {
  const file = path.join(directory, `${template.replaceAll(/\W/g, "-")}${options.length}.html`);
  const { stderr, status } = spawnSync(program, ["report", template, "-o", file, "--exit-zero", ...options], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "" },
  });
  if (status !== 0) throw new Error(stderr);
  return file;
}

interface Opened {
  readonly page: Page;
  /** Messages of the console, errors, dialogs and requests but for the page itself. */
  readonly noise: readonly string[];
}

async function open(file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const noise: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== address) noise.push(`request: ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, noise };
}

function inChoice(page: Page): Promise<readonly string[]> {
  return page.locator('[data-part="access"] tbody th code').allTextContents();
}

describe("the report of a template with a choice", () => {
  it("shows the table of each answer, without a request or a message", async () => {
    const file = reportOf("examples/ide-choice");
    expect(statSync(file).size).toBeLessThan(400_000);
    const { page, noise } = await open(file);
    expect(await inChoice(page)).toEqual(["main/code-server", "main"]);
    await page.getByLabel("Editor").selectOption("jupyter");
    expect(await inChoice(page)).toEqual(["main/jupyter", "main"]);
    await page.getByLabel(/^Preview/).selectOption("true");
    expect(await inChoice(page)).toEqual(["main/jupyter", "main/preview", "main"]);
    expect(await page.locator("#choice-status").textContent()).toBe("2 apps, 0 open to the internet");
    expect(await page.locator('[data-part="map"] svg').textContent()).toContain("preview");
    expect(await page.locator('[data-part="ways"]').textContent()).toContain("--tcp 5173:5173");
    expect(noise).toEqual([]);
  });

  it("takes a preset, and the defaults again", async () => {
    const { page } = await open(reportOf("examples/ide-choice"));
    const preset = page.getByLabel("Preset");
    const names = await preset.locator("option").allTextContents();
    expect(names.length).toBeGreaterThan(1);
    await preset.selectOption({ index: 1 });
    expect(await inChoice(page)).not.toEqual(["main/code-server", "main"]);
    await preset.selectOption({ index: 0 });
    expect(await inChoice(page)).toEqual(["main/code-server", "main"]);
  });

  it("moves the bars with the sliders, by keyboard, too", async () => {
    const { page } = await open(reportOf("examples/ide-choice", "--wildcard-access-url", "*--apps.example.com"));
    const first = page.locator(".bars li").first();
    const before = Number(await first.getAttribute("data-left"));
    const slider = page.getByLabel("Characters of the workspace's name");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(Number(await first.getAttribute("data-left"))).toBe(before - 1);
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("End");
    await page.getByLabel("Characters of the owner's name").fill("32");
    expect(await first.textContent()).toContain("too long by");
    expect(await first.getAttribute("class")).toBe("over");
    expect(await first.locator("rect.workspace").getAttribute("width")).toBe("32");
  });

  it("builds the ways in for names that are typed, and copies them", async () => {
    const { page, noise } = await open(reportOf("examples/ide-choice", "--wildcard-access-url", "*.apps.example.com"), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByLabel("Workspace", { exact: true }).fill("work");
    await page.getByLabel("Owner", { exact: true }).fill("ann");
    const ways = page.locator('[data-part="ways"]');
    expect(await ways.textContent()).toContain("https://code-server--main--work--ann.apps.example.com/");
    await ways.getByRole("button", { name: /^Copy ssh -L 13337/ }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe("ssh -L 13337:localhost:13337 coder.ann--work--main");
    await page.getByLabel("Owner", { exact: true }).fill("a b");
    expect(await ways.textContent()).toContain('owner "a b": a name is made of letters and digits');
    expect(noise).toEqual([]);
  });

  it("works without JavaScript: the default choice", async () => {
    const { page, noise } = await open(reportOf("examples/ide-choice"), { javaScriptEnabled: false });
    expect(await page.locator('[data-part="access"] tbody').textContent()).toContain("main/code-server");
    expect(await page.locator('[data-part="every"] tbody').textContent()).toContain('ide is "jupyter"');
    expect(await page.locator(".controls").first().isVisible()).toBe(false);
    expect(await page.getByText("Shown first: the default choice").isVisible()).toBe(true);
    expect(noise).toEqual([]);
  });

  it("goes on paper: the tables, and nothing to press", async () => {
    const { page } = await open(reportOf("examples/ide-choice"));
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#choice").isVisible()).toBe(false);
    expect(await page.locator("button").first().isVisible()).toBe(false);
    expect(await page.locator('[data-part="every"] table').isVisible()).toBe(true);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect((await page.pdf()).length).toBeGreaterThan(1_000);
  });
});

describe("findings", () => {
  it("are filtered by rule and severity", async () => {
    const { page, noise } = await open(reportOf("examples/bad"));
    const shown = (): Promise<number> => page.locator(".finding:visible").count();
    const all = await shown();
    expect(all).toBeGreaterThan(20);
    await page.getByLabel("Severity").selectOption("warning");
    const warnings = await shown();
    expect(warnings).toBeGreaterThan(0);
    expect(warnings).toBeLessThan(all);
    await page.getByLabel("Severity").selectOption("");
    await page.getByLabel("Rule").selectOption({ index: 1 });
    expect(await shown()).toBeLessThan(all);
    expect(await page.locator("#filter-count").textContent()).toMatch(/^[0-9]+ shown$/);
    expect(await page.locator(".finding pre .primary").first().textContent()).toMatch(/\^/);
    expect(noise).toEqual([]);
  });
});

describe("accessibility", () => {
  const examples = ["ide-choice", "bad", "port-sharing", "several-agents", "terminal"];
  it.each(examples.flatMap((name) => ["light", "dark"].map((scheme) => [name, scheme] as const)))(
    "%s, %s: axe finds nothing serious",
    async (name, scheme) => {
      const options = name === "port-sharing" ? ["--profile", "prod"] : [];
      const file = reportOf(`examples/${name}`, ...options);
      const { page } = await open(file, { colorScheme: scheme === "dark" ? "dark" : "light" });
      await page.evaluate(axe.source);
      const found: unknown = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      const { violations } = found as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    },
  );

  it("reaches every control by the Tab key", async () => {
    const { page } = await open(reportOf("examples/ide-choice"));
    const wanted = await page.locator("select:visible, input:visible, button:visible").count();
    const reached = new Set<string>();
    for (let at = 0; at < wanted + 60; at++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const active = document.activeElement;
          if (!active?.matches("select, input, button")) return "";
          return [...document.querySelectorAll("select, input, button")].indexOf(active).toString();
        }),
      );
    }
    reached.delete("");
    expect(reached.size).toBe(wanted);
  });

  it("fits a narrow screen", async () => {
    const { page } = await open(reportOf("examples/ide-choice"), { viewport: { width: 360, height: 700 } });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe("a hostile template", () => {
  it("does nothing", async () => {
    const evil = `\\"><img src=x onerror=alert(1)><script>alert(2)</script>\u202e</title><svg onload=alert(3)>`;
    const template = path.join(directory, "hostile");
    spawnSync("mkdir", [template]);
    writeFileSync(
      path.join(template, "main.tf"),
      readFileSync("examples/ide-choice/main.tf", "utf8")
        .replaceAll('"Preview"', () => `"${evil}"`)
        .replaceAll('"Editor"', () => `"${evil}"`)
        .replaceAll("JupyterLab", () => evil)
        .replace('"http://localhost:5173"', () => `"http://localhost:5173/${evil.replaceAll("\u202e", "")}"`)
        .concat(
          `\n# </script><script>alert(4)</script>\nresource "coder_app" "x" {\n  agent_id = coder_agent.main.id\n  slug = "${evil}"\n  url = "javascript:alert(5)"\n  external = true\n}\n`,
        ),
    );
    const { page, noise } = await open(reportOf(template));
    for (const select of await page.locator("#choice select").all()) {
      for (const option of await select.locator("option").all())
        await select.selectOption(await option.getAttribute("value"));
    }
    expect(await page.locator("#choice select").count()).toBeGreaterThan(1);
    expect(await page.locator('[data-part="every"]').textContent()).toContain('"><img src=x onerror=alert(1)>');
    expect(await page.locator("img, iframe, object, embed").count()).toBe(0);
    const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(links.filter((link) => !/^(#|https?:)/.test(link))).toEqual([]);
    expect(noise).toEqual([]);
  });
});
