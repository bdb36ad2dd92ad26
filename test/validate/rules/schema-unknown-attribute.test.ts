import { cases } from "../cases/schema-unknown-attribute.ts";
import { testCases } from "../rule-case.ts";

testCases("schema-unknown-attribute", cases);
