/** Addresses and prefixes as Terraform takes them: leading zeros are allowed (its own copy of Go's parser). */

export interface Prefix {
  readonly address: bigint;
  readonly length: number;
  readonly bits: 32 | 128;
}

export function parsePrefix(text: string): Prefix | null {
  const slash = text.indexOf("/");
  if (slash < 0) return null;
  const lengthText = text.slice(slash + 1);
  const written = parseAddress(text.slice(0, slash));
  if (!written || !/^[0-9]+$/.test(lengthText)) return null;
  const length = Number(lengthText);
  if (length > written.bits) return null;
  return maskedPrefix(written.address, length, written.bits);
}

export function maskedPrefix(address: bigint, length: number, bits: 32 | 128): Prefix {
  const host = BigInt(bits - length);
  return { address: (address >> host) << host, length, bits };
}

function parseAddress(text: string): { readonly address: bigint; readonly bits: 32 | 128 } | null {
  const four = parseIPv4(text);
  if (four !== null) return { address: four, bits: 32 };
  const six = parseIPv6(text);
  return six === null ? null : { address: six, bits: 128 };
}

function parseIPv4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^0*[0-9]{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part.replace(/^0+(?=.)/, "")), 0n);
}

function parseIPv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = "", tail] = halves;
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  if (!before || !after) return null;
  const given = before.length + after.length;
  if (tail === undefined ? given !== 8 : given > 7) return null;
  const all = [...before, ...new Array<number>(8 - given).fill(0), ...after];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** Groups of 16 bits; the last may be an IPv4 address. */
function groups(text: string): readonly number[] | null {
  if (text === "") return [];
  const result: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 && part.includes(".") ? parseIPv4(part) : null;
    if (four !== null) {
      result.push(Number(four >> 16n), Number(four & 0xffffn));
    } else if (/^0*[0-9a-fA-F]{1,4}$/.test(part)) {
      result.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return result;
}

/** Go prints addresses of ::ffff:0:0/96 as IPv4. */
export function isMapped(address: bigint, bits: number): boolean {
  return bits === 128 && address >> 32n === 0xffffn;
}

export function formatAddress(address: bigint, bits: 32 | 128): string {
  if (bits === 32 || isMapped(address, bits)) {
    return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  }
  const parts: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) parts.push(((address >> shift) & 0xffffn).toString(16));
  const run = longestZeros(parts);
  if (run.count < 2) return parts.join(":");
  return `${parts.slice(0, run.start).join(":")}::${parts.slice(run.start + run.count).join(":")}`;
}

function longestZeros(parts: readonly string[]): { readonly start: number; readonly count: number } {
  let best = { start: 0, count: 0 };
  for (let start = 0; start < parts.length; start++) {
    let count = 0;
    while (parts[start + count] === "0") count++;
    if (count > best.count) best = { start, count };
  }
  return best;
}

export function formatPrefix(prefix: Prefix): string {
  const length = isMapped(prefix.address, prefix.bits) && prefix.length >= 96 ? prefix.length - 96 : prefix.length;
  return `${formatAddress(prefix.address, prefix.bits)}/${length}`;
}
