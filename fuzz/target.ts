import type { Random } from "./random.ts";

/** What is fuzzed: makes inputs as text, and knows what must hold for each. */
export interface Target {
  readonly name: string;
  /** What must hold, in a few words. */
  readonly holds: string;
  input(random: Random): string;
  /** "CLASS: DETAILS" of what doesn't hold, null when all does; the class stays the same while an input is made smaller. */
  problem(input: string): string | null | Promise<string | null>;
  /** For inputs that are slow by design; default 1000 milliseconds. */
  readonly slowAfter?: number;
}
