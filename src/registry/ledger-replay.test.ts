import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { text } from "#engine/duckdb/database.ts";
import type { ReviewDecision, ReviewVerdict } from "#matching/review-decisions.ts";
import { says } from "#test/said-of-records.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import type { SmallPerson } from "#test/small-nation.ts";
import { openSmallRegistry, type SmallRegistry, type SmallVersion } from "#test/small-registry.ts";
import { followId } from "./follow-id.ts";
import { idsOfPerson, type LineEvent } from "./ids-of-person.ts";
import { relatedEvents } from "./related-events.ts";

let registry: SmallRegistry;
beforeAll(async () => {
  registry = await openSmallRegistry();
});
afterAll(async () => await registry.close());

/** Six people on two cards, each once in the registry and once in a list. */
const PEOPLE = 6;
const WORDS = ["SUTRISNO", "MARSINAH", "DEWI LESTARI", "BAMBANG", "HARTATIK", "YUNIARTI"];

/** What one version is built from: who is delivered, what the list says of them, what people decided since. */
type Chapter = {
  readonly registry: readonly boolean[];
  /** Per person: not in the list, with NIK, without NIK, with a name that nobody knows. */
  readonly list: readonly ("absent" | "sure" | "no-nik" | "strange")[];
  /** New record keys, or those of the chapter before. */
  readonly isNewDelivery: boolean;
  readonly words: readonly {
    readonly left: number;
    readonly right: number;
    readonly isList: boolean;
    readonly verdict: ReviewVerdict;
  }[];
};

