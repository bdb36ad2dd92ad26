import { describe, expect, it } from "vitest";
import { findProgram, type Search } from "../../editors/vscode/src/find-program.ts";

function find(there: readonly string[], more: Partial<Search> = {}): ReturnType<typeof findProgram> {
  const search: Search = {
    setting: "",
    folders: ["/project"],
    path: "/usr/bin:bin::/opt/bin",
    windows: false,
    exists: (file) => there.includes(file),
  };
  return findProgram({ ...search, ...more });
}

describe("the extension starts", () => {
  const own = "/project/node_modules/templatecheck/dist/bin.js";
  const linked = "/project/node_modules/.bin/templatecheck";

  it("what is set, else nothing", () => {
    expect(find(["/opt/t"], { setting: "/opt/t" })).toEqual({ program: "/opt/t", isScript: false });
    expect(find(["/project/t.mjs"], { setting: "t.mjs" })).toEqual({ program: "/project/t.mjs", isScript: true });
    expect(find([own], { setting: "/opt/t" })).toBeNull();
  });

  it("the workspace's, else that on the PATH", () => {
    expect(find([own, linked])).toEqual({ program: own, isScript: true });
    expect(find([linked, "/opt/bin/templatecheck"])).toEqual({ program: linked, isScript: false });
    expect(find(["/opt/bin/templatecheck"])?.program).toBe("/opt/bin/templatecheck");
    expect(find([])).toBeNull();
  });

  it("nothing of a workspace that isn't trusted, by no way", () => {
    expect(find([own, linked, "bin/templatecheck", "templatecheck"], { folders: [] })).toBeNull();
  });

  it("on Windows what Windows can start", () => {
    const windows = { windows: true, folders: ["C:\\w"], path: "C:\\bin;D:\\bin" };
    expect(find(["C:\\w\\node_modules\\.bin\\templatecheck.cmd"], windows)?.program).toMatch(/\.cmd$/);
    expect(find(["D:\\bin\\templatecheck.cmd"], windows)?.program).toBe("D:\\bin\\templatecheck.cmd");
  });
});
