/** Commands on pages that the tests don't run, and why. Those of templatecheck are still held to its options. */

interface NotRun {
  /** How the command begins. */
  readonly begins: string;
  readonly because: string;
}

export const notRun: readonly NotRun[] = [
  { begins: "templatecheck gateway ", because: "serves until it is ended: test/blackbox/gateway.test.ts, test/real" },
  { begins: "templatecheck lint --watch", because: "runs until it is ended: test/cli/watch.test.ts" },
  { begins: "templatecheck lsp", because: "speaks a protocol with an editor: test/real/clients.test.ts" },
  { begins: "templatecheck completion", because: "for a shell's configuration: test/real/completion.test.ts" },
  { begins: "templatecheck lint - < /dev/stdin", because: "reads what is typed" },
  { begins: "npm ", because: "installs, builds or tests this project: .ci/run does" },
  { begins: "npx ", because: "fetches packages" },
  { begins: "node scripts/", because: "changes this project" },
  { begins: "terraform ", because: "needs Terraform and providers: test/plan compares recorded plans" },
  { begins: "coder ", because: "needs a deployment" },
  { begins: "docker ", because: "needs a container runtime" },
  { begins: "git clone ", because: "needs a network" },
  { begins: "code ", because: "needs Visual Studio Code" },
  { begins: "curl ", because: "asks the gateway of the page: test/blackbox/gateway.test.ts" },
  { begins: "pre-commit ", because: "test/real/pre-commit.test.ts installs and runs the hooks" },
  { begins: "CODER_PROVIDER_DIR=", because: "needs Terraform and a provider built from source" },
];

export function reasonNotToRun(line: string): string | null {
  return notRun.find(({ begins }) => line.startsWith(begins))?.because ?? null;
}
