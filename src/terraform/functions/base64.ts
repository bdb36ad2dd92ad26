import { unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import { combineUnknown, unknownValue } from "../../hcl/values.ts";
import { answer, answerText, refuse, text, textOf } from "./answers.ts";
import { findEncoding } from "./encodings.ts";
import { base64Decode, base64Encode, utf8Bytes, utf8Text } from "./go/bytes.ts";

export const base64Functions: readonly FunctionRecord[] = [
  {
    name: "base64encode",
    description: "The text's UTF-8 in Base64.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => answerText(base64Encode(utf8Bytes(textOf(value)))),
  },
  {
    name: "base64decode",
    description: "The text whose UTF-8 is given in Base64.",
    parameters: [text("str", { allowMarks: true, allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => {
      if (value?.kind !== "string") {
        const unknown = combineUnknown(stringType, ...(value ? [unmark(value)] : []));
        return answer(withMarks({ ...unknown, notNull: true }, value?.marks));
      }
      const bytes = base64Decode(value.value);
      if (!bytes) return refuse("the text is not Base64");
      const decoded = utf8Text(bytes);
      if (decoded === null) return refuse("the bytes are not UTF-8");
      const result = answerText(decoded);
      return result.ok ? answer(withMarks(result.value, value.marks)) : result;
    },
  },
  {
    name: "base64gzip",
    description: "The text's UTF-8, compressed with gzip, in Base64.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    // The bytes depend on the version of the compressor that Terraform is built with.
    call: () =>
      answer(unknownValue(stringType, "the bytes of gzip differ between versions of Terraform", { notNull: true })),
  },
  {
    name: "textencodebase64",
    description: "The text in another encoding, in Base64.",
    parameters: [text("string"), text("encoding")],
    result: stringType,
    resultNotNull: true,
    call: ([value, name]) => {
      const encoding = findEncoding(textOf(name));
      if (!encoding) return refuse(`${JSON.stringify(textOf(name))} is no encoding that Terraform has`, 1);
      const bytes = encoding.encode(textOf(value));
      if (!bytes && encoding.partial)
        return answer(unknownValue(stringType, `not all of ${encoding.name} is known here`));
      return bytes
        ? answerText(base64Encode(bytes))
        : refuse(`the text has characters that ${encoding.name} can't represent`, 0);
    },
  },
  {
    name: "textdecodebase64",
    description: "The text that bytes in Base64 say in another encoding.",
    parameters: [text("source"), text("encoding")],
    result: stringType,
    resultNotNull: true,
    call: ([source, name]) => {
      const encoding = findEncoding(textOf(name));
      if (!encoding) return refuse(`${JSON.stringify(textOf(name))} is no encoding that Terraform has`, 1);
      const bytes = base64Decode(textOf(source));
      if (!bytes) return refuse("the text is not Base64", 0);
      const decoded = encoding.decode(bytes);
      if (encoding.partial && decoded?.includes("\ufffd")) {
        return answer(unknownValue(stringType, `not all of ${encoding.name} is known here`));
      }
      return decoded === null || decoded.includes("\ufffd")
        ? refuse(`the bytes mean nothing in ${encoding.name}`, 0)
        : answerText(decoded);
    },
  },
];
