import { cases } from "../cases/schema-conflict.ts";
import { testCases } from "../rule-case.ts";

testCases("schema-conflict", cases);
