import { defineConfig } from "vitest/config";

const results = process.env.VITEST_JSON;

/** What needs other programs on the machine: browsers, proxies, shells, pre-commit. They test the built program in dist/. */
export default defineConfig({
  test: {
    include: ["test/real/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    passWithNoTests: true,
    ...(results && { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
