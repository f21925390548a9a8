import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dice, type Roll } from "#domain/dice.ts";
import { says } from "#test/said-of-records.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import type { SmallPerson } from "#test/small-nation.ts";
import {
  openSmallRegistry,
  type SmallDraft,
  type SmallRegistry,
  type SmallVersion,
} from "#test/small-registry.ts";
import { followId, type IdPlace } from "./follow-id.ts";

let registry: SmallRegistry;
beforeAll(async () => {
  registry = await openSmallRegistry();
});
afterAll(async () => await registry.close());

const [VILLAGE, ELSEWHERE, NIK] = ["3507012001", "3507012009", "9907011200000077"];

/** The civil registry knows somebody, or there is no version. */
const KNOWN: SmallPerson = {
  recordKey: 1,
  deliveryNo: 1,
  source: "dukcapil",
  nik: "9907011200000001",
  kk: "9907010101010001",
  name: "SUTRISNO",
  birthDate: 19700301,
  villageCode: VILLAGE,
};
type Said = {
  readonly [Column in Exclude<keyof SmallPerson, "recordKey" | "deliveryNo">]?:
    | SmallPerson[Column]
    | undefined;
};
const WARNI = {
  name: "WARNI",
  birthDate: 19610405,
  motherName: "SUMARNI",
  sex: 2,
  villageCode: VILLAGE,
};

const listed = (recordKey: number, said: Said): SmallPerson =>
  ({
    source: "regsosek",
    name: null,
    asOf: 20221101,
    ...said,
    recordKey,
    deliveryNo: Math.trunc(recordKey / 1000),
  }) as SmallPerson;

async function idsOf(version: SmallVersion): Promise<ReadonlyMap<number, bigint>> {
  const rows = await registry.read<{ record_key: bigint; person_id: bigint }>(
    version,
    "membership",
    "record_key, person_id",
  );
  return new Map(rows.map(({ record_key, person_id }) => [Number(record_key), person_id]));
}

/** Two versions, and where the person of a record of the first is in the second. */
async function twoVersions(
  before: readonly SmallPerson[],
  after: readonly SmallPerson[],
  draft: Pick<SmallDraft, "book" | "erased"> = {},
) {
  const first = await registry.build({ people: [KNOWN, ...before] });
  const second = await registry.build({ ...draft, people: [KNOWN, ...after], history: [first] });
  const [was, is] = [await idsOf(first), await idsOf(second)];
  const where = (key: number): Promise<IdPlace> =>
    followId(registry.db, registry.segments([first, second]), {
      unit: "person",
      id: was.get(key) ?? 0n,
    });
  return { first, second, was, is, where };
}

/** What is said of somebody, what is said a quarter later, and whether they go on. */
type Case = readonly [how: string, said: Said, change: Said, goesOn: boolean];
const ALONE = { name: "WARNI", villageCode: VILLAGE };
const CASES: readonly Case[] = [
  ["as before", WARNI, {}, true],
  ["in another village", WARNI, { villageCode: ELSEWHERE }, true],
  ["with another mother", WARNI, { motherName: "SUMARTI" }, true],
  ["with a NIK at last", WARNI, { nik: NIK }, true],
  ["with another sex", WARNI, { sex: 1 }, true],
  [
    "in another village, of another mother",
    WARNI,
    { villageCode: ELSEWHERE, motherName: "SUMARTI" },
    false,
  ],
  ["under another name: it may be the twin", WARNI, { name: "WARTI" }, false],
  ["under another name, with the NIK", { ...WARNI, nik: NIK }, { name: "WARTI" }, true],
  [
    "with NIK and day of a twin of the other sex",
    { ...WARNI, nik: NIK },
    { name: "WARTO", sex: 1 },
    false,
  ],
  ["on another day, with the NIK", { ...WARNI, nik: NIK }, { birthDate: 19610504 }, true],
  ["on another day, without a NIK", WARNI, { birthDate: 19610504 }, false],
  [
    "moved, with NIK, name and day alone",
    { ...WARNI, nik: NIK, motherName: null },
    { villageCode: ELSEWHERE },
    true,
  ],
  ["on another card", { ...WARNI, kk: "9907010101010077" }, { kk: "9907010101010078" }, true],
  [
    "moved, with name and day alone",
    { ...WARNI, motherName: null },
    { villageCode: ELSEWHERE },
    false,
  ],
  ["with name and village alone", ALONE, {}, true],
  ["with name alone, in another village", ALONE, { villageCode: ELSEWHERE }, false],
  ["with nothing but a name", { name: "WARNI" }, {}, false],
];
const SURNAMES =
  "LESTARI BUDIMAN CAHYADI PRATOMO GUNAWAN HIDAYAT IRAWAN JUNAEDI KUSNADI MAHENDRA NUGROHO OKTAVIAN PERMANA QOMARUDIN SIREGAR TAMBUNAN UMBARA".split(
    " ",
  );
