import { expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import {
  ANSWERS,
  answersOf,
  increment,
  type Quarter,
  quartersForTests,
  whole,
} from "#test/matched-quarters.ts";
import { says } from "#test/said-of-records.ts";
import type { SmallPerson } from "#test/small-nation.ts";
import type { MatchState } from "./match-state.ts";

quartersForTests();

const REGISTERED = { deliveryNo: 1, source: "dukcapil", asOf: 20260101 };
const LISTED = { deliveryNo: 2, source: "dtks", asOf: 20260101 };
const NIK = "9907011201700001";
const REGISTRY_CARD = "9907010100000001";
const LIST_CARD = "9907010200000002";

const HEAD = {
  name: "SUGENG SANTOSO",
  birthDate: 19700112,
  sex: 1,
  motherName: "KUSNADI LESTARI",
  villageCode: "3307012001",
};
const WIFE = { name: "PARTINI RAHAYU", birthDate: 19850315, sex: 2 };

const head = (isNikKnown: boolean): SmallPerson => ({
  recordKey: 1001,
  ...REGISTERED,
  ...HEAD,
  nik: isNikKnown ? NIK : null,
  kk: REGISTRY_CARD,
});
const headListed = (isNikKnown: boolean): SmallPerson => ({
  recordKey: 2001,
  ...LISTED,
  ...HEAD,
  nik: isNikKnown ? NIK : null,
  kk: LIST_CARD,
});
const wifeListed: SmallPerson = { recordKey: 2002, ...LISTED, ...WIFE, kk: LIST_CARD };

const quarterOf = (...people: readonly SmallPerson[]): Quarter => ({
  deliveries: [REGISTERED, LISTED].map((one) => ({
    ...one,
    people: people.filter(({ deliveryNo }) => deliveryNo === one.deliveryNo),
  })),
  decisions: [],
});

/** The increment's answers, which must be those of the whole run. */
async function goneOn(quarter: Quarter, state: MatchState, first: MatchState) {
  const made = mustAccept(await increment(quarter, state), "increment");
  const answers = await answersOf(made.state);
  const again = await answersOf(await whole(quarter, first));
  for (const table of ANSWERS) {
    expect(answers[table], table).toEqual(again[table]);
  }
  return { state: made.state, answers };
}

test.each([true, false])(
  "somebody who comes to a registry's card is found by a list's family that was linked to it before (by NIK: %s)",
  async (isNikKnown) => {
    const before = quarterOf(head(isNikKnown), headListed(isNikKnown), wifeListed);
    const first = await whole(before);
    const known = await answersOf(first);
    expect([known.kin.length, known.sure.length]).toEqual([0, isNikKnown ? 0 : 1]);
    // No key leads from one to the other: another day, another province, another card, no NIK.
    const wife: SmallPerson = {
      recordKey: 10_001,
      deliveryNo: 10,
      source: "dukcapil",
      ...WIFE,
      birthDate: 19850316,
      villageCode: "3507012001",
      kk: REGISTRY_CARD,
    };
    const came = { ...REGISTERED, deliveryNo: 10, people: [wife] };
    const { answers } = await goneOn(
      { ...before, deliveries: [...before.deliveries, came] },
      first,
      first,
    );
    expect(answers.kin).toMatchObject([{ record_key: 2002n, spine_key: 10_001n }]);
    expect(answers.pairs).toHaveLength(known.pairs.length);
  },
  400_000,
);

test("what people decide, and undo, is followed where nothing else has changed", async () => {
  const before = quarterOf(head(true), wifeListed);
  const first = await whole(before);
  const same = says(1, 1001, "same", 2002);
  const decided = await goneOn({ ...before, decisions: [same] }, first, first);
  expect(decided.answers.links).toContainEqual(
    expect.objectContaining({ record_key: 2002n, spine_key: 1001n, rule: "decided" }),
  );
  const undone = says(2, 1001, "undone", 2002);
  const { answers } = await goneOn({ ...before, decisions: [same, undone] }, decided.state, first);
  expect(answers.links).toEqual((await answersOf(first)).links);
}, 400_000);