const person = fc.integer({ min: 0, max: PEOPLE - 1 });
const chapter: fc.Arbitrary<Chapter> = fc.record({
  registry: fc.array(
    fc.boolean().chain((b) => (b ? fc.constant(true) : fc.boolean())),
    {
      minLength: PEOPLE,
      maxLength: PEOPLE,
    },
  ),
  list: fc.array(fc.constantFrom("absent", "sure", "no-nik", "strange"), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  isNewDelivery: fc.boolean(),
  words: fc.array(
    fc.record({
      left: person,
      right: person,
      isList: fc.boolean(),
      verdict: fc.constantFrom("same", "same", "different", "undone"),
    }),
    { minLength: 1, maxLength: 2, size: "max" },
  ),
});

const listed = (edition: number, who: number): number => edition * 1000 + 100 + who;
const registered = (edition: number, who: number): number => edition * 1000 + who + 1;

function peopleOf({ registry, list }: Chapter, edition: number): readonly SmallPerson[] {
  return WORDS.flatMap((name, who) => {
    const base = {
      nik: `9907011${who}0000000${who}`,
      kk: `990701010101000${1 + (who % 2)}`,
      birthDate: 19700301 + who * 20000,
      villageCode: "3507012001",
    };
    const kind = list[who];
    return [
      ...(registry[who] === true
        ? [
            {
              ...base,
              name,
              recordKey: registered(edition, who),
              deliveryNo: 1,
              source: "dukcapil",
            },
          ]
        : []),
      ...(kind === undefined || kind === "absent"
        ? []
        : [
            {
              ...base,
              nik: kind === "sure" ? base.nik : null,
              kk: kind === "strange" ? null : base.kk,
              name: kind === "strange" ? `PENDATANG ${WORDS[(who + 3) % PEOPLE]}` : name,
              recordKey: listed(edition, who),
              deliveryNo: 2,
              source: "regsosek",
              asOf: 20221101,
            },
          ]),
    ];
  });
}

/** An undoing is of a decision that stands in the book; where there is none, nothing is said. */
function decisionsOf(
  { words }: Chapter,
  edition: number,
  book: readonly ReviewDecision[],
): readonly ReviewDecision[] {
  return words.flatMap(({ left, right, isList, verdict }, i): readonly ReviewDecision[] => {
    const [a, b] = [
      isList ? listed(edition, left) : registered(edition, left),
      registered(edition, right),
    ];
    const earlier = book[left % Math.max(1, book.length)];
    if (verdict === "undone") {
      if (earlier === undefined) return [];
      return [{ ...earlier, decisionNo: BigInt(book.length + i + 1), verdict }];
    }
    if (a === b) return [];
    return [says(book.length + i + 1, a, verdict, b)];
  });
}

type Event = {
  readonly kind: string;
  readonly unit: "person" | "family";
  readonly unit_id: bigint;
  readonly other_id: bigint | null;
  readonly record_key: bigint;
};

/** The ledger told from its beginning: who holds which record, and which ids stand. */
function replay(events: readonly Event[]) {
  const holds = new Map<bigint, bigint>();
  const stands = { person: new Set<bigint>(), family: new Set<bigint>() };
  const given = { person: new Set<bigint>(), family: new Set<bigint>() };
  for (const { kind, unit, unit_id: id, record_key: key } of events) {
    if (kind === "attach") holds.set(key, id);
    if (kind === "mint" || kind === "split") stands[unit].add(id);
    if (kind === "mint") {
      expect(given[unit].has(id), `${unit} ${id} is given once`).toBe(false);
      given[unit].add(id);
    }
    if (kind === "redirect" || kind === "retire") stands[unit].delete(id);
  }
  return { holds, stands, given };
}

const sorted = (ids: Iterable<bigint>): readonly bigint[] =>
  [...ids].sort((a, b) => (a < b ? -1 : 1));

/** What the version says is what its ledger says, and every id ever given is found. */
async function check(history: readonly SmallVersion[]): Promise<readonly Event[]> {
  const last = history.at(-1) as SmallVersion;
  const { db } = registry;
  const segments = registry.segments(history);
  const events = await db.all<Event>(
    `select * from read_parquet([${segments.map(text).join(", ")}]) order by event_no`,
  );
  const { holds, stands, given } = replay(events);
  const membership = await registry.read<{ record_key: bigint; person_id: bigint }>(
    last,
    "membership",
    "record_key, person_id",
  );
  const told = sorted(last.people.map(({ recordKey }) => BigInt(recordKey))).map((key) => ({
    record_key: key,
    person_id: holds.get(key),
  }));
  expect(membership).toEqual(told);
  for (const unit of ["person", "family"] as const) {
    const rows = await registry.read<{ id: bigint }>(last, unit, `${unit}_id as id`);
    expect(rows.map(({ id }) => id)).toEqual(sorted(stands[unit]));
    for (const id of given[unit]) {
      const { state, standsAs } = await followId(db, segments, { unit, id });
      expect(state, `${unit} ${id}`).toMatch(stands[unit].has(id) ? /^stands$/ : /merged|retired/);
      if (standsAs !== undefined) expect(stands[unit].has(standsAs), `${unit} ${id}`).toBe(true);
    }
  }
  const line = new Set(history.map((_, i) => i + 1));
  for (const id of given.person) {
    const kin: readonly LineEvent[] = await relatedEvents(db, segments, id);
    const { standsAs, ids } = idsOfPerson(id, kin, line);
    expect(ids).toContain(id);
    const place = await followId(db, segments, { unit: "person", id });
    if (place.state !== "retired") expect(standsAs).toBe(place.standsAs);
  }
  return events;
}

test(
  "the ledger told from its beginning is the membership, and no id is ever lost: any deliveries, decisions, undoings",
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(chapter, { minLength: 4, maxLength: 4, size: "max" }),
        async (chapters) => {
          const history: SmallVersion[] = [];
          let book: readonly ReviewDecision[] = [];
          let edition = 0;
          for (const [i, one] of chapters.entries()) {
            if (i === 0 || one.isNewDelivery) edition = i + 1;
            const people = peopleOf(one, edition);
            if (people.every(({ source }) => source !== "dukcapil")) continue;
            book = [...book, ...decisionsOf(one, edition, book)];
            history.push(await registry.build({ people, book, history }));
            for (const { unit, kind } of await check(history)) seen.add(`${unit} ${kind}`);
          }
        },
      ),
      { numRuns: SIZES.ledgerHistories, seed: 20261122, endOnFailure: true },
    );
    const kinds = ["mint", "attach", "detach", "merge", "redirect", "split", "retire"];
    expect([...seen]).toEqual(expect.arrayContaining(kinds.map((kind) => `person ${kind}`)));
  },
  PATIENCE,
);
