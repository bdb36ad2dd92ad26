import { cases } from "../cases/app-subdomain-without-wildcard.ts";
import { testCases } from "../rule-case.ts";

testCases("app-subdomain-without-wildcard", cases);
