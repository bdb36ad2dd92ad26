#!/usr/bin/env node
import { main } from "./main.ts";
import { thisProcess } from "./process.ts";

process.exitCode = await main(thisProcess());
