import { cases } from "../cases/app-slug-reserved.ts";
import { testCases } from "../rule-case.ts";

testCases("app-slug-reserved", cases);
