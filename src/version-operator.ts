/** What the operators of version constraints mean, for the two grammars of Terraform that have them. */

export type VersionOperator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~>";

/** None is "=". */
export function operatorOf(text: string | undefined): VersionOperator {
  switch (text) {
    case "!=":
    case ">":
    case ">=":
    case "<":
    case "<=":
    case "~>":
      return text;
    default:
      return "=";
  }
}

/** `order`: how the version is to the one of the constraint. `samePrefix`: all but its last written segment are equal. */
export function holds(operator: VersionOperator, order: number, samePrefix: () => boolean): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>":
      return order >= 0 && samePrefix();
    default:
      return operator satisfies never;
  }
}
