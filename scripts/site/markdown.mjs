/** A page's Markdown to HTML: headings with anchors, links to where pages are on the site, no inline style. */

import path from "node:path";
import MarkdownIt from "markdown-it";
import { isFile, relative, siteFile } from "./pages.mjs";

const markdown = new MarkdownIt({ html: true });
const { escapeHtml } = markdown.utils;

/**
 * @param text of the page
 * @param file relative to the repository's root
 * @returns its HTML, its title, its sections for the search and the table of contents, files that it shows and links to
 */
export function render(text, file) {
  const state = { file, anchors: new Set(), sections: [], images: [], sources: [] };
  const tokens = markdown.parse(text, state);
  headings(tokens, state);
  const html = markdown.renderer.render(tokens, markdown.options, state);
  return { html, title: state.sections[0]?.heading ?? file, ...state };
}

/** Gives headings their anchors, and collects what stands below each. */
function headings(tokens, { anchors, sections }) {
  for (const [at, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const heading = plain(tokens[at + 1]);
      const anchor = unique(anchors, slug(heading));
      token.attrSet("id", anchor);
      sections.push({ heading, anchor, level: Number(token.tag.slice(1)), text: "" });
    } else if (sections.length > 0 && ["inline", "fence", "code_block"].includes(token.type)) {
      if (tokens[at - 1]?.type === "heading_open") continue;
      sections.at(-1).text += ` ${plain(token)}`;
    }
  }
}

function plain(token) {
  if (token.type !== "inline") return token.content;
  return (token.children ?? [])
    .map(({ type, content }) => (type === "softbreak" ? " " : type === "html_inline" ? "" : content))
    .join("");
}

/** As GitHub makes them. */
function slug(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function unique(anchors, wanted) {
  let anchor = wanted;
  for (let again = 1; anchors.has(anchor); again++) anchor = `${wanted}-${again}`;
  anchors.add(anchor);
  return anchor;
}

/** Where a link of a page leads on the site; null for what stays as it is. */
function target(to, state, kind) {
  if (/^([a-z]+:|#)/.test(to)) return null;
  const [name, anchor] = to.split("#");
  const file = path.posix.join(path.posix.dirname(state.file), decodeURIComponent(name));
  if (!isFile(file)) throw new Error(`${state.file}: a link to ${to}, which isn't a file`);
  state[kind].push(file);
  const there = kind === "images" ? `images/${path.posix.basename(file)}` : siteFile(file);
  return relative(siteFile(state.file), there) + (anchor === undefined ? "" : `#${anchor}`);
}

const { rules } = markdown.renderer;

rules.heading_close = (tokens, at) => {
  const anchor = tokens[at - 2].attrGet("id");
  const link = `<a class="anchor" href="#${anchor}" aria-hidden="true" tabindex="-1">#</a>`;
  return `${tokens[at].tag === "h1" ? "" : link}</${tokens[at].tag}>\n`;
};

rules.link_open = (tokens, at, options, state, self) => {
  const token = tokens[at];
  const to = target(token.attrGet("href") ?? "", state, "sources");
  if (to !== null) token.attrSet("href", to);
  return self.renderToken(tokens, at, options);
};

rules.image = (tokens, at, options, state, self) => {
  const token = tokens[at];
  const to = target(token.attrGet("src") ?? "", state, "images");
  if (to !== null) token.attrSet("src", to);
  token.attrSet("alt", self.renderInlineAsText(token.children ?? [], options, state));
  return self.renderToken(tokens, at, options);
};

// An option or a name isn't broken at its hyphens.
rules.code_inline = (tokens, at) => {
  const { content } = tokens[at];
  return `<code${content.length <= 32 ? ' class="short"' : ""}>${escapeHtml(content)}</code>`;
};

// Wide tables and blocks scroll by themselves, also by keyboard.
rules.table_open = () => '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
rules.table_close = () => "</table></div>\n";
for (const cell of ["th_open", "td_open"]) {
  rules[cell] = (tokens, at) =>
    `<${tokens[at].tag}${/right/.test(tokens[at].attrGet("style") ?? "") ? ' class="right"' : ""}>`;
}

rules.fence = (tokens, at) => {
  const { content, info } = tokens[at];
  const language = info.split(" ")[0];
  const lines = escapeHtml(content).split("\n");
  const shown =
    language === "console" ? lines.map((line) => line.replace(/^\$ .*/, (command) => `<b>${command}</b>`)) : lines;
  return `<pre tabindex="0"><code>${shown.join("\n")}</code></pre>\n`;
};
rules.code_block = (tokens, at) => `<pre tabindex="0"><code>${escapeHtml(tokens[at].content)}</code></pre>\n`;

// Comments are for the tests of the documentation.
rules.html_block = (tokens, at) => tokens[at].content.replaceAll(/<!--[\s\S]*?-->/g, "");

export { escapeHtml };
