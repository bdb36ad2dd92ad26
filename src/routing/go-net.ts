/** Hosts, ports and addresses as Go's `net` and `net/netip` read them. */

export interface HostPort {
  readonly host: string;
  readonly port: string;
}

/** Null where `net.SplitHostPort` fails: no port, too many colons, stray brackets. The port is any text. */
export function splitHostPort(text: string): HostPort | null {
  const colon = text.lastIndexOf(":");
  if (colon === -1) return null;
  const port = text.slice(colon + 1);
  if (text.startsWith("[")) {
    const end = text.indexOf("]");
    if (end === -1 || end + 1 !== colon) return null;
    if (text.includes("[", 1) || text.includes("]", end + 1)) return null;
    return { host: text.slice(1, end), port };
  }
  const host = text.slice(0, colon);
  if (host.includes(":") || text.includes("[") || text.includes("]")) return null;
  return { host, port };
}

/** The canonical text of an address without zone; null when it isn't one. IPv4 takes no leading zeros. */
export function canonicalAddress(text: string): string | null {
  if (!text.includes(":")) {
    const bytes = parseIpv4(text);
    return bytes ? bytes.join(".") : null;
  }
  const groups = parseIpv6(text);
  return groups ? formatIpv6(groups) : null;
}

export function isIpv6(text: string): boolean {
  return parseIpv6(text) !== null;
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  const bytes: number[] = [];
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return null;
    bytes.push(Number(part));
  }
  return bytes;
}

/** Eight groups of 16 bits. */
function parseIpv6(text: string): readonly number[] | null {
  const gap = text.indexOf("::");
  if (gap === -1) {
    const groups = parseGroups(text);
    return groups && groups.length === 8 ? groups : null;
  }
  const before = gap === 0 ? [] : parseGroups(text.slice(0, gap), false);
  const after = gap + 2 === text.length ? [] : parseGroups(text.slice(gap + 2));
  // "::" stands for at least one group of zeros.
  if (!before || !after || before.length + after.length > 7) return null;
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function parseGroups(text: string, ipv4AtEnd = true): number[] | null {
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [at, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const bytes = ipv4AtEnd && at === parts.length - 1 ? parseIpv4(part) : null;
    if (!bytes) return null;
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

/** RFC 5952, and the IPv4 form for addresses that stand for one. */
function formatIpv6(groups: readonly number[]): string {
  const [g6 = 0, g7 = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${g6 >> 8}.${g6 & 255}.${g7 >> 8}.${g7 & 255}`;
  }
  let start = -1;
  let length = 1;
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === 0) end++;
    if (end - at > length) {
      start = at;
      length = end - at;
    }
  }
  const hex = groups.map((group) => group.toString(16));
  if (start === -1) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}
