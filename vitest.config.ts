import { defineConfig } from "vitest/config";

/** CI counts the tests. */
const results = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need the packed package: `.ci/run` and `npm run test:package` run them.
    exclude: ["test/blackbox/**"],
    testTimeout: 60_000,
    ...(results && { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
