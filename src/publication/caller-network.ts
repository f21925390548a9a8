import { isIPv6 } from "node:net";

/**
 * Whose tries are counted together: an IPv4 address, or the /64 that one subscriber of IPv6 is given
 * whole, so that a fresh address of it is no fresh budget. IPv4 written as IPv6 is IPv4.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address.split("%")[0] ?? "");
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return groups.slice(6).flatMap(bytesOf).join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

const bytesOf = (group: number): readonly number[] => [group >> 8, group & 255];

/** The eight groups, with those that "::" leaves out. */
function groupsOf(address: string): readonly number[] {
  const [head = [], tail = []] = address.split("::").map(readGroups);
  const missing = Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function readGroups(text: string): readonly number[] {
  return text
    .split(":")
    .filter((group) => group !== "")
    .flatMap((group) => (group.includes(".") ? readQuad(group) : [Number.parseInt(group, 16)]));
}

function readQuad(text: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}
