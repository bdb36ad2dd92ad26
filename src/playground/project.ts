/** What is edited: the files of one template. */

export interface ProjectFile {
  /** With "/" between folders: "modules/editor/main.tf". */
  readonly name: string;
  readonly text: string;
}

export interface Project {
  /** The template's name in its manifest. */
  readonly name: string;
  readonly files: readonly ProjectFile[];
}

export const mostFiles = 100;
/** UTF-16 units in all files together. */
export const largestText = 1_000_000;
/** In all files together. A browser takes its time to lay out more. */
export const mostLines = 30_000;
const longestName = 200;

export const emptyProject: Project = { name: "template", files: [{ name: "main.tf", text: "" }] };

/** Why a file can't be called that, as a sentence; null when it can. `others` are the names that there are. */
export function nameProblem(name: string, others: readonly string[]): string | null {
  if (name === "") return "A file needs a name.";
  if (name.length > longestName) return `A name has ${longestName} characters at most.`;
  if (/[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}:*?"<>|]/u.test(name))
    return 'A name has no control characters and none of \\ : * ? " < > |.';
  const parts = name.split("/");
  if (parts.some((part) => part === "")) return "A name neither begins nor ends with a slash, nor has two in a row.";
  if (parts.some((part) => part === "." || part === "..")) return 'A folder isn\'t called "." or "..".';
  if (parts.some((part) => part !== part.trim())) return "No part of a name begins or ends with a blank.";
  if (others.includes(name)) return `There is a file "${name}" already.`;
  const folder = others.find((other) => other.startsWith(`${name}/`));
  if (folder !== undefined) return `"${name}" is a folder: "${folder}" is in it.`;
  const file = others.find((other) => name.startsWith(`${other}/`));
  return file === undefined ? null : `"${file}" is a file: nothing can be in it.`;
}

/** Why it is too much to be checked, as a sentence; null when it isn't. */
export function sizeProblem({ files }: Project): string | null {
  if (files.length > mostFiles) return `There are ${files.length} files; at most ${mostFiles} are checked.`;
  const size = files.reduce((sum, { text }) => sum + text.length, 0);
  if (size > largestText) return `The files have ${size} characters; at most ${largestText} are checked.`;
  const lines = files.reduce((sum, { text }) => sum + text.split("\n").length, 0);
  return lines > mostLines ? `The files have ${lines} lines; at most ${mostLines} are checked.` : null;
}

/** A project from data of unknown origin; null when it isn't one. */
export function projectFrom(data: unknown): Project | null {
  const [name, list] = [fieldOf(data, "name"), fieldOf(data, "files")];
  if (typeof name !== "string" || !/^[\w.-]{1,64}$/.test(name)) return null;
  if (!Array.isArray(list) || list.length === 0 || list.length > mostFiles) return null;
  const files: ProjectFile[] = [];
  for (const entry of list) {
    const pair: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const [file, text] = pair;
    if (typeof file !== "string" || typeof text !== "string") return null;
    if (
      nameProblem(
        file,
        files.map((other) => other.name),
      ) !== null
    )
      return null;
    files.push({ name: file, text });
  }
  const project = { name, files };
  return sizeProblem(project) === null ? project : null;
}

/** What `projectFrom` reads. */
export function projectData({ name, files }: Project): object {
  return { name, files: files.map((file) => [file.name, file.text]) };
}

export function sameProject(a: Project, b: Project): boolean {
  return JSON.stringify(projectData(a)) === JSON.stringify(projectData(b));
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
