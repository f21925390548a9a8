import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { findLayout } from "#sources/layouts/all.ts";
import type { SavedMapping } from "#sources/match-header.ts";
import { QUALITY_RULES } from "./quality-rules.ts";
import { type StageAnswer, stageDelivery, stagedFiles } from "./stage-delivery.ts";
import { STAGED_TABLES } from "./staged-table.ts";

let folder = "";
let db: DuckDb;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stage-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Staged = {
  readonly answer: StageAnswer;
  readonly rows: readonly Record<string, unknown>[];
  readonly issues: readonly Record<string, unknown>[];
  readonly returned: string;
};

async function stage(
  [source, set]: readonly [Source, DeliverySet],
  text: string,
  saved: SavedMapping = {},
): Promise<Staged> {
  const layout = findLayout(source, set);
  if (layout === undefined) throw new Error(`no layout for ${source} ${set}`);
  const work = join(folder, String(count++));
  await mkdir(work);
  const file = join(work, "in.txt");
  await writeFile(file, text);
  const isKnownRegion = (code: string): boolean => code !== "3301012009";
  const delivered = { file, layout, deliveryNo: 3, asOf: 20260930, saved, isKnownRegion };
  const answer = await stageDelivery(delivered, work, { threads: 1, memory: "500MB" });
  if (!answer.ok) return { answer, rows: [], issues: [], returned: "" };
  const files = stagedFiles(work, set);
  return {
    answer,
    rows: await db.all(`select * from '${files.staged}' order by row_no`),
    issues: await db.all(
      `select row_no, column_name, rule_code, is_refused from '${files.quarantine}'`,
    ),
    returned: await readFile(files.returned, "utf8"),
  };
}

/** One column of a DTSEN person file, value by value. */
async function readPersons(header: string, values: readonly string[]) {
  const head = `nomor_induk_kependudukan|nomor_kartu_keluarga|nama|${header}`;
  const rows = values.map((value) => `9976017101900001|9976010101200001|SITI|${value}`);
  return stage(["dtsen", "person"], `${head}\n${rows.join("\n")}\n`);
}

async function readFamilies(header: string, values: readonly string[]) {
  const head = `nomor_kartu_keluarga|kode_kelurahan_desa|${header}`;
  const rows = values.map((value) => `9976010101200001|3301012001|${value}`);
  return stage(["dtsen", "family"], `${head}\n${rows.join("\n")}\n`);
}

const column = ({ rows }: Staged, name: string): readonly unknown[] => rows.map((row) => row[name]);
const rules = ({ issues }: Staged): readonly unknown[] =>
  issues.filter(({ rule_code }) => rule_code !== "nik-doubled").map(({ rule_code }) => rule_code);

const NIKS = [
  ["9976017101900001", "9976017101900001", undefined],
  ["'9976017101900001", "9976017101900001", undefined],
  [" 9976 0171 0190 0001 ", "9976017101900001", undefined],
  ["9976.0171-01900001", "9976017101900001", undefined],
  ["997601710190000", null, "nik-too-short"],
  ["99760171019000011", null, "nik-too-long"],
  ["9.97601710190E+15", null, "nik-scientific"],
  ["9,976017E15", null, "nik-scientific"],
  ["997601710190000O", null, "nik-not-digits"],
  ["9976017101900000", null, "nik-placeholder"],
  ["9".repeat(16), null, "nik-placeholder"],
  ["9976019901900001", "9976019901900001", "nik-impossible-day"],
  ["", null, undefined],
] as const;

test("a NIK is staged as sixteen digits or not at all, and what was wrong is told", async () => {
  const head = "nomor_induk_kependudukan|nomor_kartu_keluarga|nama";
  const rows = NIKS.map(
    ([written], i) => `${written}|9976010101200001|SITI ${"ABCDEFGHIJKLM"[i]}A`,
  );
  const staged = await stage(["dtsen", "person"], `${head}\n${rows.join("\n")}\n`);
  expect(column(staged, "nik")).toEqual(NIKS.map(([, nik]) => nik));
  const told = NIKS.map((_, i) =>
    staged.issues.find(
      ({ row_no, rule_code }) => row_no === BigInt(i + 1) && rule_code !== "nik-doubled",
    ),
  );
  expect(told.map((issue) => issue?.rule_code)).toEqual(NIKS.map(([, , rule]) => rule));
});

test("codes are read by the source's own edition; strange ones are told, blanks are not known", async () => {
  const staged = await readFamilies("jenis_atap_terluas", ["5", "06", "1", "99", "", "x"]);
  expect(column(staged, "roof_material")).toEqual([6, 5, 1, -2, -2, -2]);
  expect(rules(staged)).toEqual(["code-unknown", "code-unknown"]);
  expect(column(staged, "wall_material")).toEqual([-1, -1, -1, -1, -1, -1]);
});

test("yes and no in every writing are one and nought", async () => {
  const staged = await readPersons("pbi_nas", ["1", "2", "YA", "tidak", "Y", "T", "8", "", "?"]);
  expect(column(staged, "pbi_national")).toEqual([1, 0, 1, 0, 1, 0, -2, -2, -2]);
  expect(rules(staged)).toEqual(["code-unknown"]);
});

test("counts are whole, not negative and not absurd", async () => {
  const staged = await readFamilies("luas_lantai", [
    "36",
    "36,5",
    "36.00",
    "-4",
    "9999999",
    "luas",
    "",
  ]);
  expect(column(staged, "floor_area")).toEqual([36, 36, 36, -2, -2, -2, -2]);
  expect(rules(staged)).toEqual(Array(3).fill("number-unreadable"));
});

