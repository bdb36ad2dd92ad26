import { cases } from "../cases/value-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("value-invalid", cases);
