/** What is said about wrong syntax: what was found, what belongs there, and what to do. */

import type { RuleId } from "../diagnostic.ts";
import type { Span } from "../source.ts";
import { Token } from "./tokens.ts";

export interface Message {
  readonly headline: string;
  readonly help?: string;
  /** Beside the marked text. */
  readonly label?: string;
  readonly related?: readonly { readonly span: Span; readonly text: string }[];
  /** `syntax-error` unless it says otherwise. */
  readonly rule?: RuleId;
}

const longestQuoted = 40;

/** A token in words: `"="`, `a line break`, `the end of the file`. */
export function describeToken(kind: number, text: string): string {
  switch (kind) {
    case Token.EOF:
      return "the end of the file";
    case Token.Newline:
      return "the end of the line";
    case Token.OQuote:
    case Token.CQuote:
      return "a quote";
    case Token.OHeredoc:
      return `the heredoc ${quote(text.trim())}`;
    default:
      return quote(text);
  }
}

/** Text in quotes, shortened, with what can't be seen written as code points. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * longestQuoted + 2));
  const shown = characters.slice(0, longestQuoted).map((character) => {
    return /^[\p{C}\p{Z}]$/u.test(character) && character !== " " ? codePoint(character) : character;
  });
  return `"${shown.join("")}${characters.length > longestQuoted ? "…" : ""}"`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

// ── Characters ────────────────────────────────────────────────────────────────────────────────────────────────────

export function bitwiseOperator(operator: string): Message {
  const instead = new Map([
    ["&", 'write "&&" for a boolean and'],
    ["|", 'write "||" for a boolean or'],
    ["~", 'write "!" for a boolean not'],
  ]).get(operator);
  return {
    headline: `"${operator}" is not an operator: there are none on bits`,
    help: instead ?? `remove "${operator}"`,
  };
}

export function backtick(): Message {
  return {
    headline: '"`" can\'t delimit a string',
    help: 'use double quotes ("), or a heredoc (<<EOT) for a text of several lines',
  };
}

export function apostrophe(): Message {
  return { headline: "\"'\" can't delimit a string", help: 'use double quotes (")' };
}

export function semicolon(): Message {
  return {
    headline: '";" separates nothing',
    help: "put each argument on a line of its own, and separate items by commas",
  };
}

export function notUtf8(): Message {
  return { headline: "this file isn't UTF-8", help: "save it in the encoding UTF-8", label: "not UTF-8" };
}

export function lineBreakInString(open: Span): Message {
  return {
    headline: "the string isn't closed on its line",
    related: [{ span: open, text: "it begins here" }],
    help: 'close it with a quote ("), write a line break as \\n, or use a heredoc (<<EOT) for a text of several lines',
  };
}

/** `text` is what the lexer could do nothing with, to its end. */
export function invalidCharacter(text: string): Message {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0);
  switch (character) {
    case "“":
    case "”":
      return { headline: `"${character}" is a typographic quote`, help: 'replace it with a straight quote (")' };
    case "\0":
      return { headline: "this file holds NUL characters", help: "save it in the encoding UTF-8" };
    case "\r":
      return {
        headline: "a carriage return without a line feed ends no line",
        help: "save the file with line breaks of LF or CRLF",
      };
    case "\\":
      return { headline: '"\\" with nothing after it to escape', help: 'write "\\\\" for a backslash' };
    case "$":
    case "%":
      return { headline: `"${character}" has no meaning here`, help: `remove it, or write it in a string` };
    default:
      return { headline: `${quote(character)} (${codePoint(character)}) has no meaning here`, help: "remove it" };
  }
}

// ── Structure ─────────────────────────────────────────────────────────────────────────────────────────────────────

export function itemExpected(kind: number, found: string): Message {
  const goesOn = kind === Token.Dot || (kind >= Token.Colon && kind <= Token.Percent && kind !== Token.Equal);
  return {
    headline: `expected an argument or a block, found ${found}`,
    help: goesOn
      ? "to go on with an expression on another line, put it in parentheses"
      : 'begin with a name: "name = value", or "name {"',
  };
}

export function conflictMarker(): Message {
  return { headline: "a merge conflict isn't resolved here", help: "choose what stays, and remove the markers" };
}

export function strayBrace(related: Message["related"]): Message {
  return { headline: '"}" closes nothing', help: "remove it", ...(related ? { related } : {}) };
}

export function quotedName(): Message {
  return { headline: "the name of an argument can't be quoted", help: "remove the quotes" };
}

