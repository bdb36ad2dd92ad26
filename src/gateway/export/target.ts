export const exportTargets = ["caddy", "nginx", "envoy", "traefik"] as const;

export type ExportTarget = (typeof exportTargets)[number];

export function isExportTarget(text: string): text is ExportTarget {
  return exportTargets.some((target) => target === text);
}

export type Exported =
  | { readonly ok: true; readonly text: string }
  /** One clause for people; `option` is the wrong one, without dashes. */
  | { readonly ok: false; readonly option: string | null; readonly error: string };
