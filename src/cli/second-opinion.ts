/** HashiCorp's own parser, compiled to WebAssembly: the authority on what HCL is. Nothing else knows this package. */

/** How it begins to tell of what it parses but can't write as JSON: no opinion on the syntax. */
const conversionFailure = "convert to HCL:";

export type SecondReading =
  /** The file as JSON, in hcl2json's way. */
  | { readonly kind: "read"; readonly document: unknown }
  /** Its syntax is right; that is all that is known. */
  | { readonly kind: "unconverted" }
  | { readonly kind: "refused"; readonly message: string };

/** A file of native syntax. Starting the parser takes about 0.3 s and 115 MB. */
export async function secondReading(text: string): Promise<SecondReading> {
  const { parse } = await import("@cdktf/hcl2json");
  try {
    const document: unknown = await parse("main.tf", text);
    return { kind: "read", document };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith(conversionFailure) ? { kind: "unconverted" } : { kind: "refused", message };
  }
}

export async function accepts(text: string): Promise<boolean> {
  return (await secondReading(text)).kind !== "refused";
}
