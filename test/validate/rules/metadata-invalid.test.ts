import { cases } from "../cases/metadata-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("metadata-invalid", cases);
