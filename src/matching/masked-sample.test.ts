import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { PATIENCE } from "#test/sizes.ts";
import { type SmallPerson, writeSmallPersons } from "#test/small-nation.ts";
import type { Calibration, StatedBands } from "./calibration.ts";
import { matchPersons } from "./match-persons.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "masked-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "db") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Answer = { readonly calibration: Calibration; readonly links: readonly object[] };

async function match(
  people: readonly SmallPerson[],
  more: { readonly seed?: string; readonly stated?: StatedBands; readonly threads?: number } = {},
): Promise<Answer> {
  const { seed = "1", threads = 1, stated } = more;
  const place = await mkdtemp(join(folder, "run-"));
  const staged = join(place, "staged.parquet");
  await writeSmallPersons(db, people, staged);
  const limits = { threads, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const { calibration } = await matchPersons(
    engine,
    {
      personFiles: [staged],
      evidenceFiles: [],
      privateFolder: place,
      outFolder: place,
      limits,
      seed,
      ...(stated === undefined ? {} : { stated }),
    },
    quiet,
  );
  await engine.close();
  const links = await db.all(
    `select cast(record_key as int) as of, cast(spine_key as int) as to, rule
     from read_parquet(${text(join(place, "link.parquet"))}) order by of`,
  );
  return { calibration, links };
}

const PEOPLE = 700;
const WORDS = "SUGENG PARTINI KUSNADI WAHYUNI LESTARI BAMBANG HARTATIK SUPRIYADI MARSINAH".split(
  " ",
);
const nameOf = (no: number): string =>
  [no, Math.floor(no / 9), Math.floor(no / 81)].map((digit) => WORDS[digit % 9]).join(" ");

/** Everybody in the registry and, with the same NIK, in a list; what else they show is given. */
function delivered(shown: (no: number) => Partial<SmallPerson>): readonly SmallPerson[] {
  const numbers = Array.from({ length: PEOPLE }, (_, i) => i + 1);
  const person = (no: number, deliveryNo: number): SmallPerson => ({
    recordKey: deliveryNo * 10_000 + no,
    deliveryNo,
    source: deliveryNo === 1 ? "dukcapil" : "dtks",
    nik: `99070112${String(no).padStart(8, "0")}`,
    name: "SITI AMINAH",
    birthDate: 19800215,
    sex: 2,
    villageCode: "3507012001",
    ...shown(no),
  });
  return [...numbers.map((no) => person(no, 1)), ...numbers.map((no) => person(no, 2))];
}

const distinct = delivered((no) => ({
  name: nameOf(no),
  birthDate: 19500101 + (no % 60) * 10_000 + (no % 12) * 100 + (no % 28),
}));

test(
  "people whom only their NIK tells apart are not told apart once it is hidden",
  async () => {
    const { calibration, links } = await match(delivered(() => ({})));
    const [all] = calibration.figures;
    expect(all?.trials).toBeGreaterThan(100);
    expect(all?.linked).toBe(0);
    expect(calibration.basis).toBe("prior");
    expect(links.filter((row) => "rule" in row && row.rule === "nik-exact").length).toBe(PEOPLE);
  },
  PATIENCE,
);

test(
  "people whom name and day tell apart are found without it, and bands are learned from them",
  async () => {
    const { calibration } = await match(distinct);
    const [all] = calibration.figures;
    expect(calibration.basis).toBe("shrunk");
    expect(all?.right).toBe(all?.trials);
    expect(all?.precision.low).toBeGreaterThan(0.95);
    expect(calibration.figures.map(({ by, of }) => `${by} ${of}`)).toEqual(
      expect.arrayContaining(["source delivery 2", "province 35", "age 18-59", "sex female"]),
    );
  },
  PATIENCE,
);

test(
  "the same inputs and seed give the same bands and trials, on any number of threads",
  async () => {
    const one = await match(distinct, { threads: 1 });
    const two = await match([...distinct].reverse(), { threads: 2 });
    expect(two).toEqual(one);
  },
  PATIENCE,
);

test(
  "trials change no link: whoever is drawn, the links are the same",
  async () => {
    const without = distinct.map((person, i) =>
      person.deliveryNo === 2 && i % 5 === 0 ? { ...person, nik: null } : person,
    );
    const one = await match(without, { seed: "1" });
    const other = await match(without, { seed: "2" });
    expect(other.links).toEqual(one.links);
    expect(
      one.links.filter((row) => "rule" in row && row.rule === "scored").length,
    ).toBeGreaterThan(100);
  },
  PATIENCE,
);

test(
  "bands that a steward signed for stand in place of learned ones, under that name",
  async () => {
    const stated = {
      bands: { link: 60_000, review: 0, margin: 3_000 },
      by: "bps-steward",
      reason: "uji coba",
    };
    const { calibration } = await match(distinct, { stated });
    expect(calibration).toMatchObject({ basis: "stated", stated, bands: { nation: stated.bands } });
    expect(calibration.figures[0]?.linked).toBe(0);
  },
  PATIENCE,
);
