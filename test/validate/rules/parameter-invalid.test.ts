import { cases } from "../cases/parameter-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("parameter-invalid", cases);
