/// <reference lib="dom" />
/** Elements of the page by their names. */

type Kind<T> = abstract new (...given: never[]) => T;

/** The element of `index.html`; it is there. */
export function element<T extends HTMLElement>(id: string, kind: Kind<T>): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** Writes only what differs: what has the focus, or is being read, stays. The texts are escaped by who makes them. */
export function show(place: HTMLElement, html: string): void {
  if (written.get(place) === html) return;
  written.set(place, html);
  place.innerHTML = html;
}

const written = new WeakMap<HTMLElement, string>();

/** For live regions: what is the same isn't said again. */
export function say(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
