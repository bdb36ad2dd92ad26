import { describe, expect, it } from "vitest";
import { stringValue } from "../../src/hcl/values.ts";
import type { Check } from "../../src/schema/provider-types.ts";
import { failsCheck } from "../../src/validate/value-checks.ts";

function passes(check: Check, text: string): boolean {
  return failsCheck(check, stringValue(text)) === null;
}

describe("checks of single values", () => {
  it("takes the time zones that Go finds as files", () => {
    const check: Check = { at: "validate", kind: "timezone" };
    for (const name of [
      "",
      "UTC",
      "Local",
      "Europe/Berlin",
      "US/Eastern",
      "America/Argentina/Buenos_Aires",
      "Etc/GMT+5",
      "EST5EDT",
      "Australia/ACT",
      "America/Port-au-Prince",
    ]) {
      expect(passes(check, name), name).toBe(true);
    }
    for (const name of ["utc", "europe/berlin", "Europe/berlin", "EUROPE/BERLIN", "Mars/Olympus", "+01:00", "Berlin"]) {
      expect(passes(check, name), name).toBe(false);
    }
  });

  it("takes schedules of prebuilds with five fields, the first a star", () => {
    const check: Check = { at: "validate", kind: "cron", fields: 5, firstField: "*" };
    for (const text of ["* 8 * * *", "* 8-18 * * MON-FRI", "* */2 1,15 * *"])
      expect(passes(check, text), text).toBe(true);
    for (const text of ["* 8 * *", "0 8 * * *", "TZ=UTC * 8 * * *", "@daily", "* 24 * * *", "* 8 * * * *"]) {
      expect(passes(check, text), text).toBe(false);
    }
  });

  it("takes schedules of scripts with five or six fields, or words", () => {
    const check: Check = { at: "validate", kind: "cron", fields: 6, firstField: null };
    for (const text of [
      "0 0 22 * * *",
      "0 22 * * *",
      "@every 1h30m",
      "@hourly",
      "CRON_TZ=UTC 0 0 22 * * *",
      "0 0 22 ? * MON",
    ]) {
      expect(passes(check, text), text).toBe(true);
    }
    for (const text of ["", "22 * * *", "60 0 22 * * *", "@sometimes", "0 0 22 * * 7"])
      expect(passes(check, text), text).toBe(false);
  });

  it("counts bytes after normalisation", () => {
    const check: Check = { at: "validate", kind: "maxBytes", value: 2 };
    expect(passes(check, "e\u0301")).toBe(true);
    expect(passes(check, "aé")).toBe(false);
  });
});
