export const exportTargets = ["caddy", "nginx", "envoy", "traefik"] as const;

export type ExportTarget = (typeof exportTargets)[number];

export type Exported =
  | { readonly ok: true; readonly text: string }
  /** One clause for people; `option` is the wrong one, without dashes. */
  | { readonly ok: false; readonly option: string | null; readonly error: string };
