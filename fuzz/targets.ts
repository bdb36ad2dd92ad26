import type { Target } from "./target.ts";
import { choices } from "./targets/choices.ts";
import { configuration } from "./targets/configuration.ts";
import { evaluator } from "./targets/evaluator.ts";
import { fixes } from "./targets/fixes.ts";
import { formats } from "./targets/formats.ts";
import { gateway } from "./targets/gateway.ts";
import { hostname } from "./targets/hostname.ts";
import { json } from "./targets/json.ts";
import { lexer } from "./targets/lexer.ts";
import { lsp } from "./targets/lsp.ts";
import { manifest } from "./targets/manifest.ts";
import { parser } from "./targets/parser.ts";
import { split } from "./targets/split.ts";
import { suppressions } from "./targets/suppressions.ts";
import { syntaxes } from "./targets/syntaxes.ts";
import { verdict } from "./targets/verdict.ts";

export const targets: readonly Target[] = [
  ...[lexer, parser, verdict, json, evaluator, configuration, manifest, hostname],
  ...[lsp, suppressions, fixes, split, formats, syntaxes, choices, gateway],
];
