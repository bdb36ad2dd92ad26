import path from "node:path";
import { exportConfiguration } from "../../gateway/export/export.ts";
import { exportTargets, isExportTarget } from "../../gateway/export/target.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { deploymentOf, manifestOf } from "../gateway-inputs.ts";
import { tlsFilesOf } from "../gateway-options.ts";
import type { Program } from "../program.ts";
import { writeFileAtomically } from "../write.ts";

/** Where `gateway` listens if nothing else is said. */
const standardGateway = "127.0.0.1:8080";

/** The configuration of a proxy that asks the gateway for its decisions. */
export async function exportCommand(given: Arguments, program: Program): Promise<number> {
  const texts = (name: string): readonly string[] =>
    given.options.flatMap((option) => (option.name === name && option.value !== true ? [option.value] : []));
  const text = (name: string): string | null => texts(name).at(-1) ?? null;
  const target = text("to");
  if (target === null) throw new CommandFailure(`export needs --to: ${exportTargets.join(", ")}`);
  if (!isExportTarget(target)) {
    throw new CommandFailure(`--to ${JSON.stringify(target)} is not one of ${exportTargets.join(", ")}`);
  }
  const manifests = await Promise.all(given.operands.map((file) => manifestOf(file, program.cwd)));
  const tls = tlsFilesOf(text);
  const gateways = texts("gateway");
  const exported = exportConfiguration(target, manifests, deploymentOf(text), {
    gateways: gateways.length === 0 ? [standardGateway] : gateways,
    listen: text("listen"),
    certificate: tls && { file: tls.cert, key: tls.key },
    dashboard: text("dashboard"),
    resolver: text("resolver"),
  });
  if (!exported.ok) {
    throw new CommandFailure(exported.option === null ? exported.error : `--${exported.option}: ${exported.error}`);
  }
  const output = text("output");
  if (output === null || output === "-") program.stdout.write(exported.text);
  else writeFileAtomically(path.resolve(program.cwd, output), exported.text, output);
  return exitCode.clean;
}
