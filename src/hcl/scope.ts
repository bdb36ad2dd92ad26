/** What evaluation asks of the one who knows the names: HCL itself knows neither Terraform's objects nor its functions. */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
import type { RegexEngine } from "./regex-engine.ts";
import type { Expression, ScopeTraversal } from "./tree.ts";
import type { Type } from "./types.ts";
import type { UnknownValue, Value } from "./value.ts";
import type { YamlReader } from "./yaml-reader.ts";

export interface Scope {
  readonly file: SourceFile;
  /**
   * The value of the object that a traversal's first steps name, and how many steps that took (at least 1).
   * Reports a name that isn't declared itself, and answers with an unknown from an error.
   */
  resolve(traversal: ScopeTraversal, scope: Scope): { readonly value: Value; readonly consumed: number };
  readonly functions: FunctionTable;
  /** Names of `for` expressions and of template files, innermost last. */
  readonly locals: Locals | null;
  report(diagnostic: Diagnostic): void;
  /** Takes work off the budget; false (told once) when it is used up: stop and answer with an unknown. */
  spend(amount: number): boolean;
  /** Told of `==` between an unknown and a known value that its unknownness leaves open. */
  compared?(unknown: UnknownValue, value: Value): void;
  /** What evaluates this may also be a Terraform before 1.12, which always looks at both sides of `&&` and `||`. */
  readonly bothSides?: true;
  /** What the whole expression came to under other circumstances that make no difference to it; null to work it out. */
  remembered?(expr: Expression): Value | null;
  /** What reads files and such; functions are given it. */
  readonly environment: FunctionEnvironment;
}

export interface Locals {
  readonly name: string;
  readonly value: Value;
  readonly outer: Locals | null;
}

/** Answers of a function: a value, or why the call is refused (with the number of the argument that is to blame). */
export type FunctionResult = FunctionAnswer | FunctionRefusal;

export interface FunctionAnswer {
  readonly ok: true;
  readonly value: Value;
  /** Why what the call asks for isn't looked at, though Terraform would: a warning at the call. */
  readonly unread?: string;
}

export interface FunctionRefusal {
  readonly ok: false;
  readonly argument: number | null;
  readonly message: string;
}

export interface Parameter {
  readonly name: string;
  /** Arguments are converted to it before the call; `dynamic` takes anything as it is. */
  readonly type: Type;
  readonly allowNull?: true;
  /** The function looks at unknown arguments itself; otherwise one makes the result unknown. */
  readonly allowUnknown?: true;
  /** The function looks at marks itself; otherwise they are taken off (deeply) and put on the result. */
  readonly allowMarks?: true;
  /** cty's AllowDynamicType: `type` is asked even when this argument's type isn't known. */
  readonly allowDynamic?: true;
}

export interface FunctionRecord {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  /** Of the result when an argument is unknown. A function of the arguments' types (and values where it needs them). */
  readonly result: Type | ((args: readonly Value[]) => Type);
  /**
   * What is wrong with the arguments' types, asked (like `result`) before an unknown argument makes the result unknown;
   * `call` says the same of known ones. Not asked when the type of an argument isn't known (see `allowDynamic`).
   */
  readonly check?: (args: readonly Value[]) => FunctionRefusal | null;
  /** cty's refinement of unknown results: certainly not null. */
  readonly resultNotNull?: true;
  readonly description: string;
  /** Steps for each part of its arguments, a text counting as one for every 64 characters; default 1. */
  readonly cost?: number;
  readonly call: (args: readonly Value[], environment: FunctionEnvironment) => FunctionResult;
}

/** `try` and `can` get their arguments unevaluated; the evaluator knows them, and `type` and `templatefile` besides. */
export interface FunctionTable {
  get(name: string): FunctionRecord | undefined;
  /** For suggestions. */
  names(): Iterable<string>;
}

/** What some functions need besides their arguments. Text of files is decoded by the function. */
export interface FunctionEnvironment {
  /** `path.module` relative paths, as Terraform resolves them: against the directory where it runs, the root module. */
  readFile(
    path: string,
  ):
    | { readonly ok: true; readonly bytes: Uint8Array }
    | { readonly ok: false; readonly code: string; readonly reason: string };
  /** Regular files below a directory, at any depth, relative to it and with "/"; none when there is no such directory. */
  listFiles(
    path: string,
  ): { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly reason: string };
  digest(algorithm: "md5" | "sha1" | "sha256" | "sha512", bytes: Uint8Array): string;
  /** Evaluates a template's text; recursion is counted there. `templatestring` may not call functions that read files. */
  renderTemplate(
    path: string,
    text: string,
    variables: ReadonlyMap<string, Value>,
    caller?: "templatefile" | "templatestring",
  ): FunctionResult;
  /** Loaded when a regular expression is first used. */
  regex(): RegexEngine;
  /** Loaded when YAML is first read. */
  yaml(): YamlReader;
  spend(amount: number): boolean;
}
