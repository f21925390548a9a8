import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { writeAnswersFile } from "#registry/identity-answer-rows.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";
import type { House } from "./house.ts";
import { type ReceiveAnswer, receiveDelivery } from "./receive-delivery.ts";
import { saveMapping } from "./saved-mapping.ts";

const desk = deskForTests();
let folder = "";
let house: House;
const HEADER = "NIK;NOKK;NAMA;TGL_LAHIR;JENIS_KELAMIN;KDWILAYAH";
const row = (nik: string, name = "SITI AMINAH", born = "1990-01-31"): string =>
  `${nik};9976010101200001;${name};${born};P;3301012001`;
const good = (n: number): string => row(`99760171019${String(n).padStart(5, "0")}`.slice(0, 16));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bad-"));
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const keyFolder = join(folder, "keys");
  const settings = {
    dataFolder: folder,
    keyFolder,
    databaseUrl: undefined,
    auditWitnesses: [],
    isProduction: false,
    threads: 2,
    memory: "1GB",
  };
  house = { settings, folders, keyring: await openKeyring(keyFolder), desk: desk() };
  await seedDemoAccounts(desk(), "33.01");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function receive(
  name: string,
  bytes: string | Buffer | Uint8Array,
  about: { source?: "dtks" | "bkn" | "pln"; set?: "person" | "evidence" } = {},
): Promise<ReceiveAnswer> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return receiveDelivery(house, {
    source: about.source ?? "dtks",
    set: about.set ?? "person",
    file,
    asOf: "2026-09-30" as PlainDate,
    receivedBy: "bps-steward",
  });
}

/** What the lake and the desk hold: nothing may change where a delivery is refused. */
async function holdings() {
  const { folders } = house;
  const rows = await asWorker(desk(), (tx) =>
    tx.query<{ n: number }>("select count(*) as n from delivery where state = 'accepted'"),
  );
  return {
    deliveries: await readdir(folders.deliveries),
    staged: await readdir(folders.staged),
    work: await readdir(folders.work),
    keys: (await readdir(join(folder, "keys", "data"))).length,
    rows: rows[0]?.n,
  };
}

async function readReturn(deliveryNo: number): Promise<string> {
  const sealed = join(house.folders.staged, String(deliveryNo), "return.csv.enc");
  return withIdentity(house, [sealed], async ([plain]) => readFile(plain ?? "", "utf8"));
}

async function readStaged(deliveryNo: number): Promise<readonly Record<string, unknown>[]> {
  const sealed = join(house.folders.staged, String(deliveryNo), "staged_person.parquet.enc");
  return withIdentity(house, [sealed], async ([plain]) => {
    const db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
    try {
      return await db.all(`select * from '${plain}' order by row_no`);
    } finally {
      db.close();
    }
  });
}

const workbook = (rows: (string | number | null)[][], cells?: Map<string, object>) =>
  writeXlsx({ sheets: [{ name: "Data", rows, ...(cells === undefined ? {} : { cells }) }] });

const truncated = async (): Promise<Buffer> => {
  const whole = await workbook([
    ["NIK", "NAMA"],
    ["9976017101900001", "BUDI"],
  ]);
  return Buffer.from(whole.subarray(0, whole.length - 200));
};

test.each([
  ["nothing at all", "", "file-empty"],
  ["only blank lines", "\n\n  \n", "file-empty"],
  ["a header alone", `${HEADER}\n`, "no-rows"],
  ["no header", `${good(1)}\n${good(2)}\n`, "header-missing"],
  ["another table's header", "a;b;c\n1;2;3\n", "header-missing"],
  ["a required column left out", "NIK;NAMA;TGL_LAHIR\n1;A;B\n", "required-column-missing"],
  [
    "binary junk",
    Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)),
    "file-not-a-table",
  ],
  ["an archive", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), "file-compressed"],
  ["an old Excel file", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "file-old-excel"],
  ["Parquet cut short", Buffer.from("PAR1 and no end"), "parquet-damaged"],
] as const)("refused whole, with nothing loaded: %s", async (_what, bytes, problem) => {
  const before = await holdings();
  const answer = await receive(`${problem}.csv`, bytes);
  expect(answer).toMatchObject({ ok: false, problem });
  expect(await holdings()).toEqual(before);
  expect(FILE_PROBLEMS[problem].remedy.id_ID).not.toBe("");
  const [refused] = await asWorker(desk(), (tx) =>
    tx.query("select state from delivery where problem = $1 limit 1", [problem]),
  );
  expect(refused).toEqual({ state: "refused" });
});

