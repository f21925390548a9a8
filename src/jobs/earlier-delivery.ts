import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type DeliverySet, keepsKeys, type Source } from "#domain/source.ts";
import type { EarlierRows } from "#staging/repeated-rows.ts";
import { STAGED_TABLES } from "#staging/staged-table.ts";
import { asWorker } from "#store/transact.ts";
import { listsAt } from "./delivery-lists.ts";
import { openStaged } from "./find-head-rows.ts";
import type { House } from "./house.ts";

/** The delivery that a new one of its list goes on from, opened. */
export type EarlierDelivery = EarlierRows & { readonly deliveryNo: number };

/**
 * The newest accepted delivery of a source and set, opened into the private folder: rows that are delivered again keep its record keys.
 * Undefined where keys are not kept, where none came before, and where its date has passed. Call under the lock of receiving.
 */
export async function openEarlier(
  house: House,
  { source, set }: { readonly source: Source; readonly set: DeliverySet },
  privateFolder: string,
): Promise<EarlierDelivery | undefined> {
  if (!keepsKeys(source, set)) return undefined;
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ delivery_no: number }>(
      `select delivery_no from dtsen.delivery
       where source = $1 and delivery_set = $2 and state = 'accepted' and rows_accepted > 0 and destroyed_at is null
       order by as_of desc, delivery_no desc limit 1`,
      [source, set],
    ),
  );
  if (row === undefined) return undefined;
  const deliveryNo = row.delivery_no;
  const folder = join(privateFolder, "earlier");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await openStaged(house, folder, deliveryNo, STAGED_TABLES[set].name);
  if (file === undefined) return undefined;
  const lists = await listsAt(house);
  return { deliveryNo, listNo: lists.listOf(deliveryNo), file };
}
