/** What `explain` shows of a rule besides its texts. */
export interface RuleExample {
  /** How it is put right, which releases it concerns: Markdown. */
  readonly about: string;
  /** What is run in the directory of the example. */
  readonly command: string;
  /** Path → text of the files that are wrong, beside a template that is right otherwise. */
  readonly bad: Readonly<Record<string, string>>;
  /** What is said of them. */
  readonly output: string;
  /** What stands in their place. */
  readonly good: Readonly<Record<string, string>>;
  /** How many other examples the rule's page has. */
  readonly more: number;
}
