import { expect, it } from "vitest";
import { type LocalUrlRequest, localUrlPort, type PortUrlRequest, portUrl } from "../../src/routing/port-url.ts";
import { disagreements, readTable } from "../tables.ts";

type Row =
  | ({ readonly kind: "basic" | "port" | "names" | "host" | "path" | "page"; readonly url: string } & PortUrlRequest)
  | ({ readonly kind: "rewrite"; readonly url: string } & LocalUrlRequest)
  | {
      readonly kind: "default port";
      readonly portText: string;
      readonly protocolText: string;
      readonly port: number | "NaN";
    }
  | { readonly kind: "remembered protocol" };

const rows = readTable<Row>("port-url-generation");

it("writes the links of Coder's dashboard", () => {
  const different = disagreements(rows, (row) => {
    switch (row.kind) {
      case "default port":
        return { expected: row.port, actual: localUrlPort(row.portText, row.protocolText) };
      // A setting of the browser, nothing about addresses.
      case "remembered protocol":
        return { expected: null, actual: null };
      default:
        return { expected: { url: row.url }, actual: portUrl(row) };
    }
  });
  expect(different).toEqual([]);
  expect(rows.length).toBe(267);
  expect(rows.filter((row) => row.kind === "remembered protocol").length).toBe(3);
});
