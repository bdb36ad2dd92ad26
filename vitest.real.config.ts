import { defineConfig } from "vitest/config";

const results = process.env.VITEST_JSON;

/** What needs other programs on the machine (browsers, proxies, shells, pre-commit) and tests the built program in dist/, and what takes long. */
export default defineConfig({
  test: {
    include: ["test/real/**/*.test.ts", "test/bounds/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    // Machines of CI have much else to do.
    expect: { poll: { timeout: 20_000 } },
    ...(results && { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
