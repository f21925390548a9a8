import type { AreaFigure } from "#contract/area-figures.ts";
import { stabilityOf } from "#ranking/population-stability.ts";
import type { Tx } from "#store/transact.ts";

type Versions = {
  readonly version: { readonly versionNo: number };
  readonly before?: { readonly versionNo: number };
};

/** Below so many families on either side chance moves the index more than anything that happened. */
const FEWEST = 100;
const DECILES = 10;

/** How far the families of each region have drifted over the national deciles; only regions that both versions count. */
export async function readDrift(
  tx: Tx,
  { version, before }: Versions,
  areas: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<AreaFigure["drift"]>>> {
  if (before === undefined) return new Map();
  const rows = await tx.query<{ version_no: number; area: string; decile: number; value: number }>(
    `select version_no, area, (dims ->> 'decile')::int as decile, value from dtsen.version_figure
     where version_no = any ($1) and figure = 'families-per-decile' and area = any ($2)`,
    [[version.versionNo, before.versionNo], areas],
  );
  const byArea = Map.groupBy(rows, ({ area }) => area);
  const drifts = areas.flatMap((area) => {
    const own = byArea.get(area) ?? [];
    const bins = Array.from({ length: DECILES }, (_, i) => {
      const of = (versionNo: number) =>
        Number(own.find((row) => row.version_no === versionNo && row.decile === i + 1)?.value ?? 0);
      return { before: of(before.versionNo), after: of(version.versionNo) };
    });
    const least = Math.min(
      bins.reduce((sum, bin) => sum + bin.before, 0),
      bins.reduce((sum, bin) => sum + bin.after, 0),
    );
    if (least < FEWEST) return [];
    const { psi, noise } = stabilityOf(bins);
    return [[area, { psi, noise }] as const];
  });
  return new Map(drifts);
}