/** Each case under a name, a mother and a NIK of its own, so that none meets another. */
const own = (said: Said, i: number): Said => {
  const tail = SURNAMES[i];
  return {
    ...said,
    ...(said.name == null ? {} : { name: `${said.name} ${tail}` }),
    ...(said.motherName == null ? {} : { motherName: `${said.motherName} ${tail}` }),
    ...(said.nik == null ? {} : { nik: String(BigInt(said.nik) + BigInt(i) * 1_000n) }),
  };
};

/** Two who say nothing but a name and a village: one of the first two is gone, the others are both there. */
const [BARE, PAIR] = [
  { name: "SITI", villageCode: VILLAGE },
  { ...ALONE, name: "SRI" },
];
/** The civil registry brings her meanwhile; another list says of the other what his list said. */
const BROUGHT = { ...WARNI, name: "YUNIARTI", motherName: "SITI AMINAH", nik: "9907011200000123" };
const TAKEN_OVER = { ...WARNI, name: "HARTATIK", motherName: "PONIRAH" };
/** Her record stands; a namesake comes who says nearly the same. */
const STAYS = { ...WARNI, name: "KASMINAH", motherName: "RUMINAH" };
/** She moved, and two say what she said, each of another village. */
const MOVED = { ...WARNI, name: "PONIYEM", motherName: "TUMINAH" };
/** Two who say the same, each of another village; the second moved on. */
const [NAMESAKE, THIRD] = [{ ...WARNI, name: "WAGINEM", motherName: "SAMINAH" }, "3507012005"];
/** The civil registry knew them and drops them; a list says the same of the one, and nearly the same of the other. */
const DROPPED = { ...WARNI, name: "GIYEM", nik: "9907011200000301" };
const FORGOTTEN = { ...WARNI, name: "RUBIYAH", nik: "9907011200000302" };
/** The civil registry brings somebody like her of whom no list speaks any more. */
const LIKE_HER = { ...WARNI, name: "SULASMI", motherName: "KARSINI" };
const known = (recordKey: number, said: Said): SmallPerson =>
  ({ ...KNOWN, ...said, kk: null, recordKey, deliveryNo: 1 }) as SmallPerson;

describe("whom only a list knows, when the list is delivered again under new keys", () => {
  let seen: Awaited<ReturnType<typeof twoVersions>>;
  beforeAll(async () => {
    seen = await twoVersions(
      [
        ...CASES.map(([, said], i) => listed(2000 + i, own(said, i))),
        ...[BARE, BARE, PAIR, PAIR].map((said, i) => listed(2101 + i, said)),
        ...[BROUGHT, TAKEN_OVER, STAYS, MOVED].map((said, i) => listed(2201 + i, said)),
        listed(2301, NAMESAKE),
        listed(2302, { ...NAMESAKE, villageCode: ELSEWHERE }),
        ...[DROPPED, FORGOTTEN].map((said, i) => known(1101 + i, said)),
        listed(2303, LIKE_HER),
      ],
      [
        ...CASES.map(([, said, change], i) => listed(3900 - i, own({ ...said, ...change }, i))),
        ...[BARE, PAIR, PAIR].map((said, i) => listed(3110 - i, said)),
        known(1001, BROUGHT),
        listed(3201, BROUGHT),
        listed(4202, { ...TAKEN_OVER, source: "dtks" }),
        listed(2203, STAYS),
        listed(3203, { ...STAYS, villageCode: ELSEWHERE }),
        listed(3204, { ...MOVED, villageCode: ELSEWHERE }),
        listed(3205, { ...MOVED, villageCode: THIRD }),
        listed(3301, NAMESAKE),
        listed(3302, { ...NAMESAKE, villageCode: THIRD }),
        listed(3401, DROPPED),
        listed(3402, { ...FORGOTTEN, villageCode: ELSEWHERE }),
        known(1201, { ...LIKE_HER, nik: "9907011200000303" }),
      ],
    );
  }, PATIENCE);
  const goesOnAs = (old: number, now: number): boolean => seen.was.get(old) === seen.is.get(now);

  test.each(CASES.map(([how, , , goesOn], i) => [how, goesOn, i] as const))(
    "%s: goes on is %s",
    async (_how, goesOn, i) => {
      expect(goesOnAs(2000 + i, 3900 - i)).toBe(goesOn);
      expect((await seen.where(2000 + i)).state).toBe(goesOn ? "stands" : "retired");
    },
  );

  test("of two who cannot be told apart none goes on where one is gone; where both are there, both do", () => {
    expect([2101, 2102].map((key) => goesOnAs(key, 3110))).toEqual([false, false]);
    expect([goesOnAs(2103, 3108), goesOnAs(2104, 3109)]).toEqual([true, true]);
  });

  test("whom the civil registry, or another list, brings meanwhile goes on", () => {
    expect([goesOnAs(2201, 1001), goesOnAs(2201, 3201)]).toEqual([true, true]);
    expect(goesOnAs(2202, 4202)).toBe(true);
  });

  test("a likeness takes nobody's id away, and chooses between no two", () => {
    expect([goesOnAs(2203, 2203), goesOnAs(2203, 3203)]).toEqual([true, false]);
    expect([goesOnAs(2204, 3204), goesOnAs(2204, 3205)]).toEqual([false, false]);
    expect([goesOnAs(2301, 3301), goesOnAs(2302, 3302)]).toEqual([true, true]);
  });

  test("whom the civil registry knew goes on by equal words alone, and no likeness makes somebody one of its people", () => {
    expect([goesOnAs(1101, 3401), goesOnAs(1102, 3402)]).toEqual([true, false]);
    expect(goesOnAs(2303, 1201)).toBe(false);
  });
});

