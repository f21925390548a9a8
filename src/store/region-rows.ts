import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type pg from "pg";

type RegionRow = {
  readonly tier: "nation" | "province" | "regency" | "district" | "village";
  readonly code: string;
  readonly name: string;
};

const DECREE = "Kepmendagri 300.2.2-2138/2025";
const VALID_FROM = "2025-04-25";
const FILES = [
  ["province", "provinces.csv"],
  ["regency", "regencies.csv"],
  ["district", "districts.csv"],
  ["village", "villages.csv"],
] as const;

/** Loads all regions where the table is empty. Source: idn-area-data (ODbL, attribution travels with it). */
export async function writeRegions(owner: pg.ClientBase): Promise<void> {
  const { rowCount } = await owner.query("select from dtsen.region limit 1");
  if (rowCount !== 0) return;
  const rows = await readRegions();
  await owner.query("begin");
  await owner.query("select pg_advisory_xact_lock(7402604)");
  await owner.query(
    `with given as (
       select r.*, rpad(r.digits, 10, '0')::bigint as lo,
         rpad(r.digits, 10, '9')::bigint as hi
       from (select row_number() over (order by length(code), code)::int as region_id, tier, code, name,
               replace(code, '.', '') as digits
             from unnest($1::text[], $2::text[], $3::text[]) as t (tier, code, name)) r)
     insert into dtsen.region (region_id, tier, parent_id, name, village_lo, village_hi, valid_from)
     select g.region_id, g.tier, p.region_id, g.name,
       case g.tier when 'nation' then 0 else g.lo end,
       case g.tier when 'nation' then 9999999999 else g.hi end, $4::date
     from given g left join given p on g.code <> '' and p.code =
       case g.tier when 'province' then '' when 'regency' then left(g.code, 2)
         when 'district' then left(g.code, 5) when 'village' then left(g.code, 8) end
     order by g.region_id
     on conflict do nothing`,
    [
      rows.map((row) => row.tier),
      rows.map((row) => row.code),
      rows.map((row) => row.name),
      VALID_FROM,
    ],
  );
  await owner.query(
    `insert into dtsen.region_code (system, code, region_id, valid_from, decree)
     select 'kemendagri', code, row_number() over (order by length(code), code)::int, $2::date, $3
     from unnest($1::text[]) as t (code) on conflict do nothing`,
    [rows.map((row) => row.code), VALID_FROM, DECREE],
  );
  await owner.query("commit");
  await owner.query("analyze dtsen.region, dtsen.region_code");
}

async function readRegions(): Promise<readonly RegionRow[]> {
  const root = dirname(createRequire(import.meta.url).resolve("idn-area-data/package.json"));
  const rows: RegionRow[] = [{ tier: "nation", code: "", name: "Indonesia" }];
  for (const [tier, file] of FILES) {
    const text = await readFile(join(root, "data", file), "utf8");
    for (const line of text.split(/\r?\n/).slice(1)) {
      const code = line.slice(0, line.indexOf(","));
      if (code !== "") rows.push({ tier, code, name: nameOf(line, tier) });
    }
  }
  return rows;
}

/** Province lines carry no parent; names may be quoted. */
function nameOf(line: string, tier: RegionRow["tier"]): string {
  const from = line.indexOf(",") + 1;
  const rest = line.slice(tier === "province" ? from : line.indexOf(",", from) + 1);
  return rest.startsWith('"') ? rest.slice(1, -1).replaceAll('""', '"') : rest;
}
