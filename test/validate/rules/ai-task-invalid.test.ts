import { cases } from "../cases/ai-task-invalid.ts";
import { testCases } from "../rule-case.ts";

testCases("ai-task-invalid", cases);
