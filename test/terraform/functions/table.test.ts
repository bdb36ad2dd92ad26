import { describe, expect, it } from "vitest";
import { terraformFunctions } from "../../../src/terraform/functions/table.ts";

const documented =
  "abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format formatdate formatlist indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys max md5 merge min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try upper urlencode uuid uuidv5 values yamldecode yamlencode zipmap";

describe("the table", () => {
  it("has the functions of Terraform 1.14", () => {
    expect([...terraformFunctions.names()]).toEqual(documented.split(" "));
  });

  it("has a record for each but those that the evaluator has itself", () => {
    const missing = documented.split(" ").filter((name) => !terraformFunctions.get(name));
    expect(missing).toEqual(["can", "try"]);
  });

  it("knows them with their prefix too", () => {
    expect(terraformFunctions.get("core::upper")).toBe(terraformFunctions.get("upper"));
    expect(terraformFunctions.get("other::upper")).toBeUndefined();
    expect(terraformFunctions.get("constructor")).toBeUndefined();
  });

  it.each(["list", "map"])("says what replaces %s", (name) => {
    expect(terraformFunctions.get(name)?.check?.([])?.message).toMatch(/was removed in Terraform 0\.15; write to/);
  });

  it("describes every function in a sentence", () => {
    for (const name of terraformFunctions.names()) {
      const record = terraformFunctions.get(name);
      if (record) expect(record.description, name).toMatch(/^[-A-Z0-9].*\.$/);
    }
  });
});
