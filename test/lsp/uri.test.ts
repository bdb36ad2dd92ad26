import { describe, expect, it } from "vitest";
import { pathToUri, uriToPath } from "../../src/lsp/uri.ts";

describe("uriToPath", () => {
  it.each([
    ["file:///home/a/main.tf", "posix", "/home/a/main.tf"],
    ["file:///home/a%20b/%C3%BC.tf", "posix", "/home/a b/ü.tf"],
    ["file://localhost/home/a.tf", "posix", "/home/a.tf"],
    ["FILE:///home/a.tf", "posix", "/home/a.tf"],
    ["file:/home/a.tf", "posix", "/home/a.tf"],
    ["file:///home/a%23b%3F.tf", "posix", "/home/a#b?.tf"],
    ["file:///c%3A/x/main.tf", "windows", "C:\\x\\main.tf"],
    ["file:///C:/x/main.tf", "windows", "C:\\x\\main.tf"],
    ["file:///c:", "windows", "C:\\"],
    ["file://server/share/main.tf", "windows", "\\\\server\\share\\main.tf"],
  ] as const)("%s on %s is %s", (uri, style, path) => {
    expect(uriToPath(uri, style)).toBe(path);
  });

  it.each([
    ["untitled:Untitled-1", "posix"],
    ["git:/home/a.tf", "posix"],
    ["file:///%E0%A4%A", "posix"],
    ["file:///a%00b", "posix"],
    ["file://server/a.tf", "posix"],
    ["file:relative", "posix"],
    ["", "posix"],
    ["main.tf", "posix"],
    ["file:///home/a.tf", "windows"],
  ] as const)("%s on %s is no path", (uri, style) => {
    expect(uriToPath(uri, style)).toBeNull();
  });
});

describe("pathToUri", () => {
  it.each([
    ["/home/a b/ü#.tf", "file:///home/a%20b/%C3%BC%23.tf", "posix"],
    ["C:\\x\\main.tf", "file:///c%3A/x/main.tf", "windows"],
    ["\\\\server\\share\\a.tf", "file://server/share/a.tf", "windows"],
    ["/a\\b", "file:///a%5Cb", "posix"],
  ] as const)("%s is %s, and back", (path, uri, style) => {
    expect(pathToUri(path)).toBe(uri);
    expect(uriToPath(uri, style)).toBe(path);
  });

  it("takes names that aren't text", () => {
    expect(pathToUri("/a\ud800b")).toBe("file:///a%EF%BF%BDb");
  });
});