test("words of Dukcapil, names, days and regions come into one form", async () => {
  const staged = await stage(
    ["dukcapil", "person"],
    `NIK,NO_KK,NAMA_LGKP,TGL_LHR,JENIS_KLMIN,STAT_HBKEL,NO_RT,KODE_WIL,STATUS_HIDUP
9976017101900001,9976010101200001,"Hj. Siti  Aminah, S.Pd",31-01-1990,PEREMPUAN,KEPALA KELUARGA,1,33.01.01.2001,HIDUP
9976017101900002,9976010101200001,BUDI,1990-31-01,laki-laki,ANAK,002,3301012009,MENINGGAL\n`,
  );
  expect(staged.rows).toMatchObject([
    {
      name: "SITI AMINAH",
      birth_date: 19900131,
      sex: 2,
      relationship: 1,
      rt: "001",
      life_status: 1,
    },
    { name: "BUDI", birth_date: 19900131, sex: 1, relationship: 3, rt: "002", life_status: 2 },
  ]);
  expect(column(staged, "village_code")).toEqual(["3301012001", null]);
  expect(rules(staged)).toEqual(
    expect.arrayContaining(["region-unknown", "date-day-month-swapped"]),
  );
});

test.each([
  ["1500000", 1500000n],
  ["1500000.00", 1500000n],
  ["Rp 1.500.000,00", 1500000n],
  ["Rp1.500.000,-", 1500000n],
  ["1,500,000", 1500000n],
])("%s is one and a half million rupiah", async (written, amount) => {
  const staged = await stage(
    ["bpjs-ketenagakerjaan", "evidence"],
    `nik\tnama_tk\tupah\n9976017101900001\tSITI\t${written}\n`,
  );
  expect(staged.rows).toMatchObject([
    { amount, statement: "monthly-wage", subject_kind: "person" },
  ]);
});

test("a layout's own words become statements; others refuse their row", async () => {
  const staged = await stage(
    ["vehicles", "evidence"],
    "no_polisi;nama_pemilik;jenis;njkb\nZZ 1;SITI;Mobil Penumpang;1000\nZZ 2;SITI;KAPAL;1000\n",
  );
  expect(column(staged, "statement")).toEqual(["car"]);
  expect(rules(staged)).toEqual(["evidence-says-nothing", "word-unknown"]);
});

test("coordinates are millionths of a degree, inside Indonesia only", async () => {
  const staged = await stage(
    ["regsosek", "family"],
    `r104_kode_desa,nomor_kk,lintang,bujur
3301012001,9976010101200001,"-7,123456",109.5
3301012001,9976010101200002,109.5,-7.1\n`,
  );
  expect(column(staged, "latitude")).toEqual([-7123456, null]);
  expect(column(staged, "longitude")).toEqual([109500000, null]);
  expect(rules(staged)).toEqual(["coordinate-outside", "coordinate-outside"]);
});

test("a diagnosis stays in the vault column; whether there is one is an ordinary fact", async () => {
  const staged = await readPersons("penyakit_kronis", ["1", "6", ""]);
  expect(column(staged, "chronic_disease")).toEqual([1, 6, -2]);
  expect(column(staged, "has_chronic_disease")).toEqual([0, 1, -2]);
});

test("nothing that a spreadsheet would compute comes in by text or goes out by the return file", async () => {
  const staged = await stage(
    ["dtks", "person"],
    '=cmd|NIK|NAMA|ALAMAT|KDWILAYAH\n1|12|SITI|=HYPERLINK("x")|3301012001\n',
    { "=cmd": "NOKK" },
  );
  expect(String(staged.rows[0]?.address)).not.toMatch(/^[=+@-]/);
  expect(staged.returned).toContain(`"'=cmd"`);
  expect(staged.returned).not.toMatch(/^"?=|;"?[=+@-]/m);
});

test("every column of the staged table is there, in its type, whatever the layout lacks", async () => {
  const staged = await readPersons("tanggal_lahir", ["1990-01-31"]);
  expect(Object.keys(staged.rows[0] ?? {})).toEqual(Object.keys(STAGED_TABLES.person.columns));
});

test("whatever a file holds, every row is accepted or refused with a reason", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("9", "A", '"', "|", " ", "=", "é", "1"),
    maxLength: 6,
  });
  const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(lines, async (lines) => {
      const body = lines.map((cells) => cells.join("|")).join("\n");
      const head = "nomor_induk_kependudukan|nomor_kartu_keluarga|nama";
      const { answer, rows, issues } = await stage(["dtsen", "person"], `${head}\n${body}\n`);
      if (!answer.ok) {
        expect(answer.problem).toBe("no-rows");
        return;
      }
      const refused = new Set(issues.filter((one) => one.is_refused).map(({ row_no }) => row_no));
      expect(rows.length + refused.size).toBe(answer.value.rowsReceived);
      expect(answer.value.rowsRefused).toBe(refused.size);
    }),
    { numRuns: 12, examples: [[[[""]]]] },
  );
});

test("every rule has its own code, and says in both languages what is wrong and what repairs it", () => {
  const codes = QUALITY_RULES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { sentence, remedy } of QUALITY_RULES) {
    for (const words of [sentence.id_ID, sentence.en, remedy.id_ID, remedy.en]) {
      expect(words).toMatch(/^[A-Z].*\.$/);
    }
  }
});
