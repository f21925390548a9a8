import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { chanceOfWeight, reviewValue } from "#domain/review-value.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { type PairLine, reviewPairRows } from "./review-pair-rows.ts";

const NOTHING = [0, 0, 0, 0, 0, 0, 0, 0];
const MODEL = {
  name: NOTHING,
  date: NOTHING,
  nik: NOTHING,
  place: NOTHING,
  sex: NOTHING,
  mother: NOTHING,
  prior: 0,
  provenance: "uji",
};

let folder: string;
let lines: readonly PairLine[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "review-rows-"));
  const db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: join(folder, "spill") });
  const write = (name: string, query: string) =>
    db.run(`copy (${query}) to ${text(join(folder, `${name}.parquet`))} (format parquet)`);
  // All weight is rarity of the name: 1, 2, 3 and 4 bits of real pairs, 20 of two whose truth is known.
  const pair = (key: string, weight: string) => `select k.key as record_key, 1 as spine_key,
    ${weight} as weight, ${weight} as margin, case k.key when 10 then 'repeat' when 20 then 'contradicted' else 'unsure' end as cause,
    cast(case k.key when 30 then 889 when 40 then 941 when -15 then 999 when -35 then 700 end as int) as probability,
    7 as name_level, 0 as date_level, 0 as nik_level, 0 as place_level, 0 as sex_level, 0 as mother_level, 0 as relation_level,
    0 as support, ${weight} as name_rarity, 0 as day_rarity, 0 as capped
    from (select ${key} as key, i from range(1, 5) t(i)) k`;
  await write("review_pair", pair("10 * i", "1000 * i"));
  await write(
    "gold_pair",
    `select g.*, 'same' as truth from (${pair("-20 * i + 5", "20000")} where i < 3) g`,
  );
  await write(
    "membership",
    "select i as record_key, case when i in (15, 35) then 1 else i end as person_id from range(1, 60) t(i)",
  );
  await write(
    "person",
    "select i as person_id, case when i = 1 then 7 end as family_id from range(1, 60) t(i)",
  );
  await write("outcome", "select 7 as family_id, 'pkh' as program, 'recipient' as outcome");
  await write("records", "select i as record_key, 3204052001 as village_no from range(1, 60) t(i)");
  const calibration = {
    model: { weights: MODEL, familyWeights: FIXED_FAMILY_WEIGHTS, version: "v" },
    basis: "prior",
  };
  const made: PairLine[] = [];
  for await (const some of reviewPairRows(db, {
    folder,
    records: [join(folder, "records.parquet")],
    gold: join(folder, "gold_pair.parquet"),
    calibration,
    today: "2026-11-01" as PlainDate,
  })) {
    made.push(...some);
  }
  lines = made;
  db.close();
});
afterAll(async () => await rm(folder, { recursive: true }));

test("pairs of known truth are numbered among the others", () => {
  expect(lines.map((line) => line.record_key)).toEqual(["10", "-15", "20", "30", "-35", "40"]);
});

test("they say no more of the list's record than others do: no aid of its family", () => {
  for (const { aid } of lines) expect(aid).toEqual({ record: [], spine: [["pkh", "recipient"]] });
});

test("they stand all along the queue, beside real pairs, and not at its end", () => {
  const worth = (weight: number) =>
    reviewValue({ chancePermille: chanceOfWeight(weight), stake: "receives", daysWaiting: 0 });
  expect(lines.map(({ value }) => value)).toEqual([1, 1, 2, 3, 3, 4].map((n) => worth(1000 * n)));
});

test("what nobody measured is not named: a repeat has no rival, and known truth that trials are sure of looks like one", () => {
  const said = lines.map(({ record_key, margin, chance_permille }) => [
    record_key,
    margin,
    chance_permille,
  ]);
  expect(said).toEqual([
    ["10", null, null],
    ["-15", null, null],
    ["20", 2_000, null],
    ["30", 3_000, 889],
    ["-35", 20_000, 700],
    ["40", 4_000, 941],
  ]);
});
