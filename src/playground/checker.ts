/**
 * Asks a worker, one question at a time and the newest next. What an older text led to is dropped, and a worker that
 * takes too long is ended: the page goes on with a new one.
 */

import type { Answer, Question } from "./answer.ts";

export interface Asked {
  readonly number: number;
  readonly question: Question;
}

export type Told =
  | { readonly number: number; readonly answer: Answer }
  | { readonly number: number; readonly failure: string };

/** A worker, as far as it is used. */
export interface Assistant {
  ask(asked: Asked): void;
  end(): void;
}

export interface Surroundings {
  /** `failed`: it couldn't be started, or died. */
  hire(told: (message: Told) => void, failed: (reason: string) => void): Assistant;
  later(milliseconds: number, work: () => void): () => void;
  answered(answer: Answer, question: Question): void;
  /** A sentence. */
  refused(reason: string): void;
}

export const checkLimit = 10_000;

export class Checker {
  readonly #surroundings: Surroundings;
  #assistant: Assistant | null = null;
  #number = 0;
  #waiting: Question | null = null;
  #running: { readonly asked: Asked; readonly stopClock: () => void } | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  ask(question: Question): void {
    const isRunning = this.#running && JSON.stringify(this.#running.asked.question) === JSON.stringify(question);
    this.#waiting = isRunning ? null : question;
    this.#next();
  }

  #next(): void {
    if (this.#running || !this.#waiting) return;
    const asked = { number: ++this.#number, question: this.#waiting };
    this.#waiting = null;
    const stopClock = this.#surroundings.later(checkLimit, () =>
      this.#dismiss(
        `The check took more than ${checkLimit / 1000} seconds and was ended. It is tried again when something changes.`,
      ),
    );
    this.#running = { asked, stopClock };
    this.#assistant ??= this.#surroundings.hire(
      (message) => this.#told(message),
      (reason) => this.#dismiss(`The check failed: ${reason}`),
    );
    this.#assistant.ask(asked);
  }

  #told(message: Told): void {
    const running = this.#running;
    if (!running || running.asked.number !== message.number) return;
    running.stopClock();
    this.#running = null;
    // A newer text is there already: its own answer is what counts.
    if (!this.#waiting) {
      if ("answer" in message) this.#surroundings.answered(message.answer, running.asked.question);
      else this.#surroundings.refused(`The check failed: ${message.failure}`);
    }
    this.#next();
  }

  #dismiss(reason: string): void {
    this.#assistant?.end();
    this.#assistant = null;
    this.#running?.stopClock();
    const wasRunning = this.#running !== null;
    this.#running = null;
    if (wasRunning && !this.#waiting) this.#surroundings.refused(reason);
    this.#next();
  }
}
