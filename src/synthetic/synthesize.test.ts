import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseKkNumber } from "#domain/kk-number.ts";
import { parseNik, readNik } from "#domain/nik.ts";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { ERROR_RATES } from "./error-rates.ts";
import { adjustedR2 } from "./least-squares.ts";
import { type SynthesisDraft, type SynthesisReport, synthesize } from "./synthesize.ts";

const FAMILIES = 1200;
const TEXT = /\.(csv|tsv|txt)$/;

let folder: string;
let report: SynthesisReport;
let db: DuckDb;

const make = (
  name: string,
  threads: number,
  seed: string,
  families: number,
  more: Partial<SynthesisDraft> = {},
) =>
  synthesize(
    {
      engineLimits: { threads, memory: "1GB", workFolder: join(folder, "spill") },
      outFolder: join(folder, name),
      families,
      seed,
      ...more,
    },
    quiet,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "synth-"));
  report = await make("nation", 2, "tes", FAMILIES, { editions: 2 });
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "spill") });
  for (const table of ["person", "family", "record", "event"]) {
    await db.run(
      `create view ${table} as select * from read_parquet('${folder}/nation/truth/${table}/*.parquet')`,
    );
  }
}, 120_000);

afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function number(sql: string): Promise<number> {
  const [row] = await db.all<Record<string, bigint | number>>(sql);
  return Number(Object.values(row ?? {})[0]);
}

/** Every delivery and truth file with a digest of what it says. */
async function digests(name: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const part of ["deliveries", "truth"]) {
    for (const file of (await readdir(join(folder, name, part))).sort()) {
      const path = join(folder, name, part, file, part === "truth" ? "*.parquet" : "");
      const content = /\.(csv|tsv|txt|xlsx)$/.test(file)
        ? await readFile(path)
        : JSON.stringify(
            await db.all(
              `select count(*)::varchar as n, sum(hash(t))::varchar as h from read_parquet('${path}') t`,
            ),
          );
      found[file] = createHash("sha256").update(content).digest("hex");
    }
  }
  return found;
}

/** Lines of a delivered text file below its header. */
async function lines(file: string): Promise<readonly string[]> {
  const bytes = await readFile(join(folder, "nation", file));
  const text = bytes[0] === 0xff ? bytes.toString("utf16le") : bytes.toString("latin1");
  return text.split("\n").slice(1, -1);
}

describe("chance", () => {
  test("the same seed makes the same nation with one thread and with two", async () => {
    await make("one", 1, "sama", 150);
    await make("two", 2, "sama", 150);
    expect(await digests("one")).toEqual(await digests("two"));
  }, 60_000);

  test("another seed makes another nation, the same seed always this one", async () => {
    await make("other", 2, "lain", 150, { isPopulationOnly: true });
    await make("first", 2, "sama", 150, { isPopulationOnly: true });
    const said = async (name: string): Promise<string> => {
      const [row] = await db.all<{ said: string }>(
        `select md5(string_agg(concat(nik, name, birth_date), ',' order by person_no)) as said
           from read_parquet('${folder}/${name}/truth/person/*.parquet')`,
      );
      return row?.said ?? "";
    };
    expect(await said("other")).not.toBe(await said("first"));
    expect(await said("first"), "with deliveries and without").toBe(await said("one"));
    // Another version of the engine may hash otherwise: decision 21 says what that means.
    expect(await said("first")).toBe("786b54da66f00f5abef5ffc814a3043e");
  }, 60_000);
});

