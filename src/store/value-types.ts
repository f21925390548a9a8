import pg from "pg";

const { builtins } = pg.types;

/** bigint as number where it fits exactly, else as text: ids and rupiah fit, digests do not come here. */
function readInt8(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** Once per process: days as text (never Date), bigint as number. */
export function readDeskTypes(): void {
  pg.types.setTypeParser(builtins.INT8, readInt8 as (text: string) => number);
  pg.types.setTypeParser(builtins.DATE, (text: string) => text);
}
