import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/**
 * One counted figure of a version. Areas: "ID", or the first two, four or six digits of a village's
 * number (province, regency, district). Figures: families, persons, families-per-decile {decile},
 * persons-per-decile {decile}, recipients {program}.
 */
export type Figure = {
  readonly figure: string;
  readonly area: string;
  readonly dims: Readonly<Record<string, string | number>>;
  readonly value: number;
};

/** Counts of families, persons, deciles and recipients per area; views of projectionViews stand. */
export async function countFigures(db: DuckDb): Promise<readonly Figure[]> {
  const rows = await db.all<{ figure: string; area: string; dims: string; value: bigint }>(
    figureQuery(),
  );
  return rows.map(({ figure, area, dims, value }) => ({
    figure,
    area,
    dims: JSON.parse(dims) as Figure["dims"],
    value: Number(value),
  }));
}

function figureQuery(): string {
  const areas = ["'ID'", "substr(code, 1, 2)", "substr(code, 1, 4)", "substr(code, 1, 6)"];
  const branch = (area: string) => `
select 'families' as figure, ${area} as area, '{}' as dims, count(*) as value from ranked group by all
union all select 'persons', ${area}, '{}', sum(size) from ranked group by all
union all select 'families-per-decile', ${area}, '{"decile":"' || decile || '"}', count(*)
  from ranked where decile is not null group by all
union all select 'persons-per-decile', ${area}, '{"decile":"' || decile || '"}', sum(size)
  from ranked where decile is not null group by all
union all select 'recipients', ${area}, '{"program":"' || program || '"}', count(*)
  from listed group by all`;
  return `with ranked as (
  select cast(f.village_no as varchar) as code, f.size, cast(r.decile_national as varchar) as decile
  from family f left join rank r on r.family_id = f.family_id),
listed as (
  select cast(village_no as varchar) as code, program from outcome where outcome = ${text("recipient")})
${areas.map(branch).join("\nunion all")}`;
}

/** Stores the figures of a version in place of those it had under the same names. */
export async function storeFigures(
  desk: Desk,
  versionNo: number,
  figures: readonly Figure[],
): Promise<void> {
  await asWorker(desk, async (tx) => {
    const names = [...new Set(figures.map(({ figure }) => figure))];
    await tx.query("delete from version_figure where version_no = $1 and figure = any ($2)", [
      versionNo,
      names,
    ]);
    await tx.query(
      `insert into version_figure (version_no, figure, area, dims, value)
       select $1, * from unnest($2::text[], $3::text[], $4::jsonb[], $5::bigint[])`,
      [
        versionNo,
        figures.map(({ figure }) => figure),
        figures.map(({ area }) => area),
        figures.map(({ dims }) => JSON.stringify(dims)),
        figures.map(({ value }) => value),
      ],
    );
  });
}
