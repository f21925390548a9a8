import { deliveryOf } from "#lake/record-key.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import type { House } from "./house.ts";

/** Which deliveries deliver one list, one after the other: rows that stay the same go from each to the next under their keys. */
export type DeliveryLists = {
  /** The deliveries that one goes on from, the nearest first. */
  readonly before: (deliveryNo: number) => readonly number[];
  /** The delivery that began the list of one; itself, where it goes on from none. */
  readonly listOf: (deliveryNo: number) => number;
  /** One and those after it of the same list: all that may hold records which it was the first to say. */
  readonly since: (deliveryNo: number) => readonly number[];
  /** Records by every delivery that may hold them. */
  readonly holding: (recordKeys: Iterable<bigint>) => Map<number, readonly bigint[]>;
};

/** The lists of a desk, deliveries that are withheld or destroyed among them. */
export async function readLists(tx: Tx): Promise<DeliveryLists> {
  const rows = await tx.query<{ delivery_no: number; goes_on_from: number | null }>(
    "select delivery_no, goes_on_from from dtsen.delivery where state <> 'refused' order by delivery_no",
  );
  return listsOf(rows.map((row) => [row.delivery_no, row.goes_on_from]));
}

export const listsAt = ({ desk }: Pick<House, "desk">): Promise<DeliveryLists> =>
  asWorker(desk, readLists);

/** The lists that deliveries make, each with the one that it goes on from. */
export function listsOf(
  deliveries: readonly (readonly [deliveryNo: number, goesOnFrom: number | null])[],
): DeliveryLists {
  const from = new Map(deliveries);
  const before = (deliveryNo: number): readonly number[] => {
    const earlier = from.get(deliveryNo) ?? undefined;
    return earlier === undefined ? [] : [earlier, ...before(earlier)];
  };
  const listOf = (deliveryNo: number): number => before(deliveryNo).at(-1) ?? deliveryNo;
  const ofList = Map.groupBy(
    deliveries.map(([deliveryNo]) => deliveryNo),
    listOf,
  );
  const since = (first: number): readonly number[] => [
    first,
    ...(ofList.get(listOf(first)) ?? []).filter((deliveryNo) => deliveryNo > first),
  ];
  const holding = (recordKeys: Iterable<bigint>) => {
    const held = new Map<number, bigint[]>();
    for (const [first, keys] of Map.groupBy(recordKeys, deliveryOf)) {
      for (const deliveryNo of since(first)) {
        held.set(deliveryNo, [...(held.get(deliveryNo) ?? []), ...keys]);
      }
    }
    return held;
  };
  return { before, listOf, since, holding };
}
