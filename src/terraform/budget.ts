/**
 * Limits that bound the work on any template (evaluation.md, "Bounds"). Running out is a diagnostic with the budget's
 * name, never a hang.
 */

export interface Budgets {
  /** Steps of evaluation and items made, for a whole check. */
  readonly steps: number;
  /** Instances of one `count` or `for_each`. */
  readonly instances: number;
  /** Calls inside calls. */
  readonly moduleDepth: number;
  /** Module calls of a whole template. */
  readonly modules: number;
  readonly files: number;
  readonly fileBytes: number;
  /** Of all files that declare something. */
  readonly tokens: number;
  /** Apps of a manifest, each counted once for every way in which it differs between choices. */
  readonly entries: number;
  /** In the guards of apps whose choices weren't all looked at. */
  readonly guardAnswers: number;
}

export const defaultBudgets: Budgets = {
  steps: 3_000_000,
  instances: 4_096,
  moduleDepth: 32,
  modules: 2_000,
  files: 10_000,
  fileBytes: 50 * 1024 * 1024,
  tokens: 1_000_000,
  entries: 10_000,
  guardAnswers: 300_000,
};

/** What a nested body costs, once for each element of a dynamic block. */
export const bodySteps = 10;
