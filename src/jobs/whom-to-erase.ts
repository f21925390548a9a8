import { text } from "#engine/duckdb/database.ts";
import { foundBy, readJournaled, type StoodIn } from "#lake/erasure-journal.ts";
import { relatedEvents } from "#registry/related-events.ts";
import type { DecidedErasure } from "#store/erasure.ts";
import { asWorker } from "#store/transact.ts";
import { type LakeVersion, type LakeVersions, lakeVersions } from "./lake-versions.ts";
import { kinOf, type RecordWord, readWords, sortRecords, wordsOnRecords } from "./record-words.ts";
import { type Opening, partsOfHers, settleOpen } from "./said-of-her.ts";

/** Everything in the house that is about one person. */
export type Whom = Pick<DecidedErasure, "personId" | "ids" | "records" | "stoodIn"> & {
  readonly versions: readonly LakeVersion[];
};

/**
 * Who is meant by an id, an old one too: the person for whom it stands in the ledger in force, with every id that leads
 * there, every record whose newest word says that it is hers, and every row of a version that named her under an id
 * that is another's by now. Undefined where nobody ever had the id.
 */
export async function whomToErase(opening: Opening, wanted: bigint): Promise<Whom | undefined> {
  const { house, db } = opening;
  const lake = await lakeVersions(house);
  const kin = kinOf(wanted, await relatedEvents(db, lake.segments, wanted), lake);
  const words = await wordsOnRecords(db, lake.versions, kin.related);
  const records = await settleOpen(opening, sortRecords(words, kin));
  const own = new Set(records);
  const elsewhere = words.filter(
    ({ recordKey, personId }) => own.has(recordKey) && !kin.ids.has(personId),
  );
  const dropped = await droppedIds(opening, lake, elsewhere, own);
  const personId = String(kin.standsAs);
  const found = {
    ids: [...kin.ids, ...dropped].map(String),
    records: records.map(String),
    stoodIn: await stoodIn(opening, lake, elsewhere, dropped, records),
  };
  const journaled = await readJournaled(house.folders, personId);
  const all = journaled === undefined ? found : foundBy(journaled, found);
  if (records.length === 0 && !(await isKnown(opening, all.ids))) return undefined;
  return { personId, ...all, versions: lake.versions };
}

/** Ids that only withdrawn versions gave, for records of hers alone: nobody else's, and in no ledger in force. */
async function droppedIds(
  { db }: Opening,
  lake: LakeVersions,
  elsewhere: readonly RecordWord[],
  own: ReadonlySet<bigint>,
): Promise<ReadonlySet<bigint>> {
  const ids = [...new Set(elsewhere.map(({ personId }) => personId))];
  if (ids.length === 0 || lake.segments.length === 0) return new Set();
  const wanted = ids.join(", ");
  const mints = await db.all<{ id: bigint; versionNo: number }>(
    `select unit_id as id, version_no as "versionNo" from read_parquet([${lake.segments.map(text).join(", ")}])
    where unit = 'person' and kind = 'mint' and unit_id in (${wanted})`,
  );
  const inForce = new Set(
    mints.flatMap((each) => (lake.head.has(each.versionNo) ? [each.id] : [])),
  );
  const withOthers = new Set(
    (await readWords(db, lake.versions, `person_id in (${wanted})`))
      .filter(({ recordKey }) => !own.has(recordKey))
      .map(({ personId }) => personId),
  );
  const minted = new Set(mints.map(({ id }) => id));
  return new Set(ids.filter((id) => minted.has(id) && !inForce.has(id) && !withOthers.has(id)));
}

async function stoodIn(
  opening: Opening,
  { versions }: LakeVersions,
  elsewhere: readonly RecordWord[],
  dropped: ReadonlySet<bigint>,
  records: readonly bigint[],
): Promise<readonly StoodIn[]> {
  const places: StoodIn[] = [];
  const others = elsewhere.filter(({ personId }) => !dropped.has(personId));
  const byVersion = Map.groupBy(others, ({ versionNo }) => versionNo);
  for (const version of versions) {
    const ids = new Set((byVersion.get(version.versionNo) ?? []).map(({ personId }) => personId));
    if (ids.size === 0) continue;
    places.push(...(await partsOfHers(opening, version, [...ids], records)));
  }
  return places;
}

/** A mistyped id must not leave a tombstone for somebody who is yet to come. */
async function isKnown({ house }: Opening, ids: readonly string[]): Promise<boolean> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ known: boolean }>(
      `select exists (select from person where person_id = any ($1::bigint[]))
         or exists (select from tombstone where unit = 'person' and unit_id = any ($1::bigint[])) as known`,
      [ids],
    ),
  );
  return row?.known === true;
}