describe("numbers", () => {
  test("every true NIK is accepted by the law book, unique, and claims its owner's birth and sex", async () => {
    const persons = await db.all<{ nik: string; sex: number; birth_date: number }>(
      "select nik, sex, birth_date from person",
    );
    for (const { nik, sex, birth_date } of persons) {
      const parsed = parseNik(nik);
      if (!parsed.ok) throw new Error(`${parsed.problem}: born ${birth_date}`);
      const claims = readNik(parsed.value);
      expect(claims.sex).toBe(sex === 1 ? "male" : "female");
      expect(claims.birthDay + 100 * claims.birthMonth).toBe(birth_date % 10_000);
    }
    expect(new Set(persons.map(({ nik }) => nik)).size).toBe(persons.length);
  });

  test("every KK number is accepted and unique, also those of the second edition", async () => {
    const cards = await db.all<{ kk: string }>(
      `select kk from read_parquet('${folder}/nation/truth/family-second/*.parquet')`,
    );
    for (const { kk } of cards) expect(parseKkNumber(kk).ok).toBe(true);
    expect(new Set(cards.map(({ kk }) => kk)).size).toBe(cards.length);
  });

  test("no number of sixteen digits or more begins with anything but 99, errors included", async () => {
    let seen = 0;
    for (const { file } of report.plan.deliveries) {
      if (!TEXT.test(file)) continue;
      for (const [found] of (await lines(file)).join("\n").matchAll(/\d{16,}/g)) {
        seen++;
        expect(found.startsWith("99")).toBe(true);
      }
    }
    expect(seen).toBeGreaterThan(10_000);
  });

  test("twins are neighbours: same day, next serial", async () => {
    const apart = await number(
      `select count(*) from person a join person b on b.family_no = a.family_no and b.slot = a.slot + 1
        and a.birth_date = b.birth_date and a.sex = b.sex and left(a.nik, 12) = left(b.nik, 12)
       where a.slot between 2 and 6 and cast(right(b.nik, 4) as int) <> cast(right(a.nik, 4) as int) + 1`,
    );
    expect(apart).toBe(0);
  });
});

describe("families", () => {
  test("structure comes out near what is published", () => {
    for (const { figure, published, fitted } of report.fitted) {
      const spread = figure === "persons per family" ? 0.15 : figure.startsWith("never") ? 14 : 4.5;
      expect(Math.abs(published - fitted), figure).toBeLessThan(spread);
    }
  });

  test("every family has one living head, and a wife or husband is of the other sex", async () => {
    expect(
      await number(
        "select count(*) from (select family_no from person where is_alive and relationship = 1 group by family_no having count(*) = 1)",
      ),
    ).toBe(FAMILIES);
    expect(
      await number(
        "select count(*) from person h join person s on s.family_no = h.family_no and s.relationship = 2 and s.is_alive where h.relationship = 1 and h.sex = s.sex",
      ),
    ).toBe(0);
  });

  test("expenditure is explained about half by what a survey can see", async () => {
    const rows = await db.all<Record<string, number | null>>(
      `select * from read_parquet('${folder}/nation/deliveries/susenas.parquet')`,
    );
    const counts =
      "floor_area gas_cylinder refrigerator air_conditioner water_heater flat_tv computer motorcycle car smartphone other_land other_house umur_krt jumlah_art art_0_6 art_bekerja art_sekolah".split(
        " ",
      );
    const graded =
      "floor_material wall_material water_source toilet_facility power_capacity cooking_fuel status_pekerjaan_krt ijazah_tertinggi_art".split(
        " ",
      );
    const features = rows.map((row) => [
      ...counts.map((name) => Number(row[name] ?? 0)),
      ...graded.flatMap((name) => [1, 2, 3, 4, 10].map((code) => (row[name] === code ? 1 : 0))),
    ]);
    const r2 = adjustedR2(
      features,
      rows.map((row) => Math.log(Number(row.pengeluaran_per_kapita))),
    );
    expect(r2).toBeGreaterThan(0.4);
    expect(r2).toBeLessThan(0.6);
  });
});

