/** All functions of Terraform up to 1.14, by name; also with the prefix `core::`. */

import type { FunctionRecord, FunctionTable } from "../../hcl/scope.ts";
import { base64Functions } from "./base64.ts";
import { conversionFunctions } from "./conversion.ts";
import { csvFunction } from "./csv.ts";
import { dateFunctions } from "./date.ts";
import { overOutcomesOf } from "./few-outcomes.ts";
import { filesystemFunctions } from "./filesystem.ts";
import { formatFunctions } from "./format.ts";
import { hashFunctions } from "./hashes.ts";
import { joinFunctions } from "./join.ts";
import { jsonFunctions } from "./json.ts";
import { lengthFunction } from "./length.ts";
import { letterCaseFunctions } from "./letter-case-functions.ts";
import { lookupFunction } from "./lookup.ts";
import { mappingFunctions } from "./mappings.ts";
import { membershipFunctions } from "./membership.ts";
import { networkFunctions } from "./network.ts";
import { numericFunctions } from "./numeric.ts";
import { rangeFunction } from "./range.ts";
import { regexFunctions } from "./regex.ts";
import { removedFunctions } from "./removed.ts";
import { rsaDecryptFunction } from "./rsa.ts";
import { sequenceFunctions } from "./sequences.ts";
import { setProductFunction } from "./set-product.ts";
import { setFunctions } from "./sets.ts";
import { stringFunctions } from "./strings.ts";
import { trimFunctions } from "./trim.ts";
import { typeFunction } from "./type.ts";
import { yamlFunctions } from "./yaml.ts";

const records: readonly FunctionRecord[] = [
  ...base64Functions,
  ...conversionFunctions,
  csvFunction,
  ...dateFunctions,
  ...filesystemFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...joinFunctions,
  ...jsonFunctions,
  lengthFunction,
  ...letterCaseFunctions,
  lookupFunction,
  ...mappingFunctions,
  ...membershipFunctions,
  ...networkFunctions,
  ...numericFunctions,
  rangeFunction,
  ...regexFunctions,
  ...removedFunctions,
  rsaDecryptFunction,
  ...sequenceFunctions,
  setProductFunction,
  ...setFunctions,
  ...stringFunctions,
  ...trimFunctions,
  typeFunction,
  ...yamlFunctions,
];

const byName: ReadonlyMap<string, FunctionRecord> = new Map(
  records.map((record) => [record.name, overOutcomesOf(record)]),
);

const prefix = "core::";

export const terraformFunctions: FunctionTable = {
  get: (name) => byName.get(name.startsWith(prefix) ? name.slice(prefix.length) : name),
  /** With those that the evaluator has itself, and without the removed ones. */
  names: () =>
    [...byName.keys(), "can", "try"].filter((name) => name !== "list" && name !== "map" && name !== "type").sort(),
};