export function afterName(name: string, found: string): Message {
  return {
    headline: `${quote(name)} is neither an argument nor a block: ${found} follows`,
    help: `write "${name} = …" to set an argument, or "${name} {" to begin a block`,
  };
}

export function repeatedArgument(name: string, first: Span): Message {
  return {
    headline: `argument "${name}" is set twice`,
    help: "remove one of the two",
    related: [{ span: first, text: "set here first" }],
  };
}

export function afterArgument(name: string, kind: number, found: string): Message {
  if (kind === Token.Comma) {
    return { headline: `"," after argument "${name}"`, help: "remove it: arguments are separated by line breaks" };
  }
  return {
    headline: `expected the end of the line after argument "${name}", found ${found}`,
    help: "begin a new line, or make what follows part of the value",
  };
}

export function blockHeader(type: string, labelled: boolean, kind: number, found: string): Message {
  if (kind === Token.Equal) {
    return {
      headline: `"=" after the label of block "${type}"`,
      help: `remove "=" to begin a block, or the label to set argument "${type}"`,
    };
  }
  if (kind === Token.Newline) {
    return { headline: `block "${type}" has no body`, help: 'put its "{" on the same line' };
  }
  const expected = labelled ? 'another label or "{"' : '"{" or a label';
  return {
    headline: `expected ${expected} in the header of block "${type}", found ${found}`,
    help: 'begin the body with "{"',
  };
}

export function oneLineBlock(type: string, kind: number, found: string): Message {
  if (kind === Token.Comma) {
    return {
      headline: `"," in block "${type}"`,
      help: 'put each argument on a line of its own, and the "}" too: a block on one line has one argument',
    };
  }
  if (kind === Token.Newline) {
    return {
      headline: `block "${type}" begins with an argument on its line, and doesn't end there`,
      help: 'begin a new line after "{"',
    };
  }
  return {
    headline: `expected "}" after the argument of block "${type}", found ${found}`,
    help: "put each argument on a line of its own: a block on one line has one argument",
  };
}

export function blockInOneLine(name: string): Message {
  return {
    headline: `block "${name}" inside a block on one line`,
    help: `put it on a line of its own, or write "${name} = …" to set an argument`,
  };
}

export function afterBlock(found: string): Message {
  return { headline: `expected the end of the line after "}", found ${found}`, help: "begin a new line" };
}

export function unclosedBlock(related: Message["related"]): Message {
  return {
    headline: "this block isn't closed before the end of the file",
    help: 'add a "}"',
    ...(related ? { related } : {}),
  };
}

// ── Expressions ───────────────────────────────────────────────────────────────────────────────────────────────────

export function expressionExpected(kind: number, found: string): Message {
  const help = kind === Token.Newline ? "put the value on the same line" : "write a value here";
  return { headline: `expected an expression, found ${found}`, help };
}

export function brokenHeredoc(name: string, rest: string): Message {
  if (name === "")
    return { headline: '"<<" without the name that ends the heredoc', help: 'write a name directly after it: "<<EOT"' };
  return {
    headline:
      rest === ""
        ? `"<<" isn't followed by a name and the end of the line`
        : `${quote(rest)} after the first line of a heredoc`,
    help: `write "<<${name}" or "<<-${name}" and end the line directly after the name`,
  };
}

export function afterExpression(found: string): Message {
  return {
    headline: `expected the end of the expression, found ${found}`,
    help: "remove what follows, or join it with an operator",
  };
}

export function conditionalColon(found: string, question: Span): Message {
  return {
    headline: `expected ":" and the other result of the conditional, found ${found}`,
    help: 'write "condition ? result : other"',
    related: [{ span: question, text: "the conditional" }],
  };
}

export function attributeName(found: string): Message {
  return {
    headline: `expected a name after ".", found ${found}`,
    help: "write the name of an attribute, or remove the dot",
  };
}

export function legacyIndices(text: string, splat: boolean): Message {
  const brackets = text
    .split(".")
    .map((index) => `[${index}]`)
    .join("");
  return {
    headline: `".${text}" reads as a fraction, not as two indices`,
    help: splat ? `write "[*]" for ".*", and "${brackets}"` : `write "${brackets}"`,
  };
}

export function nestedSplat(): Message {
  return { headline: '".*" inside another ".*"', help: 'write the outer one as "[*]"' };
}

export function splatAttribute(found: string): Message {
  return {
    headline: `expected a name after the dot that follows ".*", found ${found}`,
    help: "write the name of an attribute",
  };
}

export function unclosedIndex(found: string, open: Span): Message {
  return {
    headline: `expected "]" after the index, found ${found}`,
    help: 'close the index with "]"',
    related: [{ span: open, text: "opened here" }],
  };
}

