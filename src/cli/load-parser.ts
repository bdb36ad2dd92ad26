/** In the standalone executable `embedded-parser.ts` stands in its place, which brings the WebAssembly with it. */

/** The file as JSON, in hcl2json's way; rejects with what the parser says. */
export async function parse(name: string, text: string): Promise<unknown> {
  const { parse: parseWithPackage } = await import("@cdktf/hcl2json");
  return await parseWithPackage(name, text);
}
