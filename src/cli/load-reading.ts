/** In the built program `load-compiled.ts` stands in its place, which loads the same faster. */

export type Reading = typeof import("./commands/reading.ts");

export function loadReading(): Promise<Reading> {
  return import("./commands/reading.ts");
}
