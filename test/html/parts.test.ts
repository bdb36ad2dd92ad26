import { describe, expect, it } from "vitest";
import { choiceOf } from "../../src/html/choice.ts";
import { reportCsv } from "../../src/html/csv.ts";
import { reportMarkdown } from "../../src/html/markdown.ts";
import { embeddedJson, link, markup } from "../../src/html/markup.ts";
import { defaultView, type ReportModel, type View } from "../../src/html/model.ts";
import { largestPage, reportPage } from "../../src/html/page.ts";
import { partNames, renderPart } from "../../src/html/parts.ts";
import { reportOf } from "../../src/report/report.ts";
import { example, exampleApp, hostile, modelOf } from "./models.ts";

const report = reportOf([]);
const model = modelOf(example);

function page(of: ReportModel): string {
  return reportPage({ model: of, report, unresolved: [], script: "/* script */", digest: () => "DIGEST" });
}

function view(change: Partial<View> = {}): View {
  return { ...defaultView(model), answers: { ide: "jupyter" }, ...change };
}

/** The text as a reader sees it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
}

describe("markup", () => {
  it("escapes what stands in its holes", () => {
    expect(markup`<a title="${hostile}">${3}${null}${[markup`<b>`, markup`</b>`]}</a>`.html).toBe(
      '<a title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;\\u202e\\u2028&#39; onload=x">3<b></b></a>',
    );
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "https://a b",
    'https://x"onclick',
    "//example.com",
    " http://x",
  ])("makes no link of %s", (url) => {
    expect(link(url, "x").html).toBe("x");
  });

  it("embeds JSON that ends no element", () => {
    const text = embeddedJson({ text: `${hostile}<!--` });
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual({ text: `${hostile}<!--` });
  });
});

describe("who can open what", () => {
  it("names each circle, what is declared, and what limited it", () => {
    const text = textOf(renderPart("access", model, view()).html);
    expect(text).toContain(
      "http://localhost:3000/ yes yes yes no public authenticated (limited by the template's maximum)",
    );
    expect(text).toContain('ide is "jupyter" main.tf:20');
    expect(text).toContain("9 to 65535 yes if shared if shared no owner at most authenticated");
  });

  it("follows the choice", () => {
    const other = view({ answers: { ide: "code-server" } });
    expect(textOf(renderPart("access", model, other).html)).toContain("No app is there.");
    expect(textOf(renderPart("every", model, other).html)).toContain('ide is "jupyter"');
    const open = view({ answers: {} });
    expect(textOf(renderPart("access", model, open).html)).toContain("not answered yet");
  });

  it("links a line where an address is given", () => {
    expect(renderPart("access", model, view()).html).toContain(
      'href="https://git.example.com/blob/main/templates/docker/main.tf#L20"',
    );
  });

  it("says that links and terminals aren't served", () => {
    const app = exampleApp({
      kind: "command",
      upstream: null,
      access: { method: "none", hostname: null, label: null, aliases: [], path: null },
    });
    expect(textOf(renderPart("access", modelOf({ ...example, apps: [app] }), view()).html)).toContain(
      "a terminal not served not served not served not served",
    );
  });
});

describe("names", () => {
  it("are summed as the label counts them", () => {
    const fits = textOf(renderPart("names", model, view({ workspaceLength: 20, ownerLength: 19 })).html);
    expect(fits).toContain("24 fixed + 20 workspace + 19 owner = 63 of 63, 0 left");
    const over = renderPart("names", model, view({ workspaceLength: 20, ownerLength: 20 })).html;
    expect(textOf(over)).toContain("✗ too long by 1: 24 fixed + 20 workspace + 20 owner = 64 of 63");
    expect(over).toContain('class="over"');
  });
});

describe("ways in", () => {
  it("are for the names that are typed", () => {
    const named = renderPart("ways", model, view({ workspace: "work", owner: "ann", interactive: true })).html;
    const text = textOf(named);
    expect(text).toContain("https://node-react-app--work--ann--apps.example.com/");
    expect(named).toContain('<a href="https://node-react-app--work--ann--apps.example.com/"');
    expect(text).toContain("coder port-forward ann/work.dev --tcp 3000:3000");
    expect(text).toContain("ssh -L 3000:localhost:3000 coder.ann--work--dev");
    expect(named).toContain('data-copy="ssh -L 3000:localhost:3000 coder.ann--work--dev"');
    expect(renderPart("ways", model, view()).html).not.toContain("<button");
  });

  it("refuse a name that is none", () => {
    const text = textOf(renderPart("ways", model, view({ workspace: "a b; rm -rf", owner: "new" })).html);
    expect(text).toContain('workspace "a b; rm -rf"');
    expect(text).toContain('"new" is reserved');
    expect(text).not.toContain("coder port-forward");
  });

  it("by path, on a port that is answered", () => {
    const app = exampleApp({
      access: { method: "path", hostname: null, label: null, aliases: [], path: "/@{owner}/{workspace}.dev/apps/x/" },
      upstream: { scheme: "http", port: { parameter: "ide" }, path: "/", query: null },
    });
    const byPath = modelOf({ ...example, apps: [{ ...app, when: [{ ide: ["80"] }] }] });
    const text = textOf(renderPart("ways", byPath, view({ answers: { ide: "80" } })).html);
    expect(text).toContain("https://coder.example.com/@{owner}/{workspace}.dev/apps/x/");
    expect(text).toContain("--tcp 8080:80");
  });
});

describe("the page", () => {
  it("is whole, small, and asks for nothing", () => {
    const html = page(model);
    expect(html.length).toBeLessThan(60_000);
    expect(html.replaceAll("&#39;", "'")).toContain(
      `content="default-src 'none'; script-src 'sha256-DIGEST'; style-src 'sha256-DIGEST'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|\bsrc=|url\(|@import|style="|\son[a-z]+=/i);
  });

  it("stays small with very many apps, and says what it left out", () => {
    const apps = Array.from({ length: 3_000 }, (_, at) =>
      exampleApp({
        id: `dev/app${at}`,
        slug: `app${at}`,
        share: {
          declared: at === 2_999 ? "public" : "owner",
          effective: at === 2_999 ? "public" : "owner",
          limitedBy: [],
        },
      }),
    );
    const html = page(modelOf({ ...example, apps }));
    expect(new TextEncoder().encode(html).length).toBeLessThan(largestPage);
    expect(textOf(html)).toMatch(/[0-9]+ more entries of apps aren't shown, of those that the fewest may open/);
    expect(html).toContain("<code>dev/app2999</code>");
  });

  it("without a manifest says so, and nothing that isn't known", () => {
    const html = page(modelOf(null));
    expect(textOf(html)).toContain("This template has errors, and nothing can be said of its apps.");
    expect(textOf(html)).not.toMatch(/No parameter|No app depends|No hostnames|Workspace/);
    for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) expect(html).toContain(`id="${target}"`);
  });

  it("escapes every text of a template", () => {
    const app = exampleApp({
      slug: hostile,
      agent: hostile,
      display: {
        name: hostile,
        icon: hostile,
        order: null,
        group: hostile,
        hidden: false,
        openIn: "tab",
        tooltip: hostile,
      },
      when: [{ [hostile]: [hostile] }],
      source: { address: hostile, file: hostile, line: 1, column: 1, via: [] },
    });
    const [parameter] = example.parameters;
    const [agent] = example.agents;
    if (!parameter || !agent) throw new Error("the example has both");
    const manifest = {
      ...example,
      template: { ...example.template, name: hostile },
      parameters: [{ ...parameter, name: hostile, options: [hostile], default: hostile }],
      agents: [{ ...agent, name: hostile }],
      apps: [app],
    };
    const plan = {
      resources: [
        {
          type: "coder_parameter",
          values: { name: hostile, display_name: hostile, option: [{ name: hostile, value: hostile }] },
        },
        { type: "coder_workspace_preset", values: { name: hostile, parameters: { [hostile]: hostile } } },
      ],
    };
    const html = page(modelOf(manifest, plan));
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<script>alert");
    expect(html).not.toMatch(/[\u202e\u2028]/);
    expect(html.match(/<script/g)).toHaveLength(2);
    for (const part of partNames) expect(renderPart(part, modelOf(manifest, plan), view()).html).not.toContain("<img");
  });
});

describe("presets and labels", () => {
  it("come from the plan", () => {
    const plan = {
      resources: [
        {
          type: "coder_parameter",
          values: { name: "ide", display_name: "Editor", option: [{ name: "Jupyter Lab", value: "jupyter" }] },
        },
        { type: "coder_workspace_preset", values: { name: "Data", parameters: { ide: "jupyter" } } },
        { type: "coder_workspace_preset", sensitive: true, values: { name: "Secret", parameters: {} } },
      ],
    };
    const { presets, routes } = modelOf(example, plan);
    expect(presets).toEqual([{ name: "Data", answers: { ide: "jupyter" } }]);
    expect(routes?.parameters[0]).toMatchObject({ label: "Editor", optionLabels: ["code-server", "Jupyter Lab"] });
  });
});

describe("a choice", () => {
  it("leaves out what isn't there", () => {
    if (!model.routes) throw new Error("the example has routes");
    expect(choiceOf(model.routes, view({ answers: { ide: "code-server" } }))).toMatchObject({ apps: [], absent: 1 });
  });
});

describe("CSV", () => {
  it("has a row for each entry, and formulas are none", () => {
    const evil = exampleApp({ display: { ...exampleApp().display, name: '=HYPERLINK("x")' }, slug: "-1+2" });
    const lines = reportCsv(modelOf({ ...example, apps: [exampleApp(), evil] })).split("\r\n");
    expect(lines[0]).toMatch(/^template,agent,slug,name,kind,declared,effective/);
    expect(lines[1]).toContain(
      "docker,dev,node-react-app,node-react-app,proxy,public,authenticated,template-maximum,subdomain",
    );
    expect(lines[2]).toContain(`"'-1+2","'=HYPERLINK(""x"")"`);
    expect(lines[3]).toMatch(/^docker,dev,,"ports 9 to 65535",ports,owner,authenticated/);
    expect(lines).toHaveLength(5);
  });
});

describe("Markdown", () => {
  it("has the same tables, and names are no markup", () => {
    const text = reportMarkdown(modelOf({ ...example, apps: [exampleApp({ slug: "a|b`@all" })] }), report, []);
    expect(text).toContain(
      "| App | Where to | Owner | Organization | Any signed-in user | The internet | Share | When |",
    );
    expect(text).toContain(
      "| ``dev/a\\|b`@all`` | `http://localhost:3000/` | yes | yes | yes |  | public → authenticated",
    );
    expect(text).toContain("| `ports of dev` | `{port}{s}--dev--{workspace}--{owner}--apps.example.com` | 21 | 42 |");
  });
});
