/// <reference lib="dom" />
/** Dialogs of the page. The Escape key closes each, and the focus returns to where it was. */

import { element } from "./page.ts";

/** Asks for a file's name until it can be one; null when it is called off. */
export function askName(
  title: string,
  given: string,
  problemOf: (name: string) => string | null,
): Promise<string | null> {
  const dialog = element("name-dialog", HTMLDialogElement);
  const form = element("name-form", HTMLFormElement);
  const input = element("name-input", HTMLInputElement);
  const problem = element("name-problem", HTMLElement);
  element("name-title", HTMLElement).textContent = title;
  input.value = given;
  problem.textContent = "";
  input.removeAttribute("aria-invalid");
  return new Promise((resolve) => {
    let answer: string | null = null;
    form.onsubmit = (event) => {
      event.preventDefault();
      const wrong = problemOf(input.value);
      problem.textContent = wrong ?? "";
      if (wrong !== null) {
        input.setAttribute("aria-invalid", "true");
        input.focus();
        return;
      }
      answer = input.value;
      dialog.close();
    };
    dialog.onclose = () => resolve(answer);
    dialog.showModal();
    input.select();
  });
}

export async function showLink(address: string): Promise<void> {
  const dialog = element("share-dialog", HTMLDialogElement);
  const input = element("share-input", HTMLInputElement);
  const status = element("share-status", HTMLElement);
  input.value = address;
  status.textContent = "";
  dialog.showModal();
  input.select();
  const long =
    address.length > longestEasyLink ? ` It has ${address.length} characters: some programs cut such links.` : "";
  try {
    await navigator.clipboard.writeText(address);
    status.textContent = `The link is copied.${long}`;
  } catch {
    status.textContent = `Copy the link from here.${long}`;
  }
}

const longestEasyLink = 8_000;
