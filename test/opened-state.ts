import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { House } from "#jobs/house.ts";
import { openLayers, readNote } from "#jobs/matching-state.ts";

/** Whether the state in a folder holds a NIK anywhere among its records. */
export async function stateKnows(
  house: House,
  db: DuckDb,
  folder: string,
  nik: string,
): Promise<boolean> {
  const read = await readNote(folder);
  if (read === undefined) throw new Error(`no state lies in ${folder}`);
  const privateFolder = await mkdtemp(join(tmpdir(), "opened-state-"));
  const draft = { folder, privateFolder, note: read.note };
  const { layers } = mustAccept(await openLayers(house, draft), "open");
  let found = 0n;
  for (const layer of layers) {
    await db.run(`attach ${text(join(layer, "layer.duckdb"))} as looked (read_only)`);
    const [row] = await db.all<{ n: bigint }>(
      `select count(*) as n from looked.record where nik = ${nik}`,
    );
    found += row?.n ?? 0n;
    await db.run("detach looked");
  }
  await rm(privateFolder, { recursive: true });
  return found > 0n;
}
