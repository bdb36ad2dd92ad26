import { mergeMarks, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { setOf } from "../../hcl/type-relations.ts";
import { stringType } from "../../hcl/types.ts";
import { combineUnknown, setValue, stringValue, unknownValue } from "../../hcl/values.ts";
import { answer, refuse, spend, text } from "./answers.ts";
import { unread } from "./files.ts";
import { type GlobBudget, isGlob, matchPath, splitEscaped } from "./go/glob.ts";
import { joinPath, relativePath } from "./go/path.ts";

const stepsPerPattern = 1_000_000;

export const fileSetFunction: FunctionRecord = {
  name: "fileset",
  description: "The regular files below a directory whose paths match a pattern.",
  parameters: [
    text("path", { allowMarks: true, allowUnknown: true }),
    text("pattern", { allowMarks: true, allowUnknown: true }),
  ],
  result: setOf(stringType),
  resultNotNull: true,
  call: ([path, pattern], environment) => {
    const marks = mergeMarks(path?.marks, pattern?.marks);
    if (path?.kind !== "string" || pattern?.kind !== "string") {
      const given = [path, pattern].flatMap((value) => (value ? [unmark(value)] : []));
      return answer(withMarks({ ...combineUnknown(setOf(stringType), ...given), notNull: true }, marks));
    }
    const result = fileSet(path.value, pattern.value, environment);
    return result.ok ? { ...result, value: withMarks(result.value, marks) } : result;
  },
};

function fileSet(path: string, pattern: string, environment: FunctionEnvironment): FunctionResult {
  // Terraform joins the two before it looks at the pattern, so ".." in a pattern leads upwards.
  const directory = path.startsWith("/") ? joinPath(path) : joinPath(".", path);
  const joined = joinPath(directory, pattern);
  if (joined.startsWith("\\\\"))
    return refuse(`${JSON.stringify(pattern)} begins like a Windows share, which breaks Terraform`);
  const components = splitEscaped(joined, "/");
  const firstGlob = components.findIndex(isGlob);
  const fixed = firstGlob < 0 ? components.slice(0, -1) : components.slice(0, firstGlob);
  const base = joinPath(components[0] === "" ? "/" : ".", ...fixed);
  const listed = environment.listFiles(base);
  if (!listed.ok) {
    const reason = `the files of ${JSON.stringify(path)}: ${listed.reason}`;
    const value = unknownValue(setOf(stringType), reason, { notNull: true });
    return { ok: true, value, unread: unread(path, listed.reason) };
  }
  const stop = spend(environment, listed.files.length * 4, setOf(stringType));
  if (stop) return stop;
  const rest = components.slice(fixed.length);
  const budget: GlobBudget = { steps: stepsPerPattern };
  const found: string[] = [];
  for (const file of listed.files) {
    const matched = matchPath(rest, file.split("/"), budget);
    if (matched === "bad pattern") return refuse(`${JSON.stringify(pattern)} is not a pattern`);
    if (matched) found.push(relativePath(directory, joinPath(base, file)));
  }
  if (budget.steps < 0)
    return refuse(`${JSON.stringify(pattern)} takes more than ${stepsPerPattern} steps ("glob steps")`);
  return answer(setValue(stringType, found.map(stringValue)));
}
