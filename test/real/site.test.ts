import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launchBrowser } from "./browser.ts";

let browser: Browser;
let directory: string;
let site: string;

beforeAll(async () => {
  browser = await launchBrowser();
  directory = mkdtempSync(path.join(tmpdir(), "templatecheck-site-"));
  // Below a path with a blank, as anybody's directory may be.
  site = path.join(directory, "a site");
  execFileSync(process.execPath, ["scripts/site.mjs", site], { stdio: "pipe" });
});
afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Messages of the console, errors, and requests to anywhere else. */
  readonly noise: readonly string[];
}

async function open(file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const noise: string[] = [];
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(site).href)) noise.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path.join(site, file)).href);
  return { page, noise };
}

describe("the static site, from a directory", () => {
  it("finds a rule by its name, by keyboard alone", async () => {
    const { page, noise } = await open("guides/author.html");
    await page.keyboard.press("/");
    await page.keyboard.type("app-slug-is-port");
    const results = page.locator("#results a");
    await results.first().waitFor();
    expect(await results.first().locator("strong").textContent()).toBe("app-slug-is-port");
    await page.keyboard.press("Enter");
    await page.waitForURL(/rules\/app-slug-is-port\.html$/);
    expect(await page.locator("h1").textContent()).toBe("app-slug-is-port");
    expect(noise).toEqual([]);
  });

  it("finds a page by a word of its text, marks it, and says how much there is", async () => {
    const { page, noise } = await open("index.html");
    await page.getByLabel("Search").fill("ledger unknown");
    const results = page.locator("#results a");
    await results.first().waitFor();
    expect(await results.first().locator("strong").textContent()).toContain("How it knows");
    expect(await results.first().locator("mark").count()).toBeGreaterThan(0);
    expect(await page.locator("#results [role=status]").textContent()).toMatch(/^\d+ places?/);
    await page.getByLabel("Search").fill("zebrafish");
    await expect.poll(() => page.locator("#results [role=status]").textContent()).toBe("Nothing found");
    await page.keyboard.press("Escape");
    expect(await page.locator("#results").isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  it("is read without JavaScript", async () => {
    const { page, noise } = await open("index.html", { javaScriptEnabled: false });
    expect(await page.locator("search").isVisible()).toBe(false);
    await page.getByRole("link", { name: "For security" }).first().click();
    expect(await page.locator("h1").textContent()).toBe("For security");
    expect(noise).toEqual([]);
  });

  it("shows its picture and no page wider than a phone", async () => {
    const { page, noise } = await open("index.html", { viewport: { width: 360, height: 800 } });
    const widths = await page
      .locator("main img")
      .evaluateAll((images) => images.map((image) => Reflect.get(image, "naturalWidth")));
    expect(widths.length).toBeGreaterThan(0);
    expect(widths.every((width) => width > 0)).toBe(true);
    for (const file of ["index.html", "manifest.html", "guides/gateway-operator.html", "rules/index.html"]) {
      await page.goto(pathToFileURL(path.join(site, file)).href);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
    expect(noise).toEqual([]);
  });

  it.each([
    ["index.html", "light"],
    ["guides/platform-team.html", "dark"],
    ["manifest.html", "light"],
    ["comparison.html", "dark"],
    ["rules/app-slug-is-port.html", "dark"],
    ["rules/index.html", "light"],
  ] as const)("%s (%s): axe finds nothing serious", async (file, colorScheme) => {
    const { page } = await open(file, { colorScheme });
    await page.getByLabel("Search").fill("share");
    await page.locator("#results a").first().waitFor();
    // Past the page's policy: it is the test's own.
    await page.evaluate(axe.source);
    const found: { violations: { id: string; impact: string; nodes: { html: string }[] }[] } =
      await page.evaluate("axe.run()");
    const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});
