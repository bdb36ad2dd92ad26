/** HashiCorp's own parser, compiled to WebAssembly: the authority on what HCL is. Nothing else knows this package. */

/** What it prints about blocks that it parses but can't write as JSON: no opinion on the syntax. */
const knownLimits: readonly string[] = ["Unable to convert Block to JSON", "Unable to convert Expression to JSON"];

/** Whether it accepts a file of native syntax. Starting it takes about 0.3 s and 115 MB. */
export async function accepts(text: string): Promise<boolean> {
  const { parse } = await import("@cdktf/hcl2json");
  try {
    await parse("main.tf", text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return knownLimits.some((limit) => message.includes(limit));
  }
}
