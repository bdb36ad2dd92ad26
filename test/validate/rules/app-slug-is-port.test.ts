import { cases } from "../cases/app-slug-is-port.ts";
import { testCases } from "../rule-case.ts";

testCases("app-slug-is-port", cases);
