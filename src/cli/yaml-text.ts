/** JSON documents as YAML. The package is loaded only when one is written. */

export function isYamlName(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/** The same document: JSON's types are YAML's. */
export async function asYaml(json: string): Promise<string> {
  const { stringify } = await import("./yaml-library.ts");
  return stringify(JSON.parse(json), { lineWidth: 0 });
}