test("who is found to be somebody else is led to them, and not said to have ended", {
  timeout: PATIENCE,
}, async () => {
  // Undecided between two namesakes; one of them dies and is gone, and the other is who was meant.
  const said = { ...WARNI, nik: undefined };
  const both = [51, 52].map((key) => known(key, { ...said, nik: `99070112000005${key}` }));
  const { was, is, where } = await twoVersions(
    [...both, listed(2001, said)],
    [both[0] ?? KNOWN, listed(3001, said)],
  );
  expect([was.get(51), was.get(52)]).not.toContain(was.get(2001));
  expect(is.get(3001)).toBe(was.get(51));
  expect(await where(2001)).toMatchObject({ state: "merged", standsAs: was.get(51) });
});

test(
  "what people decided goes before what is alike: nobody comes under the id of whom they are not",
  async () => {
    // Two lists say nearly the same, and somebody who knows says that they are two.
    const aunt = { ...WARNI, motherName: "SUMARTI", source: "dtks" };
    const book = [says(1, 2001, "different", 4001)];
    const first = await registry.build({
      people: [KNOWN, listed(2001, WARNI), listed(4001, aunt)],
      book,
    });
    const was = await idsOf(first);
    expect(was.get(2001)).not.toBe(was.get(4001));
    // Both lists come again, in the other order of keys.
    const second = await registry.build({
      people: [KNOWN, listed(6001, WARNI), listed(5001, aunt)],
      book,
      history: [first],
    });
    const is = await idsOf(second);
    expect([is.get(6001), is.get(5001)]).toEqual([was.get(2001), was.get(4001)]);
    // The niece is gone from her list, and the aunt's says of her what was said of the niece.
    const third = await registry.build({
      people: [KNOWN, listed(7001, { ...WARNI, source: "dtks" })],
      book,
      history: [first, second],
    });
    expect([...was.values()].slice(1)).not.toContain((await idsOf(third)).get(7001));
  },
  PATIENCE,
);

test(
  "who was erased comes back under no old id, even where the parent still names them",
  async () => {
    const first = await registry.build({ people: [KNOWN, listed(2001, WARNI)] });
    const id = (await idsOf(first)).get(2001) ?? 0n;
    const people = [KNOWN, listed(3001, WARNI)];
    const second = await registry.build({ people, history: [first], erased: [id] });
    const is = await idsOf(second);
    expect(is.get(3001)).toBeDefined();
    expect([...is.values()]).not.toContain(id);
  },
  PATIENCE,
);

