#!/usr/bin/env node
// The built program. From a repository npm installs what is committed, without building it: then it is the bundle.
try {
  await import("../dist/bin.js");
} catch (error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND" || !error.url?.endsWith("/dist/bin.js")) throw error;
  await import("../bundle/templatecheck.mjs");
}
