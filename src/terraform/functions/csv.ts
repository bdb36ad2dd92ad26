import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { compareCodePoints } from "../../hcl/text-order.ts";
import { dynamicType, stringType, type Type } from "../../hcl/types.ts";
import { listValue, objectValue, stringValue } from "../../hcl/values.ts";
import { answer, maxElements, refuse, text, textOf } from "./answers.ts";
import { parseCsv } from "./go/csv.ts";

export const csvFunction: FunctionRecord = {
  name: "csvdecode",
  cost: 3,
  description: "A list of objects, one for each row of a text in CSV; the first row names their attributes.",
  parameters: [text("str")],
  result: dynamicType,
  resultNotNull: true,
  call: ([value]) => decode(textOf(value)),
};

function decode(source: string): FunctionResult {
  const parsed = parseCsv(source, maxElements);
  if (!parsed.ok) return refuse(`the text is not CSV: line ${parsed.line}: ${parsed.problem}`);
  const [header, ...rows] = parsed.records;
  if (!header) return refuse("the line with the names of the columns is missing");
  const names = header.map((name) => name.normalize("NFC"));
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) return refuse(`column ${JSON.stringify(repeated)} is there twice`);
  const uneven = rows.find((row) => row.length !== names.length);
  if (uneven) return refuse(`a row has ${uneven.length} fields for ${names.length} columns`);
  const attributes = [...names].sort(compareCodePoints).map((name): [string, Type] => [name, stringType]);
  const objects = rows.map((row) => objectValue(names.map((name, at) => [name, stringValue(row[at] ?? "")])));
  const element: Type = { kind: "object", attributes: new Map(attributes) };
  return answer(listValue(element, objects));
}
