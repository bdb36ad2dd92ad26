/** For which build a template is evaluated: everything that Coder tells the provider. */

export interface Build {
  /** Null: any; names become holes. */
  readonly workspace: string | null;
  readonly owner: string | null;
  /** Null: not stated. */
  readonly accessUrl: string | null;
  /** Answers by parameter name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** One choice: parameters without an answer have their default, or the empty answer; otherwise all are tried. */
  readonly single: boolean;
  /** A module that stands alone: what it is given isn't known, and that is no mistake. */
  readonly alone: boolean;
}
