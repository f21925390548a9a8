import type pg from "pg";

/** Cells of open figures below this are not shown (trust-and-ux, A11). */
export const SMALLEST_CELL = 10;

/** One stored figure of a version. */
export type StoredFigure = {
  readonly figure: string;
  readonly area: string;
  readonly dims: Readonly<Record<string, string>>;
  readonly value: number;
};

/** Figures of a version for an area and the areas `digits` long below it. */
export async function readFigures(
  caller: Pick<pg.Pool, "query">,
  versionNo: number,
  figures: readonly string[],
  areas: { readonly own: string; readonly below: number },
): Promise<readonly StoredFigure[]> {
  const { rows } = await caller.query<StoredFigure>(
    `select figure, area, dims, value from version_figure
     where version_no = $4 and figure = any ($1) and (area = $2
       or (length(area) = $3 and area <> 'ID' and ($2 = 'ID' or starts_with(area, $2))))
     order by figure, area, dims`,
    [figures, areas.own, areas.below, versionNo],
  );
  return rows;
}

/** Areas that a version has figures for, of one length: 2 provinces, 4 regencies, 6 districts. */
export async function listFigureAreas(
  caller: Pick<pg.Pool, "query">,
  versionNo: number,
  digits: number,
): Promise<readonly string[]> {
  const { rows } = await caller.query<{ area: string }>(
    `select area from version_figure
     where version_no = $2 and figure = 'families' and length(area) = $1 and area <> 'ID' order by area`,
    [digits, versionNo],
  );
  return rows.map(({ area }) => area);
}