export function unclosedSplat(found: string): Message {
  return { headline: `expected "]" directly after "[*", found ${found}`, help: 'write "[*]"' };
}

export function notANumber(text: string): Message {
  return {
    headline: `${quote(text)} is not a number`,
    help: "write digits, at most one point and one exponent: 12, 0.5, 1e3",
  };
}

export function unclosedParenthesis(found: string, open: Span): Message {
  return {
    headline: `expected ")", found ${found}`,
    help: 'close the parenthesis with ")"',
    related: [{ span: open, text: "opened here" }],
  };
}

export function functionName(namespace: string, found: string): Message {
  return { headline: `expected the name of a function after "${namespace}::", found ${found}`, help: "write its name" };
}

export function openParenthesis(name: string, found: string): Message {
  return { headline: `expected "(" after "${name}", found ${found}`, help: "only functions have a namespace: call it" };
}

export function afterEllipsis(found: string): Message {
  return { headline: `"..." is followed by ${found}`, help: 'put "..." behind the last argument, directly before ")"' };
}

export function unclosedCall(name: string): Message {
  return { headline: `the call of "${name}" isn't closed before the end of the file`, help: 'close it with ")"' };
}

export function argumentSeparator(name: string, found: string): Message {
  return {
    headline: `expected "," or ")" in the call of "${name}", found ${found}`,
    help: "separate arguments by commas",
  };
}

export function unclosedBracket(open: "[" | "{"): Message {
  const close = open === "[" ? "]" : "}";
  return { headline: `this "${open}" isn't closed before the end of the file`, help: `close it with "${close}"` };
}

export function itemSeparator(found: string): Message {
  return { headline: `expected "," or "]" after the item, found ${found}`, help: "separate items by commas" };
}

export function keySeparator(kind: number, found: string): Message {
  if (kind === Token.Newline || kind === Token.Comma) {
    return { headline: `expected "=" and a value after the key, found ${found}`, help: 'write "key = value"' };
  }
  const help =
    kind === Token.Ident ? 'write "key = value", and quote a key with dots or spaces in it' : 'write "key = value"';
  return { headline: `expected "=" after the key, found ${found}`, help };
}

export function objectSeparator(found: string): Message {
  return {
    headline: `expected "," or the end of the line after the value, found ${found}`,
    help: 'separate items by commas or line breaks, and close with "}"',
  };
}

// ── For ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const forHelp = 'write "for value in collection" or "for key, value in collection"';

export function forName(found: string): Message {
  return { headline: `expected a name after "for", found ${found}`, help: forHelp };
}

export function forSecondName(found: string): Message {
  return { headline: `expected a second name after ",", found ${found}`, help: forHelp };
}

export function forIn(found: string): Message {
  return { headline: `expected "in" after the names of the "for", found ${found}`, help: forHelp };
}

export function forColon(found: string): Message {
  return {
    headline: `expected ":" after the collection of the "for", found ${found}`,
    help: 'write ":" and the result for each item',
  };
}

export function forEnd(close: string, found: string): Message {
  return { headline: `expected "${close}" at the end of the "for", found ${found}`, help: `close it with "${close}"` };
}

export function forKeyInTuple(): Message {
  return {
    headline: 'a "for" in brackets makes a tuple, whose items have no keys',
    help: 'use braces, or remove the key and "=>"',
  };
}

export function forEllipsisInTuple(): Message {
  return { headline: '"..." groups by key, and a "for" in brackets has no keys', help: 'remove "...", or use braces' };
}

export function forKeyMissing(): Message {
  return {
    headline: 'a "for" in braces makes an object, and this result has no key',
    help: 'write "key => value", or use brackets',
  };
}

// ── Strings ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function unknownEscape(selector: string): Message {
  return {
    headline: `${quote(`\\${selector}`)} is not an escape sequence`,
    help: 'use \\n, \\r, \\t, \\", \\\\, \\uNNNN or \\UNNNNNNNN, and write "\\\\" for a backslash',
  };
}

export function shortEscape(written: string, digits: number): Message {
  return { headline: `${quote(written)} has fewer than ${digits} hexadecimal digits`, help: `write ${digits} of them` };
}

export function surrogatePair(written: string, instead: string): Message {
  return { headline: `${quote(written)} is half a character`, help: `write "${instead}" for both halves` };
}

export function noSuchCharacter(written: string): Message {
  return {
    headline: `${quote(written)} is not a character`,
    help: "write a character of U+0000 to U+10FFFF outside U+D800 to U+DFFF; one beyond U+FFFF as \\UNNNNNNNN",
  };
}

