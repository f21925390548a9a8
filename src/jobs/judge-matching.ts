import { dirname, join } from "node:path";
import type { EngineLimits } from "#engine/engine.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { evaluateMatching, type SourceEvaluation } from "#matching/evaluate.ts";
import { asWorker } from "#store/transact.ts";
import { listsAt } from "./delivery-lists.ts";
import type { House } from "./house.ts";

/** Precision and recall of a frozen version's matching against the truth of a synthetic nation. */
export async function judgeMatching(
  house: House,
  draft: { readonly versionNo: number; readonly truthFile: string },
): Promise<readonly SourceEvaluation[]> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query<{ deliveryNo: number; source: string; set: string; edition: string }>(
      `select d.delivery_no as "deliveryNo", d.source, d.delivery_set as "set", d.edition
       from dtsen.version_delivery v join dtsen.delivery d using (delivery_no)
       where v.version_no = $1 and d.delivery_set = 'person' order by d.delivery_no`,
      [draft.versionNo],
    ),
  );
  const lists = await listsAt(house);
  // What records name is the delivery that began their list.
  const deliveries = rows.map((row) => ({ ...row, deliveryNo: lists.listOf(row.deliveryNo) }));
  const sealed = rows.map(({ deliveryNo }) =>
    join(house.folders.staged, String(deliveryNo), "staged_person.parquet.enc"),
  );
  const { threads, memory } = house.settings;
  const limitsBeside = (plain = ""): EngineLimits => ({
    threads,
    memory,
    workFolder: join(dirname(plain), "spill"),
  });
  return withIdentity(house, sealed, (personFiles) =>
    evaluateMatching({
      truthFile: draft.truthFile,
      membershipFile: join(house.folders.versions, String(draft.versionNo), "membership.parquet"),
      personFiles,
      deliveries,
      limits: limitsBeside(personFiles[0]),
    }),
  );
}
