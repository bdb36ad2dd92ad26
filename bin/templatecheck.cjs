#!/usr/bin/env node
// The built program. From a repository npm installs what is committed, without building it: then it is the bundle.
// CommonJS, since Node loads it faster than an ES module.
const { existsSync } = require("node:fs");
const path = require("node:path");

const built = path.join(__dirname, "../dist/bin.cjs");
if (existsSync(built)) require(built);
else import("../bundle/templatecheck.mjs");