export function sequenceInLiteral(sigil: string): Message {
  return {
    headline: `"${sigil}{" in a string that must be literal`,
    help: `write the text itself, or "${sigil}${sigil}{" for the characters "${sigil}{"`,
  };
}

export function unclosedLiteral(open: Span): Message {
  return {
    headline: "the string isn't closed before the end of the file",
    help: 'close it with a quote (")',
    related: [{ span: open, text: "opened here" }],
  };
}

export function notInLiteral(found: string, open: Span): Message {
  return {
    headline: `${found} in a string that must be literal`,
    help: 'close the string with a quote (") on its line',
    related: [{ span: open, text: "opened here" }],
  };
}

export function unclosedTemplate(found: string): Message {
  return {
    headline: `the string isn't closed: found ${found}`,
    help: 'close it with a quote ("), a heredoc with its end marker alone on a line',
  };
}

export function unclosedInterpolation(where: string, open: Span): Message {
  return {
    headline: `"\${" isn't closed before ${where}`,
    help: 'close it with "}", or write "$${" for the characters "${"',
    related: [{ span: open, text: "opened here" }],
  };
}

export function afterInterpolation(kind: number, found: string): Message {
  const help =
    kind === Token.Colon
      ? 'write "$${" for the characters "${", as a shell\'s "${name:-default}" needs them'
      : 'close the interpolation with "}", or write "$${" for the characters "${"';
  return { headline: `expected "}" after the interpolated expression, found ${found}`, help };
}

const directives = "if, else, endif, for, endfor";

export function directiveKeyword(found: string): Message {
  return {
    headline: `expected a directive after "%{", found ${found}`,
    help: `write one of ${directives}, or "%%{" for the characters "%{"`,
  };
}

export function unknownDirective(keyword: string): Message {
  return {
    headline: `"${keyword}" is not a directive of templates`,
    help: `write one of ${directives}, or "%%{" for the characters "%{"`,
  };
}

export function afterDirective(keyword: string, found: string): Message {
  return { headline: `expected "}" at the end of directive "${keyword}", found ${found}`, help: 'close it with "}"' };
}

export function unopenedDirective(keyword: "else" | "endif" | "endfor"): Message {
  const opener = keyword === "endfor" ? "for" : "if";
  return {
    headline: `"%{${keyword}}" without a "%{${opener}}" before it`,
    help: `remove it, or add the "%{${opener}}"`,
  };
}

export function wrongDirective(opener: "if" | "for", keyword: string, inElse: boolean, open: Span): Message {
  const again = keyword === "else" && inElse;
  return {
    headline: again ? 'a second "%{else}" for one "%{if}"' : `expected "%{end${opener}}", found "%{${keyword}}"`,
    help: again ? "remove one of the two" : `close the directive with "%{end${opener}}" first`,
    related: [{ span: open, text: `this "${opener}" is open` }],
  };
}

export function unclosedDirective(opener: "if" | "for", open: Span): Message {
  return {
    headline: `"%{${opener}}" isn't closed before the end of the template`,
    help: `close it with "%{end${opener}}"`,
    related: [{ span: open, text: "opened here" }],
  };
}

// ── Traversals on their own ───────────────────────────────────────────────────────────────────────────────────────

export function traversalName(found: string): Message {
  return { headline: `expected a name, found ${found}`, help: "begin with the name of what is meant" };
}

export function traversalSplat(splat: ".*" | "[*]"): Message {
  return { headline: `"${splat}" can't be used here`, help: "name one item by its index" };
}

export function traversalKey(found: string): Message {
  return {
    headline: `expected a number or a quoted string in the brackets, found ${found}`,
    help: "write a literal index",
  };
}

export function traversalStep(found: string): Message {
  return { headline: `expected ".name" or "[index]", found ${found}`, help: "write names and indices only" };
}

// ── Budget ────────────────────────────────────────────────────────────────────────────────────────────────────────

export function nestedTooDeep(limit: number): Message {
  return {
    rule: "evaluation-budget",
    headline: `nested more than ${limit} levels deep`,
    help: "give parts of it names of their own in locals",
  };
}

export function tooHigh(limit: number): Message {
  return {
    rule: "evaluation-budget",
    headline: `this expression applies more than ${limit} operators to one another`,
    help: "give parts of it names of their own in locals",
  };
}

export function tooManyTokens(limit: number): Message {
  return {
    rule: "evaluation-budget",
    headline: `more than ${limit} tokens in one file`,
    label: "reading stops here",
    help: "split the file",
  };
}