test("a truncated XLSX is refused, with nothing loaded", async () => {
  const before = await holdings();
  const answer = await receive("cut.xlsx", await truncated(), { source: "bkn", set: "evidence" });
  expect(answer).toMatchObject({ ok: false, problem: "xlsx-damaged" });
  expect(await holdings()).toEqual(before);
});

test("a zip bomb is refused before it is unpacked, whatever its directory claims", async () => {
  const before = await holdings();
  for (const claimed of [4_000_000_000, 1000]) {
    const bomb = zipOf("xl/workbook.xml", Buffer.alloc(50_000_000), claimed);
    const answer = await receive("bomb.xlsx", bomb, { source: "bkn", set: "evidence" });
    expect(answer).toMatchObject({ ok: false, problem: "xlsx-too-large" });
  }
  expect(await holdings()).toEqual(before);
});

test("who may not receive brings nothing in, and no file is opened for him", async () => {
  const file = join(folder, "not-his.csv");
  await writeFile(file, "NIK;NAMA;TGL_LAHIR;KDWILAYAH\n");
  const before = await holdings();
  for (const receivedBy of ["village-operator", "bps-statistician", "cli"]) {
    const about = { source: "dtks", set: "person", asOf: "2026-09-30" as PlainDate } as const;
    const answer = await receiveDelivery(house, { ...about, file, receivedBy });
    expect(answer).toEqual({ ok: false, problem: "receiving-right-not-held" });
  }
  expect(await holdings()).toEqual(before);
});

test("nobody brings answers of the civil registry as a file: only the desk's own become a delivery", async () => {
  const file = join(folder, "forged.csv");
  const forged = { personId: 7, checkNo: 1, outcome: "padan", adapter: "bulk-file" };
  const days = { askedOn: "2026-09-29", answeredOn: "2026-09-30" };
  await writeFile(file, writeAnswersFile([{ ...forged, ...days, answers: {} }]));
  const before = await holdings();
  const about = { source: "dukcapil", set: "identity", asOf: "2026-09-30" as PlainDate } as const;
  const draft = { ...about, file, receivedBy: "bps-steward" };
  expect(await receiveDelivery(house, draft)).toEqual({
    ok: false,
    problem: "answers-come-from-the-desk",
  });
  expect(await holdings()).toEqual(before);
});

test("the missing columns are named", async () => {
  const answer = await receive("missing.csv", "NIK;NAMA;TGL_LAHIR\n1;A;B\n");
  expect(answer.missing).toEqual(["KDWILAYAH"]);
});

test("the same file twice acts once and is answered with the first receipt", async () => {
  const bytes = `${HEADER}\n${good(1)}\n`;
  const first = await receive("twice.csv", bytes);
  const before = await holdings();
  const second = await receive("twice-renamed.csv", bytes);
  if (!first.ok || !second.ok) throw new Error("both must be accepted");
  expect(second.value).toMatchObject({
    deliveryNo: first.value.deliveryNo,
    rowsAccepted: 1,
    isRepeat: true,
  });
  expect(await holdings()).toEqual(before);
});

test("two operators who send the same file at once make one delivery", async () => {
  const bytes = `${HEADER}\n${good(2)}\n`;
  const answers = await Promise.all([receive("race.csv", bytes), receive("race.csv", bytes)]);
  expect(answers.map((answer) => answer.ok && answer.value.isRepeat).sort()).toEqual([false, true]);
});

test("a NIK of 17 digits is reported with its row, column and remedy, and never used", async () => {
  const answer = await receive("long.csv", `${HEADER}\n${good(3)}\n${row("99760171019000031")}\n`);
  if (!answer.ok) throw new Error(answer.problem);
  expect(answer.value.foundByRule).toEqual({ "nik-too-long": 1 });
  expect(await readReturn(answer.value.deliveryNo)).toContain('"2";"NIK";"nik-too-long"');
  const staged = await readStaged(answer.value.deliveryNo);
  expect(staged.map(({ nik }) => nik)).toEqual(["9976017101900003", null]);
});

