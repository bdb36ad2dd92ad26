/** The deployments that are judged by when nobody names one: the default, or the only one there is. */
export function impliedProfiles(
  profiles: ReadonlyMap<string, unknown>,
  defaultProfile: string | null,
): readonly string[] {
  if (defaultProfile !== null) return [defaultProfile];
  return profiles.size === 1 ? [...profiles.keys()] : [];
}
