import { join } from "node:path";
import { quiet } from "#domain/progress.ts";
import type { Engine } from "#engine/engine.ts";
import { openPairs } from "#matching/constrained-links.ts";
import { decidedLinks, settledLinks } from "#matching/one-to-one.ts";
import type { BandsByProvince } from "#matching/weights.ts";

/** The same pairs once more, decided by their own values alone: `without.parquet` (record_key, spine_key, rule, weight). */
export async function linkWithoutFamilies(
  engine: Engine,
  folder: string,
  bands: BandsByProvince,
): Promise<void> {
  await engine.run(
    {
      name: "without families",
      inputs: ["every_pair", "exact_link"].map((table) => ({
        table,
        files: [join(folder, `${table}.parquet`)],
      })),
      stages: [
        { table: "final_pair", sql: "select * from every_pair" },
        ...openPairs(false),
        ...settledLinks(),
        ...decidedLinks(bands),
      ],
      outputs: [{ table: "record_link", file: join(folder, "without.parquet"), order: [] }],
    },
    quiet,
  );
}
