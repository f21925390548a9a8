/** Where a page ended: the version it was read from and the keys of its last row. */
export type Place = { readonly versionNo: number; readonly after: readonly (number | string)[] };

/** Opaque to callers. Holds ids only, never a name or number of a person. */
export function writeCursor({ versionNo, after }: Place): string {
  return Buffer.from(JSON.stringify([versionNo, ...after])).toString("base64url");
}

/** The place of a cursor with that many whole-number keys, or undefined where it is not one of ours. */
export function readCursor(cursor: string, keys: number): Place | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(said) || said.length !== keys + 1) return undefined;
    if (!said.every((part) => /^-?\d{1,19}$/.test(String(part)))) return undefined;
    const [versionNo, ...after] = said as (number | string)[];
    return { versionNo: Number(versionNo), after };
  } catch {
    return undefined;
  }
}
