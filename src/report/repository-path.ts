/** Paths as services want them: relative to the root of the repository, wherever the command ran. */

/** `directory` is where the command ran, relative to the root; "" for the root itself. Paths outside of it stay as they are. */
export function repositoryPath(name: string, directory: string): string {
  if (name.startsWith("<") || directory === "") return name;
  const steps: string[] = [];
  for (const step of `${directory}/${name}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return name;
  }
  return steps.join("/");
}

/** A relative reference (RFC 3986): all but unreserved characters and slashes percent-encoded. */
export function relativeUri(path: string): string {
  const wellFormed = path.replaceAll(/\p{Cs}/gu, "\ufffd");
  return wellFormed.split("/").map(encoded).join("/");
}

function encoded(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
