import { cases } from "../cases/app-hand-built-address.ts";
import { testCases } from "../rule-case.ts";

testCases("app-hand-built-address", cases);
