/** The frame of every page: heading, search, navigation, contents. */

import { escapeHtml } from "./markdown.mjs";
import { copied, navigation } from "./navigation.mjs";
import { isRule, relative, siteFile } from "./pages.mjs";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * @param page its file (null for a source), where it is on the site, title, HTML, sections
 * @param site titles by file, the rules' files, copied directories that there are, the version
 */
export function layout({ file, at, title, html, sections }, { titles, copies, version }) {
  const to = (there) => relative(at, there);
  const full = at === "index.html" ? "templatecheck" : `${title} – templatecheck`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(full)}</title>
<link rel="icon" href="${to("assets/icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${to("assets/style.css")}">
<script src="${to("assets/search.js")}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="name" href="${to("index.html")}">templatecheck</a>
<search hidden>
<label for="search">Search</label>
<input id="search" type="search" placeholder="a rule, an option, a word" autocomplete="off" spellcheck="false" aria-controls="results" aria-keyshortcuts="/">
<div id="results" hidden><p role="status"></p><ol></ol></div>
</search>
</header>
<div class="columns">
<details class="menu" open>
<summary>Pages</summary>
<nav aria-label="Pages">
${groups(file, titles, copies, to)}
</nav>
</details>
<main id="content" tabindex="-1">
${html}
${neighbours(file, titles, to)}
</main>
${contents(sections)}
</div>
<footer>templatecheck ${version}, Apache-2.0</footer>
</body>
</html>
`;
}

function groups(file, titles, copies, to) {
  const link = (page) =>
    `<li><a href="${to(siteFile(page))}"${current(page, file)}>${escapeHtml(shortTitle(page, titles))}</a></li>`;
  return navigation
    .map(({ title, pages }, index) => {
      const there = pages.filter((page) => titles.has(page)).map(link);
      if (index === 0)
        for (const copy of copies) there.push(`<li><a href="${to(`${copy.to}/index.html`)}">${copy.title}</a></li>`);
      return there.length === 0 ? "" : `<h2>${title}</h2>\n<ul>\n${there.join("\n")}\n</ul>`;
    })
    .join("\n");
}

function current(page, file) {
  if (page === file) return ' aria-current="page"';
  return page === "docs/rules/README.md" && file !== null && isRule(file) ? ' aria-current="true"' : "";
}

function shortTitle(page, titles) {
  return page === "README.md" ? "What it is" : (titles.get(page) ?? page);
}

function neighbours(file, titles, to) {
  const pages = navigation.flatMap(({ pages: some }) => some).filter((page) => titles.has(page));
  const at = pages.indexOf(file);
  if (file === null || isRule(file)) return "";
  const link = (page, word) =>
    page ? `<a href="${to(siteFile(page))}">${word}: ${escapeHtml(shortTitle(page, titles))}</a>` : "<span></span>";
  return `<nav class="neighbours" aria-label="Before and after">${link(pages[at - 1], "Before")}${link(pages[at + 1], "Next")}</nav>`;
}

function contents(sections) {
  const shown = sections.filter(({ level }) => level === 2);
  if (shown.length < 2) return "";
  const items = shown.map(({ heading, anchor }) => `<li><a href="#${anchor}">${escapeHtml(heading)}</a></li>`);
  return `<nav class="contents" aria-label="On this page">\n<h2>On this page</h2>\n<ul>\n${items.join("\n")}\n</ul>\n</nav>`;
}

export function copiesThere(exists) {
  return copied.filter(({ from }) => exists(`${from}/index.html`));
}