test.each([
  ["windows-1252", (text: string) => Buffer.from(text, "latin1")],
  ["UTF-8 with a mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16 little-endian", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16 big-endian", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["UTF-16 without a mark", (text: string) => Buffer.from(text, "utf16le")],
])("the encoding is found by looking: %s", async (encoding, encode) => {
  const name = `DÉSI ${encoding.replaceAll(/[^A-Z]/gi, "")}`;
  const answer = await receive(
    "encoded.csv",
    encode(`${HEADER}\r\n${row("9976017101900004", name)}\r\n`),
  );
  if (!answer.ok) throw new Error(answer.problem);
  const [staged] = await readStaged(answer.value.deliveryNo);
  expect(String(staged?.name)).toMatch(/^DESI /);
});

test("formula cells and number cells of a workbook are told and not taken", async () => {
  const rows = [
    ["NIK", "NAMA", "TANGGAL LAHIR"],
    ["9976017101900005", "SITI", "1990-01-31"],
    [9976017101900004, "BUDI", "1990-01-31"],
    [null, null, "1990-01-31"],
  ];
  const cells = new Map([["3,1", { value: "x", formula: '"A"&"B"', formulaResult: "AB" }]]);
  const answer = await receive("sheet.xlsx", await workbook(rows, cells), {
    source: "bkn",
    set: "evidence",
  });
  if (!answer.ok) throw new Error(answer.problem);
  expect(answer.value).toMatchObject({
    rowsAccepted: 2,
    rowsRefused: 1,
    refusedByRule: { "evidence-without-subject": 1 },
    foundByRule: { "formula-cell": 1, "nik-number-cell": 1 },
  });
});

test("as many broken rows as there may be are all answered, and the good ones kept", async () => {
  const broken = Array.from({ length: SIZES.brokenRows }, (_, i) =>
    i % 3 === 0 ? `"${good(i)}` : i % 3 === 1 ? `${good(i)};more` : "9976",
  );
  const bytes = `${HEADER}\n${good(6)}\n${broken.join("\n")}\n${good(7)}\n`;
  const started = performance.now();
  const answer = await receive("broken.csv", bytes);
  expect(performance.now() - started).toBeLessThan(60_000);
  if (!answer.ok) throw new Error(answer.problem);
  expect(answer.value).toMatchObject({ rowsAccepted: 2, rowsRefused: SIZES.brokenRows });
  const [kept] = await asWorker(desk(), (tx) =>
    tx.query<{ n: number }>("select count(*) as n from quarantine_row where delivery_no = $1", [
      answer.value.deliveryNo,
    ]),
  );
  expect(kept?.n).toBe(SIZES.brokenRows);
  const staged = await readStaged(answer.value.deliveryNo);
  expect(staged.map(({ row_no }) => row_no)).toEqual([1n, BigInt(SIZES.brokenRows + 2)]);
});

test("no number and no name of anybody stands in the desk's quarantine", async () => {
  const rows = await asWorker(desk(), (tx) => tx.query("select * from quarantine_row limit 1000"));
  expect(JSON.stringify(rows)).not.toMatch(/\d{12}|SITI|BUDI/);
});

test("the order of the rows in a file does not change the keys of its records, and rows that come again keep theirs", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => good(100 + (i % 40)));
  const keys = async (order: readonly string[], name: string) => {
    const answer = await receive(name, `${HEADER}\n${order.join("\n")}\n`);
    if (!answer.ok) throw new Error(answer.problem);
    const staged = await readStaged(answer.value.deliveryNo);
    return staged.map(({ nik, record_key }) => `${nik} ${record_key}`).sort();
  };
  expect(await keys(rows, "a.csv")).toEqual(await keys([...rows].reverse(), "b.csv"));
});

test("a header that only one office uses is refused once, and read ever after it was mapped", async () => {
  const bytes = `nomor peserta;NAMA;KDWILAYAH\n9976017101900009;SITI;3301012001\n`;
  const first = await receive("strange.csv", bytes);
  expect(first).toMatchObject({ ok: false, problem: "required-column-missing", missing: ["NIK"] });
  await asWorker(desk(), (tx) =>
    saveMapping(tx, { source: "dtks", set: "person", savedBy: "test" }, { "Nomor Peserta": "NIK" }),
  );
  expect(await receive("strange.csv", bytes)).toMatchObject({ ok: true });
});

test("what a killed receiving left is gone after the next one", async () => {
  const ghost = join(house.folders.staged, "999");
  await mkdir(ghost);
  await writeFile(join(ghost, "staged_person.parquet.enc"), "half");
  await receive("after.csv", `${HEADER}\n${good(8)}\n`);
  await expect(stat(ghost)).rejects.toThrow();
});

/** A zip with one packed entry whose directory may lie about its size. */
function zipOf(name: string, content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  const directory = Buffer.concat([entry, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}
