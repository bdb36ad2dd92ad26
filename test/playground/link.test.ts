import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { base64url, bytesOf, readFragment, writeFragment } from "../../src/playground/link.ts";
import { nameProblem, type Project, projectData } from "../../src/playground/project.ts";

afterEach(() => vi.unstubAllGlobals());

const name = fc.stringMatching(/^[a-z]{1,5}(\/[a-z]{1,5})?\.tf$/);
const projects: fc.Arbitrary<Project> = fc
  .uniqueArray(fc.record({ name, text: fc.string({ unit: "grapheme", maxLength: 200 }) }), {
    minLength: 1,
    maxLength: 5,
    selector: (file) => file.name,
  })
  .filter((files) =>
    files.every(
      (file, at) =>
        nameProblem(
          file.name,
          files.slice(0, at).map((other) => other.name),
        ) === null,
    ),
  )
  .map((files) => ({ name: "template", files }));

const example: Project = { name: "a", files: [{ name: "modules/x/main.tf", text: 'locals { a = "ä😀\u202e" }\n' }] };

function packed(text: string): string {
  return `z1.${base64url(deflateRawSync(text))}`;
}

describe("a link", () => {
  it("gives back what it was made of", async () => {
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        const fragment = await writeFragment(project);
        expect(fragment).toMatch(/^z1\.[\w-]+$/);
        expect(await readFragment(fragment)).toEqual({ kind: "project", project });
      }),
      { numRuns: 50 },
    );
  });

  it("is plain where nothing can be deflated, and is read there, too", async () => {
    const deflated = await writeFragment(example);
    vi.stubGlobal("CompressionStream", undefined);
    vi.stubGlobal("DecompressionStream", undefined);
    const fragment = await writeFragment(example);
    expect(fragment).toMatch(/^p1\./);
    expect(await readFragment(fragment)).toEqual({ kind: "project", project: example });
    expect(await readFragment(deflated)).toEqual({ kind: "wrong", problem: expect.stringContaining("This browser") });
  });
});

describe("a hostile fragment", () => {
  it("that isn't ours says nothing", async () => {
    for (const fragment of ["", "access", "work", "z.abc", "q1.abc", "z1", "<script>"]) {
      expect(await readFragment(fragment)).toEqual({ kind: "none" });
    }
  });

  it("that is anything is refused with a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("z1.", "p1.", "z2."), fc.string({ maxLength: 100 }), async (start, rest) => {
        expect(await readFragment(start + rest)).toEqual({ kind: "wrong", problem: expect.stringMatching(/\.$/) });
      }),
    );
  });

  it("that is cut off is refused", async () => {
    const fragment = await writeFragment(example);
    for (let length = 3; length < fragment.length; length++) {
      expect((await readFragment(fragment.slice(0, length))).kind).toBe("wrong");
    }
  });

  it("that unpacks to more than there may be is stopped", async () => {
    const bomb = packed(" ".repeat(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readFragment(bomb)).toEqual({ kind: "wrong", problem: "What it holds is too large." });
    expect(await readFragment(`z1.${"A".repeat(3_000_000)}`)).toEqual({ kind: "wrong", problem: "It is too long." });
  });

  it.each([
    ["no project", "[]"],
    ["no files", '{"name":"a","files":[]}'],
    ["a file without text", '{"name":"a","files":[["main.tf"]]}'],
    ["a number", '{"name":"a","files":[["main.tf",1]]}'],
    ["a way out", '{"name":"a","files":[["../main.tf",""]]}'],
    ["one name twice", '{"name":"a","files":[["main.tf",""],["main.tf",""]]}'],
    ["a name that is no name", '{"name":"a b","files":[["main.tf",""]]}'],
    ["too many files", JSON.stringify({ name: "a", files: Array.from({ length: 101 }, (_, at) => [`${at}.tf`, ""]) })],
    ["too much text", JSON.stringify({ name: "a", files: [["main.tf", "a".repeat(1_000_001)]] })],
  ])("with %s is refused", async (_, json) => {
    expect((await readFragment(packed(json))).kind).toBe("wrong");
  });

  it("has a project where it is right", async () => {
    expect((await readFragment(packed(JSON.stringify(projectData(example))))).kind).toBe("project");
    expect((await readFragment(packed('{"name":"__proto__","files":[["__proto__","x"]]}'))).kind).toBe("project");
  });
});

describe("base64url", () => {
  it("is that of Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect(bytesOf(base64url(bytes))).toEqual(bytes);
      }),
    );
    expect(bytesOf("a b")).toBeNull();
    expect(bytesOf("abcde")).toBeNull();
  });
});
