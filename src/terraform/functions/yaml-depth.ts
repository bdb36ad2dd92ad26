/**
 * How deeply a text in YAML can be nested at most: by indentation, by indicators one after another, and by brackets.
 * The `yaml` package composes by recursion, and a process that runs out of stack within it can end without an exception.
 */
export function yamlDepth(text: string): number {
  const columns: number[] = [];
  let brackets = 0;
  let deepest = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    for (const column of startColumns(line)) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    for (const sign of line) {
      if (sign === "[" || sign === "{") brackets += 1;
      else if ((sign === "]" || sign === "}") && brackets > 0) brackets -= 1;
      // A sequence may stand where the key of its mapping stands.
      deepest = Math.max(deepest, 2 * columns.length + brackets);
    }
  }
  return deepest;
}

const indicator = /[-?:](?:[ \t]+|$)/y;

/** Where the line's content begins, and the content after each of the indicators at its start. */
function startColumns(line: string): readonly number[] {
  let at = line.length - line.trimStart().length;
  const found = [at];
  for (;;) {
    indicator.lastIndex = at;
    const match = indicator.exec(line);
    if (!match) return found;
    at += match[0].length;
    found.push(at);
  }
}
