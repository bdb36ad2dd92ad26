import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { writeFragment } from "../../src/playground/link.ts";
import { launchBrowser } from "./browser.ts";

const program = process.env.TEMPLATECHECK_BIN ?? path.resolve("dist/bin.js");
const env = { PATH: process.env.PATH ?? "" };

let browser: Browser;
let server: ChildProcess;
let address: string;
let directory: string;

beforeAll(async () => {
  browser = await launchBrowser();
  directory = mkdtempSync(path.join(tmpdir(), "templatecheck-playground-"));
  server = spawn(program, ["playground", "--port", "0"], { env });
  address = await new Promise<string>((resolve, reject) => {
    server.stdout?.once("data", (data) => resolve(String(data).trim()));
    server.once("exit", () => reject(new Error("the server ended")));
  });
});
afterAll(async () => {
  await browser?.close();
  server?.kill();
  rmSync(directory, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of the console, errors, dialogs, and requests but for the page's own files. */
  readonly noise: readonly string[];
}

async function open(fragment = "", options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const noise = noiseOf(page);
  await page.goto(address + fragment);
  await settled(page);
  return { page, context, noise };
}

function noiseOf(page: Page): readonly string[] {
  const noise: string[] = [];
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) noise.push(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() !== 200) noise.push(`${response.status()}: ${response.url()}`);
  });
  page.on("dialog", (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return noise;
}

const counts = (page: Page): Promise<string | null> => page.locator("#counts").textContent();

async function settled(page: Page): Promise<void> {
  await expect.poll(() => counts(page), { timeout: 20_000 }).not.toBe("starting…");
}

type Files = Readonly<Record<string, string>>;

async function opened(files: Files, options: BrowserContextOptions = {}, name = "template"): Promise<Opened> {
  const list = Object.entries(files).map(([file, text]) => ({ name: file, text }));
  return await open(`#${await writeFragment({ name, files: list })}`, options);
}

function editor(page: Page): ReturnType<Page["locator"]> {
  return page.locator("textarea:visible");
}

/** At once: what a browser pastes it takes line by line. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).evaluate((area: HTMLTextAreaElement, given) => {
    area.value = given;
    area.dispatchEvent(new Event("input"));
  }, text);
}

const simple = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.20"
    }
  }
}

resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "web" {
  agent_id  = coder_agent.dev.id
  slug      = "web"
  url       = "http://localhost:3000"
  subdomain = true
  healthcheck {
    url       = "http://localhost:3000/"
    interval  = 5
    threshold = 6
  }
}

resource "terraform_data" "workspace" {
  input = coder_agent.dev.token
}
`;
const wrong = simple.replace('"web"\n  url', '"My App"\n  url');

interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

async function listed(page: Page): Promise<readonly Told[]> {
  return await page.locator("#findings .finding").evaluateAll((items) =>
    items.map((item) => {
      const { of: rule = "", severity = "", file = "", start, end } = (item as HTMLElement).dataset;
      const message = item.querySelector(".headline")?.textContent ?? "";
      return { rule, severity, message, file, start: Number(start), end: Number(end) };
    }),
  );
}

/** What `lint` says of a template, in its directory. */
function lint(cwd: string): readonly Told[] {
  const { stdout } = spawnSync(program, ["lint", ".", "--format", "json", "--exit-zero"], {
    cwd,
    env,
    encoding: "utf8",
  });
  interface Place {
    readonly offset: number;
  }
  type Diagnostic = Omit<Told, "start" | "end"> & { readonly start: Place; readonly end: Place };
  const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
  return diagnostics.map(({ rule, severity, message, file, start, end }) => ({
    ...{ rule, severity, message, file },
    start: start.offset,
    end: end.offset,
  }));
}

describe("typing", () => {
  it("finds what is wrong at once, and nothing when it is right again", async () => {
    const { page, noise } = await opened({ "main.tf": simple });
    await expect.poll(() => counts(page)).toBe("no problems");
    const area = editor(page);
    await area.click();
    await area.evaluate((element: HTMLTextAreaElement) => {
      const at = element.value.indexOf('"web"\n  url') + 1;
      element.setSelectionRange(at, at + 3);
    });
    await page.keyboard.type("My App");
    await expect.poll(() => counts(page)).toBe("1 error");
    expect((await listed(page)).map(({ rule }) => rule)).toEqual(["app-slug-format"]);
    expect((await page.locator(".layer .mark.error").allTextContents()).join("")).toBe('"My App"');
    expect(await page.locator(".gutter b").textContent()).toBe("✖ 17");
    expect(await page.locator("#files button").textContent()).toBe("main.tf 1, 1 error");
    for (let at = 0; at < 12 && (await area.inputValue()) !== simple; at++) await page.keyboard.press("Control+z");
    expect(await area.inputValue()).toBe(simple);
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(noise).toEqual([]);
  });

  it("keeps the layer under the text, to the pixel", async () => {
    const { page } = await opened({
      "main.tf": `${simple}# ${"long ".repeat(60)}\n# äöü\t日本語 😀 e\u0301 العربية\n`,
    });
    const same = await page.evaluate(() => {
      const [area, layer] = [document.querySelector("textarea"), document.querySelector(".layer")];
      if (!area || !layer) return null;
      return [area.scrollWidth - layer.scrollWidth, area.scrollHeight - layer.scrollHeight, area.scrollLeft];
    });
    expect(same?.map(Math.abs).every((difference) => difference <= 1)).toBe(true);
  });

  it("moves the caret to a place, also in another file", async () => {
    const { page } = await opened({
      "main.tf": simple,
      "apps.tf": wrong
        .slice(wrong.indexOf('resource "coder_app"'), wrong.indexOf('resource "terraform_data"'))
        .replaceAll("web", "two")
        .replace("My App", "My Two"),
    });
    await page.getByRole("button", { name: /go to line 3, column \d+ of apps\.tf$/ }).click();
    expect(await editor(page).getAttribute("aria-label")).toBe("Text of apps.tf");
    const selected = await editor(page).evaluate((area: HTMLTextAreaElement) => [
      document.activeElement === area,
      area.value.slice(area.selectionStart, area.selectionEnd),
    ]);
    expect(selected).toEqual([true, '"My Two"']);
  });
});

describe("the same findings as lint", () => {
  const examples = readdirSync("examples", { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

  it.each(examples)("example %s, chosen from the list", async (name) => {
    const cwd = path.join(directory, `example-${name}`);
    cpSync(path.join("examples", name), cwd, { recursive: true });
    const { page, noise } = await open();
    const select = page.getByLabel("Start from");
    const options = await select.locator("option").allTextContents();
    await select.selectOption({ index: options.findIndex((text) => text.startsWith(`${name}:`)) });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const expected = lint(cwd);
    await expect.poll(() => listed(page)).toEqual(expected);
    const manifest = path.join("examples", name, "expected.manifest.json");
    await page.getByRole("tab", { name: "Manifest" }).click();
    if (existsSync(manifest))
      expect(await page.locator("pre.manifest").textContent()).toBe(readFileSync(manifest, "utf8"));
    else expect(await page.locator("#manifest").textContent()).toContain("There is no manifest");
    expect(noise).toEqual([]);
  });

  const broken: readonly (readonly [string, Files])[] = [
    ["a brace is missing", { "main.tf": simple.slice(0, -3) }],
    ["nothing", { "main.tf": "" }],
    ["JSON", { "main.tf.json": '{"resource": {"coder_app": {"x": {"slug": "A", "agent_id": "x"}}}}' }],
    ["broken JSON", { "main.tf.json": '{"resource": ' }],
    [
      "a wrong configuration",
      { "main.tf": wrong, ".templatecheck.yaml": "rules:\n  app-slug-format: loud\n  nothing: off\n" },
    ],
    ["a rule that is off", { "main.tf": wrong, ".templatecheck.yaml": "rules:\n  app-slug-format: warning\n" }],
    [
      "a comment that suppresses",
      { "main.tf": wrong.replace("  slug ", "  # templatecheck: ignore app-slug-format -- known\n  slug ") },
    ],
    [
      "other libraries",
      {
        "main.tf": `${simple}locals {\n  a = yamldecode(templatefile("a.tftpl", { x = 1 }))\n  b = regex("(", "a")\n  c = filesha512("a.tftpl")\n}\noutput "a" {\n  value = [local.a, local.b, local.c]\n}\n`,
        "a.tftpl": "a: ${x}\n",
      },
    ],
    [
      "hostile text",
      { "main.tf": `${simple.replace('"web"\n  url', '"</script><img src=x onerror=alert(1)>\u202e"\n  url')}` },
    ],
  ];
  it.each(broken)("%s", async (name, files) => {
    const cwd = path.join(directory, `broken-${name.replaceAll(" ", "-")}`);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
      writeFileSync(path.join(cwd, file), text);
    }
    const { page, noise } = await opened(files);
    const neutral = (told: readonly Told[]): readonly Told[] =>
      told.map((one) => ({ ...one, message: one.message.replaceAll("\u202e", "\\u202e") }));
    const expected = neutral(lint(cwd));
    await expect.poll(() => listed(page)).toEqual(expected);
    expect(await page.locator("img, iframe, object, embed").count()).toBe(0);
    expect(noise).toEqual([]);
  });
});

describe("what can be done about a finding", () => {
  it("is a fix by a button, which can be undone", async () => {
    const { page, noise } = await opened({ "main.tf": wrong });
    await page.getByRole("button", { name: 'Write "my-app"' }).click();
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(await editor(page).inputValue()).toBe(wrong.replace("My App", "my-app"));
    await page.keyboard.press("Control+z");
    await expect.poll(() => counts(page)).toBe("1 error");
    await page.getByRole("button", { name: "Apply the safe fixes" }).click();
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(await page.getByRole("button", { name: "Apply the safe fixes" }).isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  it("is explained in the page", async () => {
    const { page, noise } = await opened({ "main.tf": wrong });
    await page.getByRole("button", { name: "app-slug-format" }).click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.isVisible()).toBe(true);
    const { stdout } = spawnSync(program, ["explain", "app-slug-format"], { env, encoding: "utf8" });
    expect(await dialog.textContent()).toContain(/\n\n {2}(.*)\n/.exec(stdout)?.[1]);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });
});

describe("the report", () => {
  it("follows the text, and keeps what was chosen", async () => {
    const { page, noise } = await open();
    await page.getByLabel("Start from").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const inChoice = (): Promise<readonly string[]> =>
      page.locator('[data-part="access"] tbody th code').allTextContents();
    await expect.poll(inChoice).toEqual(["main/code-server", "main"]);
    await page.getByLabel(/^Editor/).selectOption("jupyter");
    expect(await inChoice()).toEqual(["main/jupyter", "main"]);
    const text = await editor(page).inputValue();
    await write(page, `${text}resource "`);
    await expect.poll(() => counts(page)).toContain("error");
    await editor(page).fill(
      text.replace('coder_agent" "main"', 'coder_agent" "other"').replaceAll("coder_agent.main", "coder_agent.other"),
    );
    await expect.poll(inChoice).toEqual(["other/jupyter", "other"]);
    expect(await page.getByLabel(/^Editor/).inputValue()).toBe("jupyter");
    expect(noise).toEqual([]);
  });

  it("is of the profile that is chosen", async () => {
    const { page } = await open();
    await page.getByLabel("Start from").selectOption({
      label:
        (await page.locator("#example option").allTextContents()).find((text) => text.startsWith("port-sharing")) ?? "",
    });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByLabel("Profile").selectOption("dev");
    await page.getByRole("tab", { name: "Manifest" }).click();
    const expected = readFileSync("examples/port-sharing/expected.dev.manifest.json", "utf8");
    await expect.poll(() => page.locator("pre.manifest").textContent()).toBe(expected);
  });
});

describe("files", () => {
  it("are added, renamed, removed and brought back", async () => {
    const { page, noise } = await opened({ "main.tf": simple });
    const names = async (): Promise<readonly string[]> =>
      page.locator("#files button").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.file ?? ""));
    await page.getByRole("button", { name: "Add file…" }).click();
    await page.keyboard.type("../x");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain('".."');
    await page.getByRole("textbox", { name: /^Name/ }).fill("modules/x/main.tf");
    await page.keyboard.press("Enter");
    expect(await names()).toEqual(["main.tf", "modules/x/main.tf"]);
    await page.keyboard.type('output "a" {\n  value = 1\n}\n');
    await page.getByRole("button", { name: /^main\.tf/ }).click();
    await editor(page).fill(`${simple}module "x" {\n  source = "./modules/y"\n}\n`);
    await expect.poll(() => counts(page)).toContain("1 error");
    await page.getByRole("button", { name: /^modules/ }).click();
    await page.getByRole("button", { name: "Rename…" }).click();
    await page.getByRole("textbox", { name: /^Name/ }).fill("modules/y/main.tf");
    await page.keyboard.press("Enter");
    await expect.poll(() => counts(page)).toBe("no problems");
    await page.getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => counts(page)).toContain("1 error");
    expect(await names()).toEqual(["main.tf"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(await editor(page).inputValue()).toContain('output "a"');
    expect(noise).toEqual([]);
  });

  it("are there again after a reload", async () => {
    const { page } = await opened({ "main.tf": simple });
    await editor(page).fill(wrong);
    await expect.poll(() => counts(page)).toBe("1 error");
    await page.reload();
    await settled(page);
    expect(await editor(page).inputValue()).toBe(wrong);
  });
});

describe("a link", () => {
  it("opens the same files elsewhere, and says nothing to the server", async () => {
    const { page, noise } = await opened(
      { "main.tf": wrong, "modules/ä/x.tf": "# \u202e😀\n" },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
    await page.getByRole("button", { name: "Share…" }).click();
    await expect.poll(() => page.locator("#share-status").textContent()).toContain("The link is copied.");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.slice(address.length)).toMatch(/^#z1\.[\w-]+$/);
    expect(await page.getByRole("textbox", { name: "Link" }).inputValue()).toBe(link);
    const other = await open(link.slice(address.length));
    expect(await editor(other.page).inputValue()).toBe(wrong);
    expect(await other.page.locator("#files button").count()).toBe(2);
    expect(new URL(other.page.url()).hash).toBe("");
    expect([...noise, ...other.noise]).toEqual([]);
  });

  it("never takes the place of work silently", async () => {
    const { page, noise } = await opened({ "main.tf": simple });
    await editor(page).fill(wrong);
    await expect.poll(() => counts(page)).toBe("1 error");
    const fragment = await writeFragment({ name: "a", files: [{ name: "main.tf", text: "# of the link\n" }] });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    await expect.poll(() => editor(page).inputValue()).toBe("# of the link\n");
    await page.getByRole("button", { name: "Bring them back" }).click();
    expect(await editor(page).inputValue()).toBe(wrong);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.reload();
    await settled(page);
    expect(await editor(page).inputValue()).not.toBe(wrong);
    await page.getByLabel("Start from").selectOption({ label: "your files of before: template, main.tf" });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    expect(await editor(page).inputValue()).toBe(wrong);
    expect(noise).toEqual([]);
  });

  it.each(["z1.AAAA", "z1.%00", "p1.e30", `z1.${"A".repeat(10_000)}`, "z9.x"])(
    "that is damaged is told: %#",
    async (fragment) => {
      const { page, noise } = await open(`#${fragment}`);
      expect(await page.locator("#notice").textContent()).toContain("The link can't be opened.");
      expect(noise).toEqual([]);
    },
  );
});

describe("what would hold it up", () => {
  it("is bounded: the page goes on", async () => {
    const bomb = `${simple}locals {\n  a0 = "x"\n${Array.from({ length: 60 }, (_, at) => `  a${at + 1} = "\${local.a${at}}\${local.a${at}}"`).join("\n")}\n  n = range(1000000000)\n}\noutput "a" {\n  value = [local.a60, local.n]\n}\n`;
    const { page, noise } = await opened({ "main.tf": bomb });
    await expect.poll(() => listed(page), { timeout: 20_000 }).not.toEqual([]);
    await editor(page).fill(simple);
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(noise).toEqual([]);
  });

  it("is ended when it takes too long, while the page can be used", async () => {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const noise = noiseOf(page);
    await page.route("**/worker-*.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "addEventListener('message', () => { for (;;); });" }),
    );
    await page.goto(address);
    await page.getByRole("button", { name: "Add file…" }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => counts(page), { timeout: 20_000 }).toContain("more than 10 seconds");
    await page.unroute("**/worker-*.js");
    await editor(page).fill(wrong);
    await expect.poll(() => counts(page), { timeout: 20_000 }).toBe("1 error");
    expect(noise).toEqual([]);
  });

  it("may be lines and apps by the thousand", async () => {
    const apps = Array.from({ length: 1500 }, (_, at) =>
      simple
        .slice(simple.indexOf('resource "coder_app"'), simple.indexOf('resource "terraform_data"'))
        .replaceAll("web", `web${at}`),
    );
    const { page, noise } = await opened({ "main.tf": `${simple}${apps.join("\n")}` });
    await expect
      .poll(() => page.locator("#report .banner").textContent(), { timeout: 20_000 })
      .toContain("more entries of apps aren't shown");
    expect(await page.locator(".file.long").count()).toBe(1);
    await write(page, "\n".repeat(40_000));
    await expect.poll(() => counts(page)).toContain("at most 30000 are checked");
    await editor(page).fill(simple);
    await expect.poll(() => counts(page), { timeout: 20_000 }).toBe("no problems");
    expect(noise).toEqual([]);
  });

  it("may be nesting, size or the worker's own end", async () => {
    const { page, noise } = await opened({ "main.tf": `locals {\n  a = ${"[".repeat(20_000)}\n}\n` });
    await expect.poll(() => counts(page)).toContain("error");
    await write(page, `# ${"x".repeat(1_000_001)}`);
    await expect.poll(() => counts(page)).toContain("at most 1000000 are checked");
    await editor(page).fill(simple);
    await expect.poll(() => counts(page)).toBe("no problems");
    expect(noise).toEqual([]);
  });
});

describe("everybody", () => {
  it.each(["light", "dark"] as const)("%s: axe finds nothing serious", async (colorScheme) => {
    const { page } = await open("", { colorScheme });
    await page.getByLabel("Start from").selectOption({ index: 9 });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect.poll(() => counts(page)).toContain("warnings");
    const serious = async (): Promise<readonly string[]> => {
      await page.evaluate(axe.source);
      const found: unknown = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      const { violations } = found as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    };
    expect(await serious()).toEqual([]);
    await page.getByRole("tab", { name: "Manifest" }).click();
    expect(await serious()).toEqual([]);
    await page.getByRole("button", { name: "app-slug-format" }).first().click();
    await expect.poll(() => page.getByRole("dialog").isVisible()).toBe(true);
    expect(await serious()).toEqual([]);
  });

  it("without a mouse: example, text, finding, fix, tabs", async () => {
    const { page, noise } = await opened({ "main.tf": wrong });
    const active = (): Promise<string> =>
      page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
      );
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let at = 0; at < 60; at++) {
        await page.keyboard.press("Tab");
        if (wanted.test(await active())) return;
      }
      throw new Error(`no ${wanted}`);
    };
    await tabTo(/^Text of main\.tf/);
    await tabTo(/go to line 17, column \d+ of main\.tf$/);
    await page.keyboard.press("Enter");
    expect(await active()).toBe("Text of main.tf");
    await tabTo(/^Write "my-app"/);
    await page.keyboard.press("Enter");
    await expect.poll(() => counts(page)).toBe("no problems");
    await tabTo(/^Report$/);
    await page.keyboard.press("ArrowRight");
    expect(await active()).toBe("Manifest");
    expect(await page.locator("pre.manifest").isVisible()).toBe(true);
    expect(noise).toEqual([]);
  });

  it.each([320, 390, 700])("fits a screen of %i pixels", async (width) => {
    const { page } = await open("", { viewport: { width, height: 700 } });
    await page.getByLabel("Start from").selectOption({ index: 9 });
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect.poll(() => counts(page)).toContain("warnings");
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it("on a static host: the files that are written, in a folder", async () => {
    const { status } = spawnSync(program, ["playground", "-o", path.join(directory, "site/sub")], {
      env,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.route("http://static.test/**", (route) => {
      const { pathname } = new URL(route.request().url());
      const file = path.join(directory, "site", pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
    });
    await page.goto("http://static.test/sub/");
    await settled(page);
    expect(await counts(page)).toBe("1 info");
  });
});
