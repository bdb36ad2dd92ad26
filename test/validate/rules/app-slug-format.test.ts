import { cases } from "../cases/app-slug-format.ts";
import { testCases } from "../rule-case.ts";

testCases("app-slug-format", cases);
