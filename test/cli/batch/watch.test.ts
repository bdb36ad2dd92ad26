import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { watchedDirectories } from "../../../src/cli/batch/watch.ts";
import { systemHost } from "../../../src/cli/batch/watch-host.ts";
import { type WatchHost, watchLoop } from "../../../src/cli/batch/watch-loop.ts";
import { readOptions } from "../../../src/cli/options.ts";
import { directoryWith, run } from "../harness.ts";
import { workOf } from "./found.ts";

const app = 'resource "coder_app" "a" {}\n';

/** Time passes when the test says so. */
class FakeHost implements WatchHost {
  watched: readonly string[] = [];
  files = "1";
  tell = (): void => undefined;
  open = 0;
  wake: (() => void)[] = [];

  watch(directories: readonly string[], changed: () => void): { close(): void } {
    this.watched = directories;
    this.tell = changed;
    this.open++;
    return { close: () => void this.open-- };
  }

  state(): string {
    return this.files;
  }

  sleep(): Promise<void> {
    return new Promise((resolve) => void this.wake.push(resolve));
  }

  async change(files: string): Promise<void> {
    this.files = files;
    this.tell();
    await settle();
  }

  async pass(): Promise<void> {
    for (const wake of this.wake.splice(0)) wake();
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function started(host: FakeHost, check: (first: boolean) => Promise<readonly string[]> = async () => ["/a"]) {
  const checks: boolean[] = [];
  let stop = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const ended = watchLoop(
    (first) => {
      checks.push(first);
      return check(first);
    },
    host,
    until,
    ["/a"],
    () => undefined,
  );
  return { checks, stop, ended };
}

describe("watching", () => {
  it("checks again once it is quiet after a change", async () => {
    const host = new FakeHost();
    const { checks, stop, ended } = started(host);
    await settle();
    expect(checks).toEqual([true]);
    await host.change("2");
    expect(checks).toHaveLength(1);
    await host.change("3");
    await host.pass();
    expect(checks).toHaveLength(1);
    await host.pass();
    expect(checks).toEqual([true, false]);
    stop();
    await ended;
    expect(host.open).toBe(0);
  });

  it("does nothing about events that change nothing", async () => {
    const host = new FakeHost();
    const { checks, stop, ended } = started(host);
    await settle();
    await host.change("1");
    for (let turn = 0; turn < 5; turn++) await host.pass();
    expect(checks).toHaveLength(1);
    await host.change("2");
    for (let turn = 0; turn < 3; turn++) await host.pass();
    expect(checks).toHaveLength(2);
    stop();
    await ended;
  });

  it("checks even where it never gets quiet", async () => {
    const host = new FakeHost();
    const { checks, stop, ended } = started(host);
    await settle();
    await host.change("2");
    for (let turn = 0; turn < 30; turn++) {
      host.tell();
      await host.pass();
    }
    expect(checks).toHaveLength(2);
    stop();
    await ended;
  });

  it("checks again when something changed during a check", async () => {
    const host = new FakeHost();
    const { checks, stop, ended } = started(host, async (first) => {
      if (first) host.files = "2";
      return ["/a"];
    });
    await settle();
    await host.pass();
    await host.pass();
    expect(checks).toEqual([true, false]);
    for (let turn = 0; turn < 5; turn++) await host.pass();
    expect(checks).toHaveLength(2);
    stop();
    await ended;
  });

  it("ends while it waits for quiet", async () => {
    const host = new FakeHost();
    const { checks, stop, ended } = started(host);
    await settle();
    await host.change("2");
    stop();
    await ended;
    expect(checks).toHaveLength(1);
  });

  it("watches what the last check depends on", async () => {
    const host = new FakeHost();
    const { stop, ended } = started(host, async (first) => (first ? ["/a"] : ["/a", "/b"]));
    await settle();
    expect(host.watched).toEqual(["/a"]);
    await host.change("2");
    for (let turn = 0; turn < 3; turn++) await host.pass();
    expect(host.watched).toEqual(["/a", "/b"]);
    stop();
    await ended;
  });

  it("is for files", async () => {
    expect(await run(["lint", "-", "--watch"], { cwd: directoryWith({}) })).toMatchObject({
      code: 2,
      stderr: "templatecheck: --watch is for files, not for standard input\n",
    });
  });
});

describe("what is watched", () => {
  const files = {
    ".git/HEAD": "",
    "values/x.tfvars": "",
    "t/a/main.tf": `${app}module "m" {\n  source = "../../m"\n}\nlocals {\n  x = file("\${path.module}/../../scripts/a.sh")\n}\n`,
    "t/a/sub/x.sh": "",
    "m/main.tf": app,
    "scripts/a.sh": "",
    "other/main.tf": app,
  };

  async function watched(root: string, ...given: string[]): Promise<readonly string[]> {
    const paths = given.filter((word) => !word.startsWith("--"));
    const options = readOptions({
      command: "lint",
      operands: paths,
      options: [{ name: "var-file", value: "values/x.tfvars" }],
    });
    const directories = watchedDirectories(await workOf(root, given), options, paths, root);
    return directories.map((directory) => path.relative(root, directory) || ".");
  }

  it("is a directory that is named, and what its templates depend on", async () => {
    const root = directoryWith(files);
    expect(await watched(root, "t/a/main.tf")).toEqual([".", "m", "scripts", "t", "t/a", "values"]);
    expect(await watched(root)).toEqual(
      [".", ".git", "m", "other", "scripts", "t", "t/a", "t/a/sub", "values"].filter((name) => name !== ".git"),
    );
  });

  it("has another state after every change but one of an editor's own files, or of an output", () => {
    const root = directoryWith({ "main.tf": "" });
    const host = systemHost(new Set([path.join(root, "out.json")]));
    const seen = new Set<string>();
    const look = (): number => seen.add(host.state([root])).size;
    expect(look()).toBe(1);
    writeFileSync(`${root}/.main.tf.swp`, "");
    writeFileSync(`${root}/main.tf~`, "");
    writeFileSync(`${root}/out.json`, "");
    expect(look()).toBe(1);
    writeFileSync(`${root}/main.tf`, "x");
    expect(look()).toBe(2);
    mkdirSync(`${root}/new`);
    expect(look()).toBe(3);
    writeFileSync(`${root}/.templatecheck.yaml`, "");
    expect(look()).toBe(4);
    rmSync(root, { recursive: true });
    expect(look()).toBe(5);
  });

  it("doesn't change by what the program itself writes to a file", () => {
    const root = directoryWith({ "main.tf": "", "log.txt": "" });
    const log = openSync(`${root}/log.txt`, "a");
    const host = systemHost(new Set(), [log, 99_999]);
    const before = host.state([root]);
    writeSync(log, "templatecheck: waiting for changes\n");
    expect(host.state([root])).toBe(before);
    closeSync(log);
    writeFileSync(`${root}/main.tf`, "x");
    expect(host.state([root])).not.toBe(before);
  });

  it("is told of by the system", async () => {
    const root = directoryWith({ "main.tf": "" });
    const host = systemHost(new Set());
    const { checks, stop, ended } = started(new FakeHost());
    stop();
    await ended;
    expect(checks).toHaveLength(1);
    const changed = new Promise<void>((resolve) => {
      const watcher = host.watch([root], () => {
        watcher.close();
        resolve();
      });
    });
    await host.sleep(20);
    writeFileSync(`${root}/main.tf`, "x");
    await changed;
  });
});
