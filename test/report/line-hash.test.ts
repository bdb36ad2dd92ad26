import { describe, expect, it } from "vitest";
import { lineHash } from "../../src/report/line-hash.ts";

function hashesOf(text: string): readonly string[] {
  const file = { name: "main.tf", text };
  const hashes: string[] = [];
  for (let line = 1; ; line++) {
    const hash = lineHash(file, line);
    if (hash === undefined) return hashes;
    hashes.push(hash);
  }
}

/** The same by its other formulation: one pass over the code units, with the power of each. */
function expectedHashes(text: string): readonly string[] {
  const kept: number[] = [];
  let starts = [0];
  let afterReturn = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0x20 || unit === 0x09) afterReturn = false;
    else if (unit === 0x0a && afterReturn) afterReturn = false;
    else {
      afterReturn = unit === 0x0d;
      kept.push(afterReturn ? 0x0a : unit);
      if (kept.at(-1) === 0x0a) starts = [...starts, kept.length];
    }
  }
  kept.push(65_535);
  const seen = new Map<string, number>();
  return starts.map((start) => {
    let sum = 0n;
    for (let index = 0; index < 100; index++) sum += BigInt(kept[start + index] ?? 0) * 37n ** BigInt(99 - index);
    const hash = (sum % 2n ** 64n).toString(16);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  });
}

const app = 'resource "coder_app" "web" {\n  agent_id = coder_agent.dev.id\n\n  slug = "web"\n}\n';

describe("the hash of a line", () => {
  it.each([
    ["nothing", ""],
    ["a template", app],
    ["lines of Windows", app.replaceAll("\n", "\r\n")],
    ["lone carriage returns", app.replaceAll("\n", "\r")],
    ["both, and a blank between them", "a\r \nb\r\n\rc\n"],
    ["a byte order mark", `\ufeff${app}`],
    ["equal lines", "}\n}\n}\n".repeat(40)],
    ["a line longer than what is hashed", `${"x".repeat(500)}\n${"x".repeat(500)}\n`],
    ["characters of two code units", 'a = "\u{1f600}\u{1f600}"\nb = "\u00e9"\n'],
    ["a NUL and the last character", "a\u0000b\n\uffff\n"],
  ])("is GitHub's: %s", (_, text) => {
    expect(hashesOf(text)).toEqual(expectedHashes(text));
  });

  it("has these values", () => {
    expect(hashesOf('slug = "web"\n')).toEqual(["66eac3ea1c416963:1", "c129715d7a2bc9a3:1"]);
    expect(hashesOf("}\n\t}\n")).toEqual(["1da0d4c20a2cbb51:1", "32dce9ccfdbc9d3e:1", "c129715d7a2bc9a3:1"]);
  });

  it("depends neither on blanks nor on the kind of line break", () => {
    expect(hashesOf("a  =\t1\r\nb=2\r\n")).toEqual(hashesOf("a=1\nb = 2\n"));
  });

  it("counts equal lines", () => {
    const repeated = `${"x".repeat(100)}\n`;
    const [first, second] = hashesOf(repeated + repeated);
    expect(second).toBe(first?.replace(/:1$/, ":2"));
  });
});
