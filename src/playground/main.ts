/// <reference lib="dom" />
/** The page's script: what there is to start from, the worker, the link. */

import { Playground } from "./app.ts";
import type { Told } from "./checker.ts";
import { Checker } from "./checker.ts";
import { examples } from "./generated/examples.js";
import { readFragment } from "./link.ts";
import { element } from "./page.ts";
import { emptyProject, type Project } from "./project.ts";
import { Saved, type Storage } from "./saved.ts";
import { setUpTabs } from "./tabs.ts";

/** The name of the worker's file, by the bundler. */
declare const workerFile: string;

const saved = new Saved([storage(() => sessionStorage), storage(() => localStorage)].flatMap((one) => one ?? []));
const playground = new Playground(saved, listChoices);
const checker = new Checker({
  hire: (told, failed) => {
    const worker = new Worker(new URL(workerFile, document.baseURI), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Told>) => told(data);
    worker.onerror = (event) => {
      event.preventDefault();
      failed(event.message || "its script can't be loaded");
    };
    return { ask: (asked) => worker.postMessage(asked), end: () => worker.terminate() };
  },
  later: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  answered: (answer, question) => playground.answered(answer, question),
  refused: (reason) => playground.refused(reason),
});

/** Asking for it may be refused. */
function storage(get: () => Storage): Storage | null {
  try {
    return get();
  } catch {
    return null;
  }
}

interface Choice {
  readonly text: string;
  readonly project: Project;
}

let choices: readonly Choice[] = [];

/** Examples, nothing, and what was put aside. */
function listChoices(): void {
  choices = [
    ...examples.map(({ project, about }) => ({ text: `${project.name}: ${about}`, project })),
    { text: "an empty file", project: emptyProject },
    ...saved.earlier().map((project) => ({ text: `your files of before: ${earlierText(project)}`, project })),
  ];
  const select = element("example", HTMLSelectElement);
  const { selectedIndex } = select;
  select.replaceChildren(...choices.map(({ text }, at) => new Option(text, String(at))));
  select.selectedIndex = Math.max(0, Math.min(selectedIndex, choices.length - 1));
}

function earlierText({ name, files: [main, ...others] }: Project): string {
  return `${name}, ${main?.name ?? ""}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}

function openChosen(): void {
  const chosen = choices[Number(element("example", HTMLSelectElement).value)];
  if (chosen) playground.open(chosen.project, `Opened: ${chosen.text}.`);
}

/** The link's content wins; it stays in the address only where nothing else would keep it. */
async function openLink(): Promise<boolean> {
  const read = await readFragment(location.hash.slice(1));
  if (read.kind === "wrong") playground.tell(`The link can't be opened. ${read.problem}`);
  if (read.kind !== "project") return false;
  playground.open(read.project, "The link is opened.");
  if (saved.save({ project: read.project, untouched: true }))
    history.replaceState(null, "", location.pathname + location.search);
  return true;
}

setUpTabs(element("tabs", HTMLElement));
listChoices();
element("open", HTMLButtonElement).addEventListener("click", openChosen);
const kept = saved.load();
const [first] = examples;
playground.show(kept?.project ?? first?.project ?? emptyProject, kept?.untouched ?? true);
await openLink();
playground.start(checker);
addEventListener("hashchange", () => void openLink());
