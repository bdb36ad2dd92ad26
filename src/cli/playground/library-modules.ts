/** Libraries that the program has as scripts for Node's `require`, as modules for a browser: the package brings each once. */

interface Library {
  /** A file of the built program. */
  readonly script: string;
  /** What the worker imports of it. */
  readonly names: readonly string[];
}

const libraries: ReadonlyMap<string, Library> = new Map([
  ["re2js.js", { script: "library-re2js.cjs", names: ["RE2JS", "RE2JSException"] }],
  [
    "yaml.js",
    {
      script: "library-yaml.cjs",
      names: [
        ...["isAlias", "isMap", "isScalar", "isSeq"],
        ...["LineCounter", "parseAllDocuments", "parseDocument", "Scalar"],
      ],
    },
  ],
]);

export function libraryModules(read: (name: string) => string): readonly (readonly [name: string, Uint8Array])[] {
  return [...libraries].map(([name, { script, names }]) => [
    name,
    new TextEncoder().encode(asModule(read(script), names)),
  ]);
}

/** Of Node they ask for variables of its environment, and for a faster way where there is one: there is neither. */
function asModule(script: string, names: readonly string[]): string {
  return `const module = { exports: {} }, { exports } = module, require = () => ({ env: {} }), __filename = "";
${script}
export const { ${names.join(", ")} } = module.exports;
`;
}
