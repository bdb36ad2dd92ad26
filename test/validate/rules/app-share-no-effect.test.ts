import { cases } from "../cases/app-share-no-effect.ts";
import { testCases } from "../rule-case.ts";

testCases("app-share-no-effect", cases);
