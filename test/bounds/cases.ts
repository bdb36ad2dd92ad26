/**
 * For each budget of evaluation.md what would blow up without it: `npm run bench -- bounds` measures each in a process
 * of its own, `bounds.test.ts` asks for the budget's name.
 */

import type { Case } from "./case.ts";
import { chainCases } from "./chains.ts";
import { documentCases } from "./documents.ts";
import { fileCases } from "./files.ts";
import { instanceCases } from "./instances.ts";
import { nestingCases } from "./nesting.ts";
import { stepCases } from "./steps.ts";
import { templateCases } from "./templates.ts";
import { valueCases } from "./values.ts";

export const cases: readonly Case[] = [
  ...chainCases,
  ...documentCases,
  ...templateCases,
  ...stepCases,
  ...valueCases,
  ...instanceCases,
  ...nestingCases,
  ...fileCases,
];
