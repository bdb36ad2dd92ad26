import { cases } from "../cases/app-share-terminal.ts";
import { testCases } from "../rule-case.ts";

testCases("app-share-terminal", cases);
