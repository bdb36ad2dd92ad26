import { cases } from "../cases/script-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("script-invalid", cases);
