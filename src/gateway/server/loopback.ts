/** Whether this machine asks itself. */

export function isLoopback(address: string): boolean {
  return address === "::1" || /^127\.[0-9.]+$/.test(address);
}

/** A page could have its own name lead to this machine, and have the browser here ask: who asks by address isn't led. */
export function isAskedByAddress(host: string): boolean {
  return /^(localhost|[0-9.]+|\[[0-9a-f:.]+\])(:[0-9]*)?$/i.test(host);
}
