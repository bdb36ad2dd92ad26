/** Finds sections by words. The index is a script beside this one, loaded when somebody begins to search. */

const base = new URL("..", document.currentScript.src);
const box = document.querySelector("search");
const input = document.querySelector("#search");
const results = document.querySelector("#results");
const [status, list] = [results.querySelector("[role=status]"), results.querySelector("ol")];
const most = 20;
box.hidden = false;
// Without this script the pages are open above the content, where there is no room beside it.
if (matchMedia("(max-width: 52rem)").matches) document.querySelector(".menu").open = false;

let loading;
function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("assets/search-index.js", base).href;
    script.onload = () => resolve(globalThis.searchIndex);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** 0 where a word of the query is nowhere in the section; titles count more than headings, headings more than text. */
function score(query, title, heading, text) {
  const whole = query.join("-");
  let points = wordsOf(title).join("-") === whole ? 200 : wordsOf(heading).join("-") === whole ? 120 : 0;
  for (const word of query) {
    const places = [
      [title, 20],
      [heading, 12],
      [text, 1],
    ];
    const found = places.map(([where, weight]) => weight * Math.min(where.toLowerCase().split(word).length - 1, 3));
    const sum = found.reduce((total, some) => total + some, 0);
    if (sum === 0) return 0;
    points += sum;
  }
  return points;
}

function find(index, query) {
  const hits = [];
  for (const [at, title, sections] of index) {
    for (const [number, [heading, anchor, text]] of sections.entries()) {
      const points = score(query, number === 0 ? title : "", heading, text) || 0;
      if (points > 0) hits.push({ at, title, heading, anchor, text, first: number === 0, points });
    }
  }
  return hits.sort((a, b) => b.points - a.points);
}

/** Some text around the first word that is found, with the words marked. */
function excerpt(text, query) {
  const lower = text.toLowerCase();
  const at = Math.max(0, Math.min(...query.map((word) => lower.indexOf(word)).filter((place) => place >= 0)) - 40);
  const from = text.slice(Number.isFinite(at) ? at : 0);
  const shown = (at > 0 ? from.slice(from.indexOf(" ") + 1) : from).slice(0, 140);
  const paragraph = document.createElement("span");
  let rest = shown;
  while (rest !== "") {
    const next = query
      .map((word) => ({ word, place: rest.toLowerCase().indexOf(word) }))
      .filter(({ place }) => place >= 0)
      .sort((a, b) => a.place - b.place)[0];
    if (!next) break;
    const mark = document.createElement("mark");
    mark.textContent = rest.slice(next.place, next.place + next.word.length);
    paragraph.append(rest.slice(0, next.place), mark);
    rest = rest.slice(next.place + next.word.length);
  }
  paragraph.append(rest);
  return paragraph;
}

function item({ at, title, heading, anchor, text, first }, query) {
  const link = document.createElement("a");
  link.className = "result";
  link.href = new URL(first ? at : `${at}#${anchor}`, base).href;
  const name = document.createElement("strong");
  name.textContent = first ? title : `${title} › ${heading}`;
  link.append(name, excerpt(text, query));
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

async function show() {
  const query = wordsOf(input.value);
  if (query.length === 0) return close();
  const index = await load();
  if (query.join() !== wordsOf(input.value).join()) return;
  const hits = find(index, query);
  const count = hits.length === 0 ? "Nothing found" : `${hits.length} ${hits.length === 1 ? "place" : "places"}`;
  status.textContent = hits.length > most ? `${count}, the best ${most}` : count;
  list.replaceChildren(...hits.slice(0, most).map((hit) => item(hit, query)));
  results.hidden = false;
}

function close() {
  results.hidden = true;
  list.replaceChildren();
  status.textContent = "";
}

input.addEventListener("focus", load, { once: true });
input.addEventListener("input", show);
box.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    close();
    input.focus();
  } else if (event.key === "ArrowDown" && links.length > 0) links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
  else if (event.key === "Enter" && event.target === input && links.length > 0) links[0].click();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener("click", (event) => {
  if (!box.contains(event.target)) results.hidden = true;
});
// A result on this page only moves the view.
list.addEventListener("click", () => {
  results.hidden = true;
});
