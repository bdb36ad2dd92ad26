import { cases } from "../cases/app-share-public.ts";
import { testCases } from "../rule-case.ts";

testCases("app-share-public", cases);
