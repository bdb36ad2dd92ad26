import { cases } from "../cases/app-share-exceeds-maximum.ts";
import { testCases } from "../rule-case.ts";

testCases("app-share-exceeds-maximum", cases);
