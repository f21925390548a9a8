import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { idsOfPerson, type LineEvent, seatIn } from "#registry/ids-of-person.ts";
import { isThere, type LakeVersion, type LakeVersions } from "./lake-versions.ts";

/** What a version says of a record: whose it is. */
export type RecordWord = {
  readonly versionNo: number;
  readonly recordKey: bigint;
  readonly personId: bigint;
};

/** What the ledger makes of a person: her ids, and every id that was ever taken for one with them. */
export type Kin = {
  readonly standsAs: bigint;
  readonly ids: ReadonlySet<bigint>;
  readonly related: ReadonlySet<bigint>;
  /** Whose a word is: hers; hers or another's, because the version held both under one id; another's. */
  readonly judge: (word: RecordWord) => "hers" | "shared" | "another's";
};

/** Who is meant by an id, as the ledger in force has it, and how each version held her. */
export function kinOf(id: bigint, events: readonly LineEvent[], lake: LakeVersions): Kin {
  const { standsAs, ids } = idsOfPerson(id, events, lake.head);
  const hers = new Set(ids);
  const related = new Set([...ids, ...events.map(({ unitId }) => unitId)]);
  const seats = new Map(
    lake.versions.map(({ versionNo, line }) => {
      const own = new Set(ids.map((each) => seatIn(line, each, events)));
      const taken = [...related].filter((each) => !hers.has(each));
      return [
        versionNo,
        { own, taken: new Set(taken.map((each) => seatIn(line, each, events))) },
      ] as const;
    }),
  );
  const judge: Kin["judge"] = ({ versionNo, personId }) => {
    const seat = seats.get(versionNo);
    if (!seat?.own.has(personId)) return "another's";
    return seat.taken.has(personId) ? "shared" : "hers";
  };
  return { standsAs, ids: hers, related, judge };
}

/** What each version says of records that any of them gave to one of the ids; the word that counts first. */
export async function wordsOnRecords(
  db: DuckDb,
  versions: readonly LakeVersion[],
  ids: Iterable<bigint>,
): Promise<readonly RecordWord[]> {
  const given = await readWords(db, versions, `person_id in (${[...ids].join(", ")})`);
  const keys = new Set(given.map(({ recordKey }) => recordKey));
  return keys.size === 0 ? [] : readWords(db, versions, `record_key in (${[...keys].join(", ")})`);
}

/** Records that speak of people, and those of supporting sources (a wage, a vehicle). */
export async function readWords(
  db: DuckDb,
  versions: readonly LakeVersion[],
  condition: string,
): Promise<readonly RecordWord[]> {
  const words: RecordWord[] = [];
  for (const { versionNo, folder } of versions) {
    for (const table of ["membership", "evidence"]) {
      const file = join(folder, `${table}.parquet`);
      if (!(await isThere(file))) continue;
      const rows = await db.all<{ recordKey: bigint; personId: bigint }>(
        `select cast(record_key as bigint) as "recordKey", cast(person_id as bigint) as "personId" from read_parquet(${text(file)})
        where person_id is not null and ${condition} order by record_key`,
      );
      words.push(...rows.map((row) => ({ versionNo, ...row })));
    }
  }
  return words;
}

/** Records by whose they are; what only versions say that held two people as one is left open. */
export type SortedRecords = {
  readonly hers: ReadonlySet<bigint>;
  /** Of people who were once taken for one with her. */
  readonly theirs: ReadonlySet<bigint>;
  readonly open: ReadonlySet<bigint>;
};

/** The newest word on a record counts; where it speaks of two people at once, the newest that does not. */
export function sortRecords(words: readonly RecordWord[], kin: Kin): SortedRecords {
  const sorted = { hers: new Set<bigint>(), theirs: new Set<bigint>(), open: new Set<bigint>() };
  for (const [key, said] of Map.groupBy(words, ({ recordKey }) => recordKey)) {
    const [newest] = said;
    if (newest === undefined) continue;
    const telling =
      kin.judge(newest) === "shared"
        ? said.find((word) => kin.judge(word) !== "shared" && kin.related.has(word.personId))
        : newest;
    if (telling === undefined) sorted.open.add(key);
    else if (kin.judge(telling) === "hers") sorted.hers.add(key);
    else if (kin.related.has(telling.personId)) sorted.theirs.add(key);
  }
  return sorted;
}
