import { cases } from "../cases/preset-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("preset-invalid", cases);
