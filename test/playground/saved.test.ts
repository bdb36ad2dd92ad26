import { describe, expect, it } from "vitest";
import type { Project } from "../../src/playground/project.ts";
import { Saved, type Storage } from "../../src/playground/saved.ts";

class MapStorage implements Storage {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

const full: Storage = {
  getItem: () => {
    throw new Error("denied");
  },
  setItem: () => {
    throw new Error("full");
  },
};

const project = (text: string): Project => ({ name: "a", files: [{ name: "main.tf", text }] });

describe("saved work", () => {
  it("is there again, the tab's before the browser's", () => {
    const [tab, browser] = [new MapStorage(), new MapStorage()];
    expect(new Saved([tab, browser]).load()).toBeNull();
    new Saved([tab, browser]).save({ project: project("a"), untouched: false });
    new Saved([browser]).save({ project: project("b"), untouched: true });
    expect(new Saved([tab, browser]).load()).toEqual({ project: project("a"), untouched: false });
    expect(new Saved([new MapStorage(), browser]).load()).toEqual({ project: project("b"), untouched: true });
  });

  it("is put aside when it was touched, the last five", () => {
    const saved = new Saved([new MapStorage()]);
    expect(saved.putAside({ project: project("a"), untouched: true }, project("x"))).toBe(false);
    expect(saved.putAside({ project: project("x"), untouched: false }, project("x"))).toBe(false);
    for (let at = 0; at < 7; at++) {
      expect(saved.putAside({ project: project(String(at)), untouched: false }, project("x"))).toBe(true);
    }
    expect(saved.earlier().map(({ files }) => files[0]?.text)).toEqual(["6", "5", "4", "3", "2"]);
  });

  it("does without where the browser refuses, and ignores what isn't its own", () => {
    const nothing = new Saved([full]);
    expect(nothing.save({ project: project("a"), untouched: false })).toBe(false);
    expect(nothing.putAside({ project: project("a"), untouched: false }, project("x"))).toBe(false);
    expect([nothing.load(), nothing.earlier()]).toEqual([null, []]);
    const storage = new MapStorage();
    for (const text of ["{", "[]", '{"name":"a","files":[["../x",""]]}', "null", "1"]) {
      storage.setItem("templatecheck-playground", text);
      storage.setItem("templatecheck-playground-earlier", text);
      expect([new Saved([storage]).load(), new Saved([storage]).earlier()]).toEqual([null, []]);
    }
  });
});
