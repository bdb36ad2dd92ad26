/** Files that aren't what they seem. */

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { type Case, template, withValue } from "./case.ts";

export const fileCases: readonly Case[] = [
  {
    name: "a file over 50 MB",
    says: /larger than 50 MB/,
    files: () => ({ "main.tf": template, "more.tf": "" }),
    prepare: (directory) => truncateSync(`${directory}/more.tf`, 200_000_000),
    code: 2,
  },
  {
    name: "file() of 200 MB",
    says: /larger than 50 MB|budget/,
    files: () => ({ ...withValue('length(file("x"))')(), x: "" }),
    prepare: (directory) => truncateSync(`${directory}/x`, 200_000_000),
  },
  {
    name: "20,000 files of Terraform",
    says: /budget|files/,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => many(directory, 20_000, "tf"),
    large: true,
  },
  {
    name: "100,000 other files",
    says: /./,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => many(directory, 100_000, "txt"),
    code: 0,
    large: true,
  },
  {
    name: "fileset() over 100,000 files",
    says: /budget|files/,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => many(directory, 100_000, "txt"),
    large: true,
  },
  {
    name: "a link out of the tree",
    says: /outside/,
    files: withValue('file("link")'),
    prepare: (directory) => symlinkSync("/etc/passwd", `${directory}/link`),
  },
  {
    name: "links in a circle",
    says: /more than 10000 files/,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => {
      mkdirSync(`${directory}/d`);
      symlinkSync("..", `${directory}/d/up`);
      symlinkSync(".", `${directory}/self`);
    },
  },
  {
    name: "a pipe that is a file of Terraform",
    says: /not a regular file/,
    files: () => ({ "main.tf": template }),
    prepare: (directory) => void execFileSync("mkfifo", [`${directory}/pipe.tf`]),
    code: 2,
  },
  {
    name: "file() of a pipe",
    says: /not a regular file|isn't evaluated/,
    files: withValue('length(file("pipe"))'),
    prepare: (directory) => void execFileSync("mkfifo", [`${directory}/pipe`]),
  },
  {
    name: "a device",
    says: /outside|not a regular file/,
    files: withValue('length(file("zero"))'),
    prepare: (directory) => symlinkSync("/dev/zero", `${directory}/zero`),
  },
  {
    name: "a tree of 200 directories",
    says: /./,
    files: withValue('length(fileset(path.module, "**"))'),
    prepare: (directory) => mkdirSync(directory + "/d".repeat(200), { recursive: true }),
    code: 0,
  },
];

function many(directory: string, count: number, extension: string): void {
  for (let at = 0; at < count; at++) writeFileSync(`${directory}/f${at}.${extension}`, "");
}
