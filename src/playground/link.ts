/// <reference lib="dom" />
/**
 * A project in the fragment of an address: "z1." and deflated JSON, or "p1." and plain JSON where the browser can't
 * deflate; both in base64url. What a fragment has is anybody's: all of it is bounded and checked.
 */

import { type Project, projectData, projectFrom } from "./project.ts";

export type ReadLink =
  | { readonly kind: "none" }
  | { readonly kind: "project"; readonly project: Project }
  /** A sentence. */
  | { readonly kind: "wrong"; readonly problem: string };

const longestFragment = 2_000_000;
/** Bytes of JSON. Escapes make text longer, at most by six. */
const largestJson = 7_000_000;

export async function writeFragment(project: Project): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(projectData(project)));
  const deflated = await deflate(bytes);
  return deflated ? `z1.${base64url(deflated)}` : `p1.${base64url(bytes)}`;
}

/** `fragment` is what follows the "#". One that says nothing of a project is none. */
export async function readFragment(fragment: string): Promise<ReadLink> {
  const [, kind, version, data] = /^([zp])(\d+)\.(.*)$/s.exec(fragment) ?? [];
  if (data === undefined) return { kind: "none" };
  if (version !== "1") return wrong("It was made by a later version of this page.");
  if (fragment.length > longestFragment) return wrong("It is too long.");
  const packed = bytesOf(data);
  if (!packed) return wrong("It is cut off or damaged.");
  const bytes = kind === "z" ? await inflate(packed) : packed;
  if (bytes === "unsupported") return wrong("This browser can't unpack it: a newer one can.");
  if (bytes === "too-large") return wrong("What it holds is too large.");
  const project = bytes === null ? null : projectFrom(jsonOf(bytes));
  return project ? { kind: "project", project } : wrong("It is cut off or damaged.");
}

function wrong(problem: string): ReadLink {
  return { kind: "wrong", problem };
}

export function base64url(bytes: Uint8Array): string {
  let binary = "";
  // An argument for each byte: not for megabytes at once.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Null when it isn't base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Null where the browser can't. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (typeof CompressionStream === "undefined") return null;
  try {
    const read = await drained(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
    return read === "too-large" ? null : read;
  } catch {
    // It knows other formats only.
    return null;
  }
}

/** Null: it isn't deflated. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null | "too-large" | "unsupported"> {
  if (typeof DecompressionStream === "undefined") return "unsupported";
  try {
    return await drained(bytes, new DecompressionStream("deflate-raw"), largestJson);
  } catch {
    return null;
  }
}

/** Little deflated can be much: it stops at the limit. */
async function drained(
  bytes: Uint8Array<ArrayBuffer>,
  through: ReadableWritablePair<Uint8Array, BufferSource>,
  limit: number,
): Promise<Uint8Array | "too-large"> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return "too-large";
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
