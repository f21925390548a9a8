import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { House } from "#jobs/house.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantList } from "#test/planted-list.ts";
import { servedHouse } from "#test/staged-house.ts";
import { addTo as addCandidates } from "./candidates.ts";
import { addTo as addDetermination } from "./determination.ts";

let leave: () => Promise<void>;
let house: House;
const nikOf = (n: number): string => `99330717058000${String(n).padStart(2, "0")}`;
const WHY = "Perbaikan NIK sesudah padanan Dukcapil";

beforeAll(async () => {
  const opened = await servedHouse();
  ({ house, leave } = opened);
  vi.stubEnv("DTSEN_DATA", house.settings.dataFolder);
  vi.stubEnv("DTSEN_KEYS", house.settings.keyFolder);
  const { owner } = house.desk;
  const { rows } = await owner.query<{ village_lo: number }>(
    "select village_lo from dtsen.appointment where role_code = 'village-head'",
  );
  const villageNo = Number(rows[0]?.village_lo);
  const version = await publishFamilies(
    house.desk,
    [1, 2, 3, 4].map((n) => ({
      ...{ familyId: n, villageNo, headName: `Peraga ${n}` },
      ...{ nik: nikOf(n), kk: `99330701011500${String(n).padStart(2, "0")}` },
    })),
  );
  await plantList(owner, version, "pkh");
  await plantList(owner, version, "blt-desa", {
    determiner: "village-government",
    isByRank: false,
  });
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await leave();
});
afterEach(() => {
  process.exitCode = undefined;
});

/** What a verb says, and the code it ends with. */
async function dtsen(...words: readonly string[]) {
  process.exitCode = undefined;
  let said = "";
  const hear = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stderr, "write").mockImplementation(hear),
    vi.spyOn(process.stdout, "write").mockImplementation(hear),
  ];
  const program = new Command("dtsen");
  addDetermination(program);
  addCandidates(program);
  for (const one of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)])
    one.exitOverride().configureOutput({ writeErr: hear });
  await program.parseAsync(["node", "dtsen", ...words]).catch(() => {
    process.exitCode = 1;
  });
  for (const spy of spies) spy.mockRestore();
  return { said, code: process.exitCode };
}
const determination = (...words: readonly string[]) => dtsen("determination", ...words);
const propose = (program: string, by = "program-determiner", label = "2026-4") =>
  determination("propose", label, "--program", program, "--by", by);
const SECOND = ["--by", "program-determiner-2"];

test("one proposes, another returns it with a reason, approves the next, and the first revokes it", async () => {
  expect((await propose("pkh")).said).toContain("penetapan 1 diusulkan, menunggu orang kedua");
  expect((await propose("pkh")).said).toContain("ditolak (proposed-already)");
  const own = await determination("approve", "1", "--by", "program-determiner");
  expect([own.said, own.code]).toEqual([expect.stringContaining("ditolak (same-person)"), 1]);
  expect((await determination("return", "1", "--reason", "salah", ...SECOND)).said).toContain(
    "ditolak (reason-too-short)",
  );
  expect((await determination("return", "1", "--reason", WHY, ...SECOND)).said).toContain(
    "penetapan 1: dikembalikan",
  );
  await propose("pkh");
  expect((await determination("approve", "2", ...SECOND)).said).toContain("penetapan 2: disetujui");
  expect((await determination("approve", "2", ...SECOND)).said).toContain("answered-already");
  const revoked = await determination(
    ...["revoke", "2", "--reason", WHY, "--by", "program-determiner"],
  );
  expect([revoked.said, revoked.code]).toEqual([
    expect.stringContaining("penetapan 2: dicabut"),
    undefined,
  ]);
  const listed = JSON.parse((await determination("list", "--json")).said) as object[];
  expect(listed).toMatchObject([
    { number: 2, program: "pkh", label: "2026-4", kind: "decree", state: "revoked" },
    { number: 1, state: "returned" },
  ]);
  expect((await determination("list")).said).toMatch(/ 2 {2}pkh +2026-4 +decree +revoked +40\n/);
});

test.each([
  [["kube"], "program-unknown"],
  [["pip"], "not-this-program"],
  [["pkh", "village-head"], "decree-right-not-held"],
  [["pkh", "program-determiner", "1999-1"], "version-unknown"],
] as const)("refused to propose: %j", async ([program, by, label], problem) => {
  const { said, code } = await propose(program, by, label);
  expect([said, code]).toEqual([expect.stringContaining(`ditolak (${problem})`), 1]);
});

const HEADER = ["NOMOR", "KODE_DESA", "DESA", "NIK", "NAMA", "HASIL", "ALASAN"];
const rowOf = (n: number, answer: string, reason = "") => [
  ...[String(n), "x", "x", `'${nikOf(n)}`, "Peraga"],
  ...[answer, reason],
];

