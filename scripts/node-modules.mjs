/** For esbuild: CommonJS packages ask for Node's modules by `require`, which ES modules don't have. */

import { builtinModules } from "node:module";

/** Commander would start programs of its own with it; loading it costs more than Commander does. */
const unused = "node:child_process";

export const nodeModules = {
  name: "node-modules",
  setup({ initialOptions, onResolve, onLoad }) {
    const builtin = new RegExp(`^(node:)?(${builtinModules.join("|")})$`);
    onResolve({ filter: builtin }, ({ path: name, kind }) =>
      kind === "require-call" && (initialOptions.format !== "cjs" || name === unused)
        ? { path: name, namespace: "node-module" }
        : { path: name, external: true },
    );
    onLoad({ filter: /.*/, namespace: "node-module" }, ({ path: given }) => {
      if (given === unused) return { contents: "export {};" };
      const name = given.startsWith("node:") ? given : `node:${given}`;
      return { contents: `export * from "${name}"; export { default } from "${name}";` };
    });
  },
};
