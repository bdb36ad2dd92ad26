import published from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";

/** Problems by the published schema of SARIF 2.1.0, and by what it says in words only. */
export function sarifProblems(document: unknown): readonly string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

// The schema is written for draft 4, where "$id" was "id"; all else in it means the same today.
const { $schema: _draft, id: _id, ...schema } = published;
const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  .addFormat("uri", /^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$/)
  .addFormat("uri-reference", /^(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/)
  .addFormat("date-time", /^\d{4}-\d{2}-\d{2}T/)
  .compile(schema);