/** A list of the first three families, handed over and received. */
async function handOver(): Promise<void> {
  await propose("blt-desa");
  await determination("approve", "3", ...SECOND);
  await house.desk.owner.query(`
    insert into dtsen.candidate_list (determination_no, area, village_lo, village_hi, note_number, handed_on, giver_name, giver_office,
      receiver_name, receiver_office, units, villages, made_by)
    select 3, village_lo::text, village_lo, village_lo, 'BA-1/2026', '2026-11-01', 'Sari', 'Direktur', 'Wayan', 'Kepala desa', 3, 1, m.account_id
    from dtsen.appointment a, dtsen.account m where a.role_code = 'village-head' and m.username = 'program-determiner';
    insert into dtsen.candidate select 1, n, 'family', n, n, village_lo from generate_series(1, 3) n, dtsen.appointment
      where role_code = 'village-head';
    insert into dtsen.candidate_list_word (list_no, state, account_id, list_sha256)
      select 1, 'made', made_by, repeat('0', 64) from dtsen.candidate_list;
    insert into dtsen.candidate_list_word (list_no, state, account_id)
      select 1, 'received', account_id from dtsen.account where username = 'village-head';`);
}

const ACT = ["--act", "Perkades 7 Tahun 2026", "--signed", "2026-11-04"];
const MINUTES = [
  ...["--minutes", "BA-MUSDESUS/3", "--held", "2026-11-03"],
  ...["--attended", "41", "--dissent", "2"],
];
const result = (file: string, ...more: readonly string[]) =>
  dtsen("candidates", "result", join(house.settings.dataFolder, file), ...more);
const HEAD = ["--list", "1", ...ACT, ...MINUTES, "--by", "village-head"];

test("a result comes back as the file that was handed over, filled in: rows that cannot be taken are told, the rest act once", async () => {
  await handOver();
  const lines = [
    HEADER,
    rowOf(1, "diterima"),
    rowOf(2, "Tidak diterima", "pindah ke luar wilayah"),
    rowOf(3, "tidak diterima", "tetangganya bilang"),
    rowOf(4, "ditambahkan", "baru kehilangan pekerjaan"),
    rowOf(4, "mungkin"),
    ["9", "x", "x", "9.93307E+15", "Peraga", "diterima", ""],
    rowOf(3, "diterima", `lihat ${nikOf(1)}`),
  ];
  const csv = lines.map((cells) => cells.join(";")).join("\n");
  await writeFile(join(house.settings.dataFolder, "hasil.csv"), `${csv}\n`);
  expect((await result("hasil.csv", "--list", "1", ...ACT, "--by", "village-head")).said).toContain(
    "ditolak (minutes-missing)",
  );
  expect((await result("hasil.csv", ...HEAD.with(-1, "village-operator"))).said).toContain(
    "hasil 1",
  );
  const again = await result("hasil.csv", ...HEAD);
  expect(again.said).toContain(
    "hasil 1 (sudah pernah diterima): 1 diterima, 1 tidak diterima, 1 ditambahkan, 4 baris tidak dipakai",
  );
  const { rows } = await house.desk.owner.query(
    "select row_no, column_name as at, reason from dtsen.candidate_refusal order by row_no",
  );
  expect(rows).toEqual([
    { row_no: 3, at: "reason", reason: "reason-unknown" },
    { row_no: 5, at: "answer", reason: "answer-unknown" },
    { row_no: 6, at: "nik", reason: "nik-malformed" },
    { row_no: 7, at: "reason", reason: "reason-names-somebody" },
  ]);
});

test("a workbook takes the place of the file before, with a reason; whoever has no part in it is refused", async () => {
  const book = await writeXlsx({
    sheets: [{ name: "hasil", rows: [HEADER, ...[1, 2, 3].map((n) => rowOf(n, "diterima"))] }],
  });
  await writeFile(join(house.settings.dataFolder, "hasil.xlsx"), book);
  expect((await result("hasil.xlsx", ...HEAD)).said).toContain(
    "ditolak (supersedes-without-reason)",
  );
  const taken = await result("hasil.xlsx", ...HEAD, "--reason", WHY, "--json");
  expect(JSON.parse(taken.said)).toMatchObject({ verdict: "recorded", accepted: 3, refused: 0 });
  for (const [words, problem] of [
    [["hasil.xlsx", ...HEAD.with(-1, "bps-steward")], "not-the-receiver"],
    [["hasil.xlsx", ...HEAD.with(1, "9")], "list-unknown"],
    [["tiada.csv", ...HEAD], "no-such-file"],
  ] as const) {
    const { said, code } = await result(...(words as [string]));
    expect([said, code]).toEqual([expect.stringContaining(`ditolak (${problem})`), 1]);
  }
  expect((await result("hasil.xlsx", ...HEAD.with(3, "besok").with(5, "besok"))).code).toBe(2);
});
