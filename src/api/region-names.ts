import type { Region } from "#contract/region.ts";
import { tierOfArea } from "#domain/cross-table.ts";
import type { Tx } from "#store/transact.ts";

/** A region by its code and the names that were read. */
export function namedRegion(code: string, names: ReadonlyMap<string, string>): Region {
  const tier = tierOfArea(code) ?? "village";
  return { code, name: names.get(code) ?? code, tier: tier === "nation" ? "country" : tier };
}

/** Names of regions as they are called now, by code. Asked by equality: a range over all villages would be hashed by tier. */
export async function readRegionNames(
  tx: Tx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ code: string; name: string }>(
    `select c.code, r.name from dtsen.region_code c join dtsen.region r on r.region_id = c.region_id
     where c.system = 'kemendagri' and c.code = any ($1) and r.valid_to = '9999-12-31'
     order by c.valid_from`,
    [codes.map(dotted)],
  );
  return new Map(
    rows.map(({ code, name }) => [code === "" ? "ID" : code.replaceAll(".", ""), name]),
  );
}

/** A code as the ministry writes it: 33.07.01.2001; the nation has none. */
const dotted = (code: string): string =>
  code === "ID"
    ? ""
    : [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)]
        .filter(Boolean)
        .join(".");
