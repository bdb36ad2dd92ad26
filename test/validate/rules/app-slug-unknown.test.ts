import { cases } from "../cases/app-slug-unknown.ts";
import { testCases } from "../rule-case.ts";

testCases("app-slug-unknown", cases);
