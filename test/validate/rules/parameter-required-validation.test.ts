import { cases } from "../cases/parameter-required-validation.ts";
import { testCases } from "../rule-case.ts";

testCases("parameter-required-validation", cases);
