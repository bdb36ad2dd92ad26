/// <reference lib="dom" />
/** The page's worker: it is asked about a project, and answers. */

import { LibraryLoader } from "../check/libraries.ts";
import { checkProject, type Loaders } from "./check-project.ts";
import type { Asked, Told } from "./checker.ts";

const loaders: Loaders = { libraries: new LibraryLoader(), yaml: () => import("yaml") };

async function toldOf({ number, question }: Asked): Promise<Told> {
  try {
    return { number, answer: await checkProject(question, loaders) };
  } catch (error) {
    return { number, failure: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener("message", async ({ data }: MessageEvent<Asked>) => postMessage(await toldOf(data)));
