/** For esbuild: CommonJS packages ask for Node's modules by `require`, which ES modules don't have. */

import { builtinModules } from "node:module";

export const nodeModules = {
  name: "node-modules",
  setup({ onResolve, onLoad }) {
    const builtin = new RegExp(`^(node:)?(${builtinModules.join("|")})$`);
    onResolve({ filter: builtin }, ({ path: name, kind }) =>
      kind === "require-call" ? { path: name, namespace: "node-module" } : { path: name, external: true },
    );
    onLoad({ filter: /.*/, namespace: "node-module" }, ({ path: given }) => {
      // Commander would start programs of its own with it; loading it costs more than Commander does.
      if (given === "node:child_process") return { contents: "export {};" };
      const name = given.startsWith("node:") ? given : `node:${given}`;
      return { contents: `export * from "${name}"; export { default } from "${name}";` };
    });
  },
};
