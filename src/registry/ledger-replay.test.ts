import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { type Keyring, openKeyring } from "#lake/keyring.ts";
import { STAGED_FAMILY } from "#lake/tables.ts";
import { matchPersons } from "#matching/match-persons.ts";
import type { ReviewDecision, ReviewVerdict } from "#matching/review-decisions.ts";
import { type SettledDecisions, settleDecisions } from "#matching/settle-decisions.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { type SmallPerson, writeRows, writeSmallPersons } from "#test/small-nation.ts";
import { buildRegistry, type RegistryReport } from "./build-registry.ts";
import { followId } from "./follow-id.ts";
import { idsOfPerson, type LineEvent } from "./ids-of-person.ts";
import { relatedEvents } from "./related-events.ts";

let folder: string;
let db: DuckDb;
let keyring: Keyring;
let engine: Engine;
let limits: EngineLimits;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  limits = { threads: 1, memory: "1GB", workFolder: join(folder, "spill") };
  db = await openDuckDb({ ...limits, workFolder: join(folder, "db") });
  keyring = await openKeyring(join(folder, "keys"));
  engine = await duckdbEngine(limits);
});
afterAll(async () => {
  await engine.close();
  db.close();
  await rm(folder, { recursive: true, force: true });
});

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

type Built = {
  readonly place: string;
  readonly report: RegistryReport;
  readonly people: readonly SmallPerson[];
  readonly hasDecisions: boolean;
};

/** The decisions so far with this chapter's; those that contradict the earlier ones are not taken. */
async function settle(
  book: readonly ReviewDecision[],
  files: { readonly place: string; readonly persons: string; readonly before: Built | undefined },
): Promise<SettledDecisions | undefined> {
  if (book.length === 0) return undefined;
  const { place, persons, before } = files;
  const folder = join(place, "decisions");
  await mkdir(folder, { recursive: true });
  const settled = await settleDecisions(
    engine,
    {
      decisions: book,
      personFiles: [persons],
      earlierFiles: before === undefined ? [] : [join(before.place, "staged_person.parquet")],
      carriedFiles: before?.hasDecisions ? [join(before.place, "reviewed_record.parquet")] : [],
      privateFolder: folder,
      limits,
    },
    quiet,
  );
  return settled.ok ? settled.value : undefined;
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
    return [
      {
        decisionNo: BigInt(book.length + i + 1),
        leftKey: BigInt(Math.min(a, b)),
        rightKey: BigInt(Math.max(a, b)),
        verdict,
        decidedOn: 20260402,
        actor: "31",
        reason: "settled",
      },
    ];
  });
}

async function build(
  versionNo: number,
  people: readonly SmallPerson[],
  book: readonly ReviewDecision[],
  history: readonly Built[],
): Promise<Built | undefined> {
  const place = await mkdtemp(join(folder, `${versionNo}-`));
  const persons = join(place, "staged_person.parquet");
  const families = join(place, "staged_family.parquet");
  const before = history.at(-1);
  await writeSmallPersons(db, people, persons);
  await writeRows(db, STAGED_FAMILY, [], families);
  const settled = await settle(book, { place, persons, before });
  if (book.length > 0 && settled === undefined) return undefined;
  const decided = settled === undefined ? {} : { decisions: settled };
  const shared = { personFiles: [persons], evidenceFiles: [], privateFolder: place, limits };
  await matchPersons(engine, { ...shared, ...decided, outFolder: place, seed: "1" }, quiet);
  const carried = before?.hasDecisions ? [join(before.place, "reviewed_record.parquet")] : [];
  const report = await buildRegistry(
    engine,
    keyring,
    {
      ...shared,
      versionNo,
      modelVersion: "m-test",
      asOf: 20260401,
      familyFiles: [families],
      answerFiles: [],
      ledgerFiles: history.map((one) => join(one.place, "ledger_event.parquet")),
      matchFolder: place,
      outFolder: place,
      next: before?.report.next ?? { person: 1, family: 1, event: 1 },
      erasedPersons: [],
      ...(settled === undefined ? {} : { decisions: { settled, carriedFiles: carried } }),
      ...(before === undefined ? {} : { parent: parentAt(before.place) }),
    },
    quiet,
  );
  return { place, report, people, hasDecisions: settled !== undefined };
}

const parentAt = (place: string) => ({
  personFile: join(place, "person.parquet"),
  familyFile: join(place, "family.parquet"),
  membershipFile: join(place, "membership.parquet"),
  provenanceFile: join(place, "provenance.parquet"),
  identityFiles: [join(place, "identity.parquet")],
});

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

const read = <T>(place: string, table: string, columns: string) =>
  db.all<T>(
    `select ${columns} from read_parquet(${text(join(place, `${table}.parquet`))}) order by 1`,
  );

const sorted = (ids: Iterable<bigint>): readonly bigint[] =>
  [...ids].sort((a, b) => (a < b ? -1 : 1));

/** What the version says is what its ledger says, and every id ever given is found. */
async function check(history: readonly Built[]): Promise<readonly Event[]> {
  const last = history.at(-1) as Built;
  const segments = history.map(({ place }) => join(place, "ledger_event.parquet"));
  const events = await db.all<Event>(
    `select * from read_parquet([${segments.map(text).join(", ")}]) order by event_no`,
  );
  const { holds, stands, given } = replay(events);
  const membership = await read<{ record_key: bigint; person_id: bigint }>(
    last.place,
    "membership",
    "record_key, person_id",
  );
  const told = sorted(last.people.map(({ recordKey }) => BigInt(recordKey))).map((key) => ({
    record_key: key,
    person_id: holds.get(key),
  }));
  expect(membership).toEqual(told);
  for (const unit of ["person", "family"] as const) {
    const rows = await read<{ id: bigint }>(last.place, unit, `${unit}_id as id`);
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
          const history: Built[] = [];
          let book: readonly ReviewDecision[] = [];
          let edition = 0;
          for (const [i, one] of chapters.entries()) {
            if (i === 0 || one.isNewDelivery) edition = i + 1;
            const people = peopleOf(one, edition);
            if (people.every(({ source }) => source !== "dukcapil")) continue;
            const said = [...book, ...decisionsOf(one, edition, book)];
            const next = await build(history.length + 1, people, said, history);
            const built = next ?? (await build(history.length + 1, people, book, history));
            if (built === undefined) continue;
            if (next !== undefined) book = said;
            history.push(built);
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
