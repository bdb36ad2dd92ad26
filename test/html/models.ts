/** Models of pages from the example of the manifest's specification. */

import { reportModel } from "../../src/html/build-model.ts";
import type { ReportModel } from "../../src/html/model.ts";
import type { Manifest, ManifestApp } from "../../src/manifest/types.ts";
import { secretsOf } from "../../src/report/secrets.ts";
import { exampleManifest } from "../manifest/example.ts";

export const example: Manifest = exampleManifest();

export function modelOf(manifest: Manifest | null, plan: unknown = null): ReportModel {
  return reportModel({
    manifest,
    errors: manifest === null,
    directory: "templates/docker",
    tool: "templatecheck 0.1.0",
    profile: "prod",
    plan,
    sourceUrl: "https://git.example.com/blob/main/{file}#L{line}",
    secrets: secretsOf([]),
  });
}

export function exampleApp(change: Partial<ManifestApp> = {}): ManifestApp {
  const [app] = example.apps;
  if (!app) throw new Error("the example has an app");
  return { ...app, ...change };
}

export const hostile = `"><img src=x onerror=alert(1)></script><script>alert(2)</script>\u202e\u2028' onload=x`;
