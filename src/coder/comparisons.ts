/**
 * Texts that a template compares a typed answer with. `data.coder_parameter.repo.value == ""` makes the empty answer one
 * worth trying, beside the default and any other.
 */

export class Comparisons {
  readonly #texts = new Map<string, Set<string>>();
  /** Grows with each new text; when it has grown, what was explored before is out of date. */
  version = 0;

  with(parameter: string): Iterable<string> {
    return [...(this.#texts.get(parameter) ?? [])].sort();
  }

  add(parameter: string, text: string): void {
    let texts = this.#texts.get(parameter);
    if (!texts) {
      texts = new Set();
      this.#texts.set(parameter, texts);
    }
    if (texts.has(text) || texts.size >= 16) return;
    texts.add(text);
    this.version++;
  }
}
