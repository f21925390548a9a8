import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { readManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { REVIEWED_FILE } from "#registry/build-registry.ts";
import { asWorker } from "#store/transact.ts";
import { ownHouse } from "#test/own-house.ts";
import { LIST, REGISTRY, record, says } from "#test/said-of-records.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "#test/staged-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { buildVersion, type VersionReceipt } from "./build-version.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { whereId } from "./where-id.ts";

let house: House;
let leave: () => Promise<void>;
const made = hamlet(5, 40);

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await deliverHamlet(house, made);
});
afterAll(async () => await leave());

async function build(label: string, decisions: readonly ReviewDecision[]): Promise<VersionReceipt> {
  const draft = { label, basis: "persons", asOf: "2026-04-01" as PlainDate, seed: "1" } as const;
  return mustAccept(await buildVersion(house, { ...draft, actors: BPS, decisions }, quiet), label);
}

async function query<T>(sql: string): Promise<readonly T[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  try {
    return await db.all<T>(sql);
  } finally {
    db.close();
  }
}

const table = (version: VersionReceipt, name: string): string =>
  `read_parquet(${text(join(version.folder, `${name}.parquet`))})`;

const personOf = async (version: VersionReceipt, key: bigint): Promise<bigint | undefined> => {
  const rows = await query<{ person_id: bigint }>(
    `select person_id from ${table(version, "membership")} where record_key = ${key}`,
  );
  return rows[0]?.person_id;
};

/** Events of persons that a version wrote beside attachments and mints. */
const events = async (segment: number) => {
  const file = join(house.folders.ledger, `${String(segment).padStart(6, "0")}.parquet`);
  const rows = await query<Record<string, unknown>>(
    `select kind, cast(unit_id as int) as unit_id, cast(other_id as int) as other_id, reason, actor,
       cast(decision_no as int) as decision_no
     from read_parquet(${text(file)}) where unit = 'person' and kind in ('merge', 'redirect', 'retire', 'split', 'mint')
       and not (kind = 'mint' and decision_no is null and version_no = 1) order by event_no`,
  );
  return rows.map((row) => Object.values(row).join(" "));
};

/** Somebody alone on their card, alive: their family goes with them. */
const isAlone = (row: number): boolean =>
  made.registry.filter(({ kk }) => kk === made.registry[row]?.kk).length === 1;
const living = made.registry.flatMap((person, row) => (person.life_status === 1 ? [row] : []));
const [alone = 0] = living.filter(isAlone);
const [inFamily = 0, another = 0] = living.filter((row) => !isAlone(row));
const otherAlone = living.filter(isAlone)[1] ?? 0;

const deliver = (asOf: number, rows: typeof made.registry): Promise<number> =>
  putStaged(house, { source: "dukcapil", set: "person", asOf }, rows);

/** NIKs of the records that decisions name, as a version carries them on. */
const reviewedNiks = (version: VersionReceipt): Promise<readonly string[]> =>
  withIdentity(house, [join(version.folder, REVIEWED_FILE)], async ([plain = ""]) => {
    const rows = await query<{ nik: string }>(`select nik from read_parquet(${text(plain)})`);
    return rows.map(({ nik }) => nik);
  });

let before: VersionReceipt;
let newest = REGISTRY;
/** Decisions of the first test, all of them undone again. */
let undone: readonly ReviewDecision[];

const hashesOf = ({ contentHashes }: VersionReceipt) => contentHashes;

test("people whom reviewers join are one person, and undone they are who they were, to the byte", async () => {
  const [a, b, c] = [alone, inFamily, another].map((row) => record(REGISTRY, row)) as [
    bigint,
    bigint,
    bigint,
  ];
  before = await build("before", []);
  const ids = await Promise.all([a, b, c].map((key) => personOf(before, key)));
  expect(new Set(ids).size).toBe(3);

  const same = [says(1, a, "same", b), says(2, record(LIST, another), "different", c)];
  const merged = await build("merged", same);
  const one = await personOf(merged, a);
  expect(await personOf(merged, b)).toBe(one);
  const gone = ids.find((id) => id !== one && id !== ids[2]);
  expect(await personOf(merged, record(LIST, another))).not.toBe(ids[2]);
  expect(merged.decisions).toEqual({
    standing: 2,
    applied: 2,
    waiting: 0,
    indistinct: 0,
    setAside: 0,
    contradictions: [],
  });
  const { manifest } = await readManifest(merged.folder);
  expect(Object.keys(manifest.inputs)).toContain("review decisions up to 2");
  expect(await events(2)).toEqual(
    expect.arrayContaining([
      `merge ${gone} ${one} decision 31 1`,
      `redirect ${gone} ${one} merged 31 1`,
    ]),
  );

  const where = async (version: string) =>
    mustAccept(
      await whereId(house, { unit: "person", id: gone ?? 0n, version, by: BPS.frozenBy }),
      "where",
    );
  expect(await where("before")).toMatchObject({ state: "stands", standsAs: gone });
  expect(await where("merged")).toMatchObject({ state: "merged", standsAs: one });

  undone = [...same, says(3, a, "undone", b), says(4, record(LIST, another), "undone", c)];
  const after = await build("after", undone);
  expect(hashesOf(after)).toEqual(hashesOf(before));
  expect(await events(3)).toContainEqual(`split ${gone} ${one} decision-undone 31 3`);
  expect(await where("after")).toMatchObject({ state: "stands", standsAs: gone });
  expect(await where("merged")).toMatchObject({ state: "merged", standsAs: one });
  const never = { unit: "person", id: 999_999n, by: "auditor" } as const;
  expect(await whereId(house, never)).toEqual({ ok: false, problem: "id-unknown" });
  const nobody = await whereId(house, { ...never, by: "civil-registry-officer" });
  expect(nobody).toEqual({ ok: false, problem: "following-right-not-held" });
  const asked = await house.desk.owner.query<{
    subject_id: number;
    actor: string;
    purpose: string;
  }>(
    `select subject_id, actor, purpose_code as purpose from dtsen.audit_entry where act = 'follow-id' order by entry_no`,
  );
  expect(asked.rows.map(({ actor, purpose }) => `${actor} ${purpose}`)).toEqual([
    ...Array(4).fill("cli:bps-steward update"),
    "cli:auditor oversight",
  ]);
  expect(asked.rows.map(({ subject_id }) => BigInt(subject_id))).toEqual([
    gone,
    gone,
    gone,
    gone,
    999_999n,
  ]);
  expect((await events(3)).filter((line) => line.startsWith("mint"))).toEqual([]);
}, 240_000);

