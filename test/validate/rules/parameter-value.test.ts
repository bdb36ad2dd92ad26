import { cases } from "../cases/parameter-value.ts";
import { testCases } from "../rule-case.ts";

testCases("parameter-value", cases);
