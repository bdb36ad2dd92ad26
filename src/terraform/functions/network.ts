import { isWholeNum, numToBigInt } from "../../hcl/number.ts";
import type { FunctionRecord, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { stringType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { listValue, stringValue } from "../../hcl/values.ts";
import { answer, answerText, intOf, notInt, number, numOf, refuse, text, textOf } from "./answers.ts";
import { formatAddress, formatPrefix, isMapped, maskedPrefix, type Prefix, parsePrefix } from "./go/ip.ts";

export const networkFunctions: readonly FunctionRecord[] = [
  {
    name: "cidrhost",
    description: "The address of a host in a network, by its number; negative ones count from the end.",
    parameters: [text("prefix"), number("hostnum")],
    result: stringType,
    resultNotNull: true,
    call: ([prefixText, hostValue]) => {
      const host = bigOf(hostValue);
      const prefix = parsePrefix(textOf(prefixText));
      if (host === null) return refuse(notInt);
      return prefix ? hostAddress(prefix, host) : notPrefix(prefixText);
    },
  },
  {
    name: "cidrnetmask",
    description: "The mask of an IPv4 network.",
    parameters: [text("prefix")],
    result: stringType,
    resultNotNull: true,
    call: ([prefixText]) => {
      const prefix = parsePrefix(textOf(prefixText));
      if (!prefix) return notPrefix(prefixText);
      if (prefix.bits === 128 && !isMapped(prefix.address, prefix.bits)) return refuse("an IPv6 network has no mask");
      const host = BigInt(prefix.bits - prefix.length);
      return answerText(formatAddress(((1n << BigInt(prefix.length)) - 1n) << host, prefix.bits));
    },
  },
  {
    name: "cidrsubnet",
    description: "A network inside another, by the bits that its prefix has more, and its number.",
    parameters: [text("prefix"), number("newbits"), number("netnum")],
    result: stringType,
    resultNotNull: true,
    call: ([prefixText, bitsValue, netValue]) => {
      const bits = intOf(bitsValue);
      const net = bigOf(netValue);
      if (bits === null || net === null) return refuse(notInt);
      const prefix = parsePrefix(textOf(prefixText));
      return prefix ? subnet(prefix, bits, net) : notPrefix(prefixText);
    },
  },
  {
    name: "cidrsubnets",
    description: "Consecutive networks inside another, by the bits that their prefixes have more.",
    parameters: [text("prefix")],
    variadic: number("newbits"),
    result: listOf(stringType),
    resultNotNull: true,
    call: ([prefixText, ...sizes]) => {
      const prefix = parsePrefix(textOf(prefixText));
      return prefix ? subnets(prefix, sizes) : notPrefix(prefixText, 0);
    },
  },
];

function notPrefix(value: Value | undefined, argument: number | null = null): FunctionRefusal {
  return refuse(`${JSON.stringify(textOf(value))} is not a network such as 10.0.0.0/8`, argument);
}

function bigOf(value: Value | undefined): bigint | null {
  return isWholeNum(numOf(value)) ? numToBigInt(numOf(value)) : null;
}

function hostAddress(prefix: Prefix, host: bigint): FunctionResult {
  const last = (1n << BigInt(prefix.bits - prefix.length)) - 1n;
  // go-cidr looks at 64 bits of the number only.
  const distance = host < 0n ? -host - 1n : BigInt.asIntN(64, host);
  if (distance > last) return refuse(`prefix length ${prefix.length} has no room for host number ${host}`);
  const value = host < 0n ? last - distance : host;
  // go-cidr takes ::ffff:0:0/96 for IPv4 here, but not its length.
  const address = inserted(prefix, value << (isMapped(prefix.address, prefix.bits) ? 96n : 0n));
  return address === null ? noRoom : answerText(formatAddress(address, prefix.bits));
}

/** With more bits than an address, go-cidr panics: an error for Terraform. */
function inserted(prefix: Prefix, value: bigint): bigint | null {
  const sum = prefix.address | value;
  const address = sum < 0n ? -sum : sum;
  return address >> BigInt(prefix.bits) === 0n ? address : null;
}

const noRoom = refuse("the number has more bits than an address");

function subnet(prefix: Prefix, newBits: number, net: bigint): FunctionResult {
  const length = prefix.length + newBits;
  if (length > prefix.bits)
    return refuse(`a prefix of ${prefix.length} bits can't have ${newBits} more; ${prefix.bits} are all`);
  if (length < 0) return refuse(`a prefix of ${prefix.length} bits can't have ${-newBits} less`);
  const low = BigInt.asUintN(64, net < 0n ? -net : net);
  if (newBits >= 0 && newBits < 64 && low >= 1n << BigInt(newBits)) {
    return refuse(`${newBits} bits have no room for network number ${net}`);
  }
  const address = inserted(prefix, net << BigInt(prefix.bits - length));
  if (address === null) return noRoom;
  return answerText(formatPrefix({ address, length, bits: prefix.bits }));
}

/** Go's: each follows the one before at the next boundary of its own size. */
function subnets(prefix: Prefix, sizes: readonly Value[]): FunctionResult {
  if (sizes.length === 0) return answer(listValue(stringType, []));
  // go-cidr counts its bits as those of an IPv4 address.
  if (isMapped(prefix.address, prefix.bits)) return refuse("a network of IPv4-mapped addresses can't be divided", 1);
  const all = 1n << BigInt(prefix.bits);
  let last = (prefix.address - 1n + all) % all;
  const found: string[] = [];
  for (const [at, size] of sizes.entries()) {
    const more = intOf(size);
    if (more === null) return refuse(notInt, at + 1);
    if (more < 1 || more > 32) return refuse(`a prefix is extended by 1 to 32 bits at once, not by ${more}`, at + 1);
    const length = prefix.length + more;
    if (length > prefix.bits)
      return refuse(`a prefix of ${length} bits is longer than the ${prefix.bits} of an address`, at + 1);
    const host = BigInt(prefix.bits - length);
    const next = ((last >> host) + 1n) << host;
    if (
      next >= all ||
      next >> BigInt(prefix.bits - prefix.length) !== prefix.address >> BigInt(prefix.bits - prefix.length)
    ) {
      return refuse(`there is no room left for a network with a prefix of ${length} bits`, at + 1);
    }
    const current = maskedPrefix(next, length, prefix.bits);
    found.push(formatPrefix(current));
    last = next + (1n << host) - 1n;
  }
  return answer(listValue(stringType, found.map(stringValue)));
}
