import { cases } from "../cases/sensitive-exposed.ts";
import { testCases } from "../rule-case.ts";

testCases("sensitive-exposed", cases);
