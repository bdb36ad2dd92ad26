/** What is used of the `yaml` package, to be loaded by `import()` when a YAML file is read or written. */
export { isAlias, isMap, isScalar, isSeq, parse, parseDocument, stringify } from "yaml";
