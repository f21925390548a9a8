import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Brings a version's welfare models to the desk, where sheets explain deciles without opening the lake. */
export async function storeModels(desk: Desk, versionNo: number, folder: string): Promise<void> {
  const models = await readFile(join(folder, "models.json"), "utf8").catch(() => undefined);
  if (models === undefined) return;
  await asWorker(desk, async (tx) => {
    await tx.query(
      `insert into version_model (version_no, models) values ($1, $2)
       on conflict (version_no) do update set models = excluded.models`,
      [versionNo, models],
    );
  });
}
