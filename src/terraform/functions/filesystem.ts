import { isIdentifier } from "../../hcl/characters.ts";
import { mergeMarks, unmark, unmarkDeep, withMarks } from "../../hcl/marks.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { boolType, dynamicType, stringType } from "../../hcl/types.ts";
import type { Marks, Value } from "../../hcl/value.ts";
import { combineUnknown, unknownValue } from "../../hcl/values.ts";
import { answer, answerBool, answerText, any, entriesOf, everything, refuse, text, textOf } from "./answers.ts";
import { fileSetFunction } from "./file-set.ts";
import { answerUnread, homePath, readForFunction, unread } from "./files.ts";
import { base64Encode, utf8Text } from "./go/bytes.ts";
import { baseName, cleanPath, directoryName } from "./go/path.ts";

export const filesystemFunctions: readonly FunctionRecord[] = [
  {
    name: "file",
    description: "The content of a file, which must be UTF-8.",
    parameters: [text("path", { allowMarks: true, allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: ([path], environment) => {
      if (path?.kind !== "string") return unknownPath(path);
      const file = readText(environment, path.value);
      return marked(file, path.marks);
    },
  },
  {
    name: "filebase64",
    description: "The content of a file in Base64.",
    parameters: [text("path", { allowMarks: true, allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: ([path], environment) => {
      if (path?.kind !== "string") return unknownPath(path);
      const file = readForFunction(environment, path.value, 0);
      if (file.kind === "refused") return file.refusal;
      return marked(file.kind === "bytes" ? answerText(base64Encode(file.bytes)) : answerUnread(file), path.marks);
    },
  },
  {
    name: "fileexists",
    description: "Whether there is a regular file at the path.",
    parameters: [text("path", { allowMarks: true, allowUnknown: true })],
    result: boolType,
    resultNotNull: true,
    call: ([path], environment) => {
      if (path?.kind !== "string") return unknownPath(path, boolType);
      return marked(fileExists(environment, path.value), path.marks);
    },
  },
  fileSetFunction,
  {
    name: "templatefile",
    description: "What a template file makes of variables.",
    parameters: [
      text("path", { allowMarks: true, allowUnknown: true }),
      any("vars", { allowMarks: true, allowUnknown: true }),
    ],
    result: dynamicType,
    call: ([path, variables], environment) => {
      const bare = variables && unmarkDeep(variables);
      if (path?.kind !== "string" || !bare || bare.value.kind === "unknown") {
        const unknown = combineUnknown(dynamicType, ...[path, bare?.value].flatMap((value) => (value ? [value] : [])));
        return answer(withMarks(unknown, mergeMarks(path?.marks, bare?.marks)));
      }
      const marks = mergeMarks(path.marks, bare.marks);
      const file = readText(environment, path.value);
      if (!file.ok) return file;
      if (file.value.kind !== "string")
        return marked({ ...file, value: combineUnknown(dynamicType, file.value) }, marks);
      const wrong = notVariables(bare.value);
      return (
        wrong ??
        marked(environment.renderTemplate(path.value, file.value.value, entriesOf(bare.value), "templatefile"), marks)
      );
    },
  },
  {
    name: "templatestring",
    description: "What a template that another value holds makes of variables.",
    parameters: [any("template", everything), any("vars")],
    result: stringType,
    resultNotNull: true,
    call: ([template, variables], environment) => {
      const bare = template && unmark(template);
      if (!bare || !variables || bare.kind === "unknown") {
        return answer({ ...combineUnknown(stringType, ...(bare ? [bare] : [])), notNull: true });
      }
      if (bare.kind !== "string") return refuse("the template must be a string", 0);
      const wrong = notVariables(variables);
      const rendered =
        wrong ?? environment.renderTemplate("template", bare.value, entriesOf(variables), "templatestring");
      return marked(rendered, template.marks);
    },
  },
  {
    name: "basename",
    description: "The last part of a path.",
    parameters: [text("path")],
    result: stringType,
    resultNotNull: true,
    call: ([path]) => answerText(baseName(textOf(path))),
  },
  {
    name: "dirname",
    description: "A path without its last part.",
    parameters: [text("path")],
    result: stringType,
    resultNotNull: true,
    call: ([path]) => answerText(directoryName(textOf(path))),
  },
  {
    name: "abspath",
    description: "The absolute path; relative ones depend on where Terraform runs.",
    parameters: [text("path")],
    result: stringType,
    resultNotNull: true,
    call: ([path]) => {
      if (textOf(path).startsWith("/")) return answerText(cleanPath(textOf(path)));
      return answer(unknownValue(stringType, "it depends on the directory where Terraform runs", { notNull: true }));
    },
  },
  {
    name: "pathexpand",
    description: "The path with the home directory for a tilde at its start.",
    parameters: [text("path")],
    result: stringType,
    resultNotNull: true,
    call: ([path]) => {
      const home = homePath(textOf(path));
      if (!home) return answerText(textOf(path));
      return "ok" in home ? home : answer(home);
    },
  },
];

function unknownPath(path: Value | undefined, type = stringType): FunctionResult {
  const unknown = combineUnknown(type, ...(path ? [unmark(path)] : []));
  return answer(withMarks({ ...unknown, notNull: true }, path?.marks));
}

function marked(result: FunctionResult, marks: Marks | undefined): FunctionResult {
  return result.ok ? { ...result, value: withMarks(result.value, marks) } : result;
}

function readText(environment: FunctionEnvironment, path: string): FunctionResult {
  const file = readForFunction(environment, path, 0);
  if (file.kind === "refused") return file.refusal;
  if (file.kind === "unknown") return answerUnread(file);
  const decoded = utf8Text(file.bytes);
  if (decoded === null) return refuse(`${JSON.stringify(path)} is not UTF-8; filebase64 reads any bytes`);
  return answerText(decoded);
}

function fileExists(environment: FunctionEnvironment, path: string): FunctionResult {
  const home = homePath(path);
  if (home) return "ok" in home ? home : answer({ ...combineUnknown(boolType, home), notNull: true });
  const result = environment.readFile(cleanPath(path));
  if (result.ok || result.code === "too-large" || result.code === "denied") return answerBool(true);
  if (result.code === "absent") return answerBool(false);
  if (result.code !== "outside") return refuse(`${JSON.stringify(path)} is no regular file: ${result.reason}`);
  const reason = `whether ${JSON.stringify(path)} exists: ${result.reason}`;
  return { ok: true, value: unknownValue(boolType, reason, { notNull: true }), unread: unread(path, result.reason) };
}

function notVariables(value: Value): FunctionRefusal | null {
  if (value.kind !== "map" && value.kind !== "object") {
    return refuse(`the variables must be a map or object, not ${typeName(typeOf(value))}`, 1);
  }
  for (const name of value.entries.keys()) {
    if (!isIdentifier(name)) return refuse(`${JSON.stringify(name)} can't be the name of a variable`, 1);
  }
  return null;
}
