import { cases } from "../cases/schema-wrong-type.ts";
import { testCases } from "../rule-case.ts";

testCases("schema-wrong-type", cases);
