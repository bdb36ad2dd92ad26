import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need the packed package: `.ci/run` and `npm run test:package` run them.
    exclude: ["test/blackbox/**"],
    testTimeout: 60_000,
  },
});