/** Somebody whom a list knows, by few names and days: namesakes, siblings, head's NIK, twins. */
function somebody(roll: Roll, source: string): Said {
  const [given, last] = [roll(9), roll(6)];
  const word = (at: number) =>
    ["SITI", "SRI", "AGUS", "BUDI", "DEWI", "EKO", "RINA", "JOKO", "WATI"][at];
  return {
    source,
    name: `${word(given)} ${["LESTARI", "SANTOSO", "RAHAYU", "WIBOWO", "KUSUMA", "SUSANTI"][last]}`,
    birthDate: roll(9) === 0 ? null : 19500101 + roll(40) * 10_000 + roll(3),
    nik: roll(3) > 0 ? null : `99070112${String(700 + roll(80)).padStart(8, "0")}`,
    motherName: roll(3) === 0 ? null : `${word(roll(9))} ${word(given)}`,
    villageCode: `330701200${1 + roll(4)}`,
    kk: roll(2) === 0 ? null : `99070101${String(roll(30)).padStart(8, "0")}`,
    sex: 1 + roll(2),
  };
}

/** One in a hundred says something else a quarter later. */
function later(roll: Roll, said: Said): Said {
  const other = somebody(roll, "");
  const changes: readonly Said[] = [
    { villageCode: other.villageCode },
    { motherName: other.motherName },
    { nik: other.nik },
    { name: other.name },
    { birthDate: other.birthDate },
  ];
  return roll(100) === 0 ? { ...said, ...changes[roll(changes.length)] } : said;
}

/** Rows under keys of a new delivery, lying anyhow. */
function delivered(roll: Roll, deliveryNo: number, rows: readonly Said[]): readonly SmallPerson[] {
  const keys = rows.map((_, i) => i).sort(() => roll(2) - 1);
  return rows.map((said, i) => listed(deliveryNo * 1000 + (keys[i] ?? 0), said));
}

/** Everybody by all that is said of them, with the id. */
async function byWords(version: SmallVersion): Promise<ReadonlyMap<string, readonly bigint[]>> {
  const ids = await idsOf(version);
  const words = version.people.map(({ recordKey, deliveryNo: _, ...said }) => ({
    id: ids.get(recordKey) ?? 0n,
    said: JSON.stringify(said),
  }));
  const people = [...Map.groupBy(words, ({ id }) => id)].map(([id, all]) => ({
    id,
    said: all
      .map(({ said }) => said)
      .sort()
      .join("\n"),
  }));
  return new Map(
    [...Map.groupBy(people, ({ said }) => said)].map(([said, all]) => [
      said,
      all.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1)),
    ]),
  );
}

const familyIds = (version: SmallVersion) =>
  registry.read(version, "family", "family_id, head_person_id, size", "family_id");

test(
  "lists and registry delivered whole again, shuffled, one row in a hundred changed: the others keep their ids",
  async () => {
    for (let run = 1; run <= SIZES.redeliveredQuarters; run++) {
      const roll = dice(20261122 + run);
      const spine = Array.from(
        { length: 40 },
        (_, i): Said => ({
          ...somebody(roll, "dukcapil"),
          nik: `99070112${String(i + 1).padStart(8, "0")}`,
          kk: `99070101${String(Math.trunc(i / 3)).padStart(8, "0")}`,
          asOf: 20260101,
        }),
      );
      let lists = [
        Array.from({ length: 220 }, () => somebody(roll, "regsosek")),
        Array.from({ length: 120 }, () => somebody(roll, "dtks")),
      ];
      // What one list says, another says as well, often with less.
      lists[1]?.push(
        ...(lists[0] ?? []).slice(0, 60).map((said, i) => ({
          ...said,
          source: "dtks",
          ...(i % 2 === 0 ? { motherName: null } : {}),
        })),
      );
      const history: SmallVersion[] = [];
      for (let quarter = 0; quarter < 3; quarter++) {
        const people = [spine, ...lists].flatMap((rows, at) =>
          delivered(roll, 1 + quarter * 10 + (quarter % 2 === 0 ? at : 5 - at), rows),
        );
        history.push(await registry.build({ people, history }));
        lists = lists.map((rows) => rows.map((said) => later(roll, said)));
      }
      for (const [i, version] of history.slice(1).entries()) {
        const before = await byWords(history[i] as SmallVersion);
        const now = await byWords(version);
        const unchanged = [...now].filter(([said, ids]) => before.get(said)?.length === ids.length);
        expect(unchanged.length).toBeGreaterThan(300);
        for (const [said, ids] of unchanged) expect(ids, said).toEqual(before.get(said));
        expect(await familyIds(version)).toEqual(await familyIds(history[i] as SmallVersion));
      }
    }
  },
  PATIENCE,
);
