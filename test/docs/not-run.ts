/** Commands on pages that the tests don't run, and why. Those of templatecheck are still held to its options. */

interface NotRun {
  /** How the command begins. */
  readonly begins: string;
  readonly because: string;
}

export const notRun: readonly NotRun[] = [
  { begins: "templatecheck gateway ", because: "serves until it is ended: test/blackbox/gateway.test.ts, test/real" },
  { begins: "exec templatecheck lsp", because: "speaks a protocol with an editor: test/real/clients.test.ts" },
  { begins: "npm ", because: "installs, builds or tests this project: .ci/run does" },
  { begins: "npx ", because: "fetches packages" },
  { begins: "terraform ", because: "needs Terraform and providers: test/plan compares recorded plans" },
  { begins: "coder ", because: "needs a deployment" },
  { begins: "go ", because: "builds other tools" },
  { begins: "docker ", because: "needs a container runtime" },
  { begins: "git clone ", because: "needs a network" },
  { begins: "code ", because: "needs Visual Studio Code" },
  { begins: "GENERATED_ROWS=", because: "runs this project's tests" },
  { begins: "CODER_PROVIDER_DIR=", because: "needs Terraform and a provider built from source" },
];

export function reasonNotToRun(line: string): string | null {
  return notRun.find(({ begins }) => line.startsWith(begins))?.because ?? null;
}