describe("deliveries", () => {
  test("each file has as many rows as the plan and the truth say, numbered from 1", async () => {
    for (const { file, rows } of report.plan.deliveries) {
      const name = file.slice("deliveries/".length);
      const where = `from record where file = '${name}'`;
      expect(await number(`select count(*) ${where}`), name).toBe(rows);
      expect(await number(`select max(row_no) ${where}`), name).toBe(rows);
      if (TEXT.test(file)) expect((await lines(file)).length, name).toBe(rows);
    }
  });

  test("text files carry the header of their layout", async () => {
    for (const { source, set, edition, file } of report.plan.deliveries) {
      if (!file.endsWith(".csv")) continue;
      const header = (await readFile(join(folder, "nation", file), "utf8")).split("\n")[0] ?? "";
      const columns = findLayout(source, set, edition)?.columns ?? [];
      expect(header.split(/[,;|]/).map((name) => name.replaceAll('"', ""))).toEqual(
        columns.map((column) => column.header),
      );
    }
  });

  test("truth joins back: rows of the civil registry carry their person's NIK", async () => {
    const rows = await lines("deliveries/dukcapil-person-2026-06-30.csv");
    const truth = await db.all<{ row_no: bigint; nik: string }>(
      "select row_no, nik from record join person using (person_no) where file = 'dukcapil-person-2026-06-30.csv'",
    );
    const same = truth.filter(({ row_no, nik }) =>
      rows[Number(row_no) - 1]?.startsWith(`"${nik}"`),
    );
    expect(same.length / truth.length).toBeGreaterThan(0.99);
  });

  test("errors of DTKS and Regsosek come at the configured rates", async () => {
    for (const [source, file, nikAt, nameAt, delimiter] of [
      ["dtks", "deliveries/dtks-person.csv", 1, 3, ";"],
      ["regsosek", "deliveries/regsosek-person.csv", 5, 4, ","],
    ] as const) {
      const rates = ERROR_RATES[source];
      if (rates === undefined) throw new Error(`no rates of ${source}`);
      const rows = (await lines(file)).map((line) => line.slice(1, -1).split(`"${delimiter}"`));
      const truth = await db.all<{ row_no: bigint; nik: string; name: string }>(
        `select row_no, nik, name from record join person using (person_no)
          where source = '${source}' and record."set" = 'person'`,
      );
      const share = (isSo: (row: readonly string[], t: { nik: string; name: string }) => boolean) =>
        truth.filter((t) => isSo(rows[Number(t.row_no) - 1] ?? [], t)).length / truth.length;
      const missing = share((row) => row[nikAt] === "");
      const wrong = share((row, t) => row[nikAt] !== "" && row[nikAt] !== t.nik);
      const named = share((row, t) => row[nameAt] !== t.name);
      expect(missing).toBeCloseTo(rates.nikMissing / 1000, 1);
      expect(Math.abs(missing - rates.nikMissing / 1000)).toBeLessThan(0.025);
      expect(Math.abs(wrong - (rates.nikMistyped + rates.nikBorrowed) / 1000)).toBeLessThan(0.03);
      expect(named).toBeGreaterThan(0.12);
      expect(named).toBeLessThan(0.38);
    }
  });

  test("DTKS knows about forty of a hundred families, some of them well off", async () => {
    const covered =
      "(select distinct family_no from record where source = 'dtks' and \"set\" = 'family')";
    expect(
      (await number(`select count(*) from family join ${covered} using (family_no)`)) / FAMILIES,
    ).toBeCloseTo(0.4, 1);
    const median = "(select median(expenditure_per_capita) from family)";
    const richer = await number(
      `select count(*) from family join ${covered} using (family_no) where expenditure_per_capita > ${median}`,
    );
    expect(richer).toBeGreaterThan(FAMILIES * 0.03);
  });
});

describe("the second edition", () => {
  test("tells of births, deaths, marriages, moves and a region split", async () => {
    for (const event of ["birth", "death", "move", "region-split"]) {
      expect(
        await number(`select count(*) from event where event = '${event}'`),
        event,
      ).toBeGreaterThan(0);
    }
    const second = `read_parquet('${folder}/nation/truth/person-second/*.parquet')`;
    expect(await number(`select count(*) from ${second}`)).toBe(
      (await number("select count(*) from person")) +
        (await number("select count(*) from event where event = 'birth'")),
    );
    expect(await number(`select count(*) - count(distinct nik) from ${second}`)).toBe(0);
    expect(
      await number(
        `select count(*) from (select family_no from ${second} where is_alive and relationship = 1 group by family_no having count(*) > 1)`,
      ),
    ).toBe(0);
  });
});
