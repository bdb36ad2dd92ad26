import { defineConfig } from "vitest/config";

const results = process.env.VITEST_JSON;

/** What ships: `TEMPLATECHECK_BIN` is the program of the installed package. */
export default defineConfig({
  test: {
    include: ["test/blackbox/**/*.test.ts"],
    testTimeout: 60_000,
    ...(results && { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
