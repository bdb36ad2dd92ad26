/// <reference lib="dom" />
/** The page's script: what there is to start from, the worker, the link. */

import { Playground } from "./app.ts";
import type { Told } from "./checker.ts";
import { Checker } from "./checker.ts";
import { examples } from "./generated/examples.js";
import { readFragment } from "./link.ts";
import { element } from "./page.ts";
import { emptyProject } from "./project.ts";
import { Saved, type Storage } from "./saved.ts";
import { setUpTabs } from "./tabs.ts";

/** The name of the worker's file, by the bundler. */
declare const workerFile: string;

const saved = new Saved([storage(() => sessionStorage), storage(() => localStorage)].flatMap((one) => one ?? []));
const playground = new Playground(saved);
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

function setUpExamples(): void {
  const select = element("example", HTMLSelectElement);
  select.append(
    ...examples.map(({ project, about }, at) => new Option(`${project.name}: ${about}`, String(at))),
    new Option("an empty file", "empty"),
  );
  element("open", HTMLButtonElement).addEventListener("click", () => {
    const chosen = examples[Number(select.value)];
    playground.open(
      chosen?.project ?? emptyProject,
      chosen ? `${chosen.project.name} is opened.` : "An empty file is opened.",
    );
  });
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
setUpExamples();
const kept = saved.load();
const [first] = examples;
playground.show(kept?.project ?? first?.project ?? emptyProject, kept?.untouched ?? true);
await openLink();
playground.start(checker);
addEventListener("hashchange", () => void openLink());
