import type { SmallPerson } from "./small-nation.ts";

/** A delivery of a small nation, with its people or its statements. */
export type SmallDelivery = {
  readonly deliveryNo: number;
  /** The delivery that began the list, where this one delivers it again; its people name that one. */
  readonly listNo?: number;
  /** Up to which key its people are said as they were. */
  readonly repeatsUpTo?: bigint;
  readonly asOf: number;
  readonly source: string;
  readonly people: readonly SmallPerson[];
};

export type Roll = (below: number) => number;

/** Keys of a delivery lie in its thousand. */
const KEYS = 1000;

const GIVEN = "SUGENG PARTINI KUSNADI WAHYUNI LESTARI".split(" ");
const LAST = "SANTOSO RAHAYU WIBOWO".split(" ");

/** Somebody of three villages; few names, days, cards and NIKs, so that many meet and families recur. */
function somebody(
  roll: Roll,
  recordKey: number,
  { deliveryNo, source, asOf }: SmallDelivery,
): SmallPerson {
  const of = 1 + roll(60);
  const isDirty = roll(4) === 0;
  const said = `${GIVEN[of % 5]} ${LAST[of % 3]}`;
  return {
    recordKey,
    deliveryNo,
    source,
    nik: roll(5) < 2 ? null : `99070112${String(of + (roll(9) === 0 ? 1 : 0)).padStart(8, "0")}`,
    kk: roll(6) === 0 ? null : `99070101${String(Math.floor(of / 4)).padStart(8, "0")}`,
    name: isDirty ? `${said}${"ABC"[roll(3)]}` : said,
    motherName: roll(3) === 0 ? null : `${GIVEN[(of * 3) % 5]} ${LAST[roll(3)]}`,
    birthDate: roll(5) === 0 ? null : 19700101 + (of % 20) * 10000 + (roll(6) === 0 ? 1 : 0),
    sex: 1 + (of % 2),
    villageCode: `330701200${1 + (of % 3)}`,
    asOf,
    facts: { relationship: roll(4) === 0 ? -1 : 1 + (of % 4) },
  };
}

function delivery(roll: Roll, deliveryNo: number, source: string, people: number): SmallDelivery {
  const empty = { deliveryNo, source, asOf: 20260101 + roll(3), people: [] };
  return {
    ...empty,
    people: Array.from({ length: people }, (_, i) => somebody(roll, deliveryNo * KEYS + i, empty)),
  };
}

/** The first quarter: the civil registry, two lists, and statements about persons. */
export const firstQuarter = (roll: Roll): readonly SmallDelivery[] => [
  delivery(roll, 1, "dukcapil", 90),
  delivery(roll, 2, "dtks", 80),
  delivery(roll, 3, "regsosek", 70),
  delivery(roll, 4, "pln", 25),
];

/**
 * A delivery that is made again, whole, in another order: most rows as they were and under their keys, some said otherwise and some
 * new under keys of this delivery, some gone.
 */
export function deliveredAgain(
  before: SmallDelivery,
  roll: Roll,
  deliveryNo: number,
): SmallDelivery {
  const listNo = before.listNo ?? before.deliveryNo;
  const own = { deliveryNo, source: before.source, asOf: before.asOf + roll(3) };
  const again = before.people.flatMap((one, i) => {
    const lot = roll(14);
    const changed = {
      ...somebody(roll, deliveryNo * KEYS + i, { ...own, people: [] }),
      deliveryNo: listNo,
    };
    if (lot === 0) return [];
    return lot === 1
      ? [{ ...changed, nik: one.nik, kk: one.kk }]
      : [{ ...one, asOf: own.asOf }, ...(lot === 2 ? [changed] : [])];
  });
  const repeatsUpTo = BigInt(before.deliveryNo * KEYS + KEYS - 1);
  return { ...own, listNo, repeatsUpTo, people: again.reverse() };
}

/**
 * The next quarter: the registry, a list and statements delivered again, corrections of the registry and of a list beside them, one list
 * withdrawn for a newer one that says nearly the same under other keys, new statements; by chance nothing at all comes for some of them.
 */
export function nextQuarter(
  before: readonly SmallDelivery[],
  roll: Roll,
  quarter: number,
): readonly SmallDelivery[] {
  const no = quarter * 10;
  const replaced = before.filter(({ source }) => source === "regsosek").at(-1);
  const newer = delivery(roll, no + 3, "regsosek", 6);
  const again = (replaced?.people ?? [])
    .filter(() => roll(8) !== 0)
    .map((one, i) => ({
      ...one,
      deliveryNo: newer.deliveryNo,
      asOf: newer.asOf,
      recordKey: newer.deliveryNo * KEYS + 500 + i,
    }));
  return [
    ...before
      .filter((one) => one !== replaced && !(one.source === "pln" && roll(4) === 0))
      .map((one) =>
        roll(2) === 0 ? one : deliveredAgain(one, roll, no + 4 + (one.listNo ?? one.deliveryNo)),
      ),
    delivery(roll, no + 1, "dukcapil", 3 + roll(6)),
    delivery(roll, no + 2, "dtks", roll(8)),
    { ...newer, people: [...newer.people, ...again] },
    delivery(roll, no + 4, "pln", 1 + roll(8)),
  ].filter(({ people }) => people.length > 0);
}