test("decisions outlive the deliveries whose records they name, and an erased person takes them along", async () => {
  const [d, e] = [record(REGISTRY, otherAlone), record(REGISTRY, living.at(-1) ?? 0)];
  const ids = [await personOf(before, d), await personOf(before, e)];
  // A new delivery of the same people, in another order; the reviewers saw the old one.
  const same = [...undone, says(5, d, "same", e)];
  const second = await deliver(20260401, [...made.registry].reverse());
  const merged = await build("merged, new delivery", same);
  const fresh = (row: number): bigint => record(second, made.registry.length - 1 - row);
  expect(await personOf(merged, fresh(otherAlone))).toBe(
    await personOf(merged, fresh(living.at(-1) ?? 0)),
  );

  // One more delivery, when the first is long destroyed: the version before carries who was meant.
  await asWorker(house.desk, (tx) =>
    tx.query("update dtsen.delivery set destroyed_at = now() where delivery_no = 1"),
  );
  const third = await deliver(20260402, made.registry);
  newest = third;
  const parted = await build("parted, newer delivery", [...same, says(6, d, "undone", e)]);
  expect(hashesOf(parted).person).toBe(hashesOf(before).person);
  expect(hashesOf(parted).family).toBe(hashesOf(before).family);
  const now = await Promise.all(
    [otherAlone, living.at(-1) ?? 0].map((row) => personOf(parted, record(third, row))),
  );
  expect(now).toEqual(ids);

  const nik = String(made.registry[otherAlone]?.nik);
  expect(await reviewedNiks(merged)).toContain(nik);
  expect(await reviewedNiks(parted)).toContain(nik);

  mustAccept(await erasePerson(house, { personId: ids[0] as bigint, ...BY_TWO }), "erased");
  expect(await reviewedNiks(merged)).not.toContain(nik);
  expect(await reviewedNiks(parted)).not.toContain(nik);
}, 240_000);

test("decisions that contradict each other stop nothing: whom they joined are who they were, and the ledger says why", async () => {
  const [x, y, z] = living
    .filter((row) => row !== otherAlone && row !== living.at(-1))
    .slice(4, 7) as [number, number, number];
  const [a, b, c] = [x, y, z].map((row) => record(REGISTRY, row)) as [bigint, bigint, bigint];
  const ids = await Promise.all([a, b, c].map((key) => personOf(before, key)));
  const same = [...undone, says(11, a, "same", b), says(12, b, "same", c)];
  const joined = await build("three are one", same);
  const now = (version: VersionReceipt) =>
    Promise.all([x, y, z].map((row) => personOf(version, record(newest, row))));
  expect(new Set(await now(joined)).size).toBe(1);

  const contradicted = await build("and two of them are not", [
    ...same,
    says(13, a, "different", c),
  ]);
  expect(contradicted.decisions).toMatchObject({ setAside: 3 });
  expect(contradicted.decisions?.contradictions).toEqual([
    { kind: "decisions-contradict", decisions: [11, 12, 13] },
  ]);
  expect(await now(contradicted)).toEqual(ids);
  const told = await events(contradicted.versionNo);
  const [one] = await now(joined);
  for (const gone of ids.filter((id) => id !== one)) {
    const why = new RegExp(`^split ${gone} ${one} decision-set-aside 31 1[123]$`);
    expect(told).toContainEqual(expect.stringMatching(why));
  }
  expect(told.filter((line) => line.startsWith("mint"))).toEqual([]);
  const { rows } = await house.desk.owner.query(
    "select set_aside from dtsen.version order by version_no desc limit 1",
  );
  expect(rows).toEqual([{ set_aside: ["11", "12", "13"] }]);
}, 240_000);
