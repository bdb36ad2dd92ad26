import { defineConfig } from "vitest/config";

/** CI counts the tests. */
const results = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The packed package (`npm run test:package`); what takes long, browsers, proxies and other programs (`npm run
    // test:real`): `.ci/run` runs them.
    exclude: ["test/blackbox/**", "test/real/**", "test/bounds/**"],
    testTimeout: 60_000,
    // One less is Vitest's own choice: on two cores that would be one after another.
    maxWorkers: "100%",
    ...(results && { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
