import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { CandidateList, CandidateResultPreview, Candidates } from "#contract/candidates.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantList } from "#test/planted-list.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;
let [version, village, determination, list] = [0, 0, 0, 0];

const NIK = (nth: number) => `99330701010${String(nth).padStart(2, "0")}001`;
const GIVER = "program-determiner";
const RECEIVER = "village-head";
const WHY = "Kuota dana desa berubah sesudah musyawarah";

beforeAll(async () => {
  const { owner } = desk();
  await seedDemoAccounts(desk(), "3307");
  const { rows } = await owner.query<{ village_lo: number }>(
    "select p.village_lo from dtsen.appointment p where role_code = 'village-head'",
  );
  village = Number(rows[0]?.village_lo);
  // The first four are candidates, the fifth is not on the list, the last lives in the next village.
  const families = [1, 2, 3, 4, 5, 6].map((nth) => ({
    familyId: nth,
    villageNo: nth === 6 ? village + 1 : village,
    headName: nth === 1 ? "=CMD(1)" : `Warga Contoh ${nth}`,
    nik: NIK(nth),
    kk: NIK(nth + 20),
  }));
  version = await publishFamilies(desk(), families);
  await plantList(owner, version, "blt-desa", {
    determiner: "village-government",
    isByRank: false,
  });
  await owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select $1, i, 'blt-desa', 'family', i, $2, $2, case when i = 5 then 'ineligible' else 'recipient' end
     from generate_series(1, 5) i`,
    [version, village],
  );
  await owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     values ($1, 2, 'pkh', 'family', 2, $2, $2, 'recipient')`,
    [version, village],
  );
  const { keyFolder } = desk().settings;
  const settings = { ...readSettings({}), keyFolder, dataFolder: join(keyFolder, "read") };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  determination = numberOf(
    await act(GIVER, "/determinations", { program: "blt-desa", versionNo: version }),
  );
});

async function as(name: string): Promise<Caller> {
  const known = callers.get(name) ?? (await signedIn(app, name, new Date()));
  callers.set(name, known);
  return known;
}
let keys = 0;
async function act(name: string, path: string, body: object) {
  const ask = await as(name);
  const headers = { "idempotency-key": `candidates-${++keys}` };
  return await ask("POST", `/api/v1${path}`, { body, headers });
}
const numberOf = ({ body }: { body: unknown }) => (body as { number: number }).number;
const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;
const read = async <Shape>(name: string, path: string) =>
  (await (await as(name))("GET", `/api/v1/candidate-lists/${list}${path}`)).body as Shape;

const handover = (change: object = {}) => ({
  area: String(village),
  noteNumber: "BA-1/LINJAMSOS/11/2026",
  handedOn: "2026-11-20",
  giver: { name: "Sari Contoh", office: "Direktur, Kementerian Sosial" },
  receiver: { name: "Wayan Contoh", office: "Kepala desa" },
  ...change,
});
const handOver = (change: object = {}) =>
  act(GIVER, `/determinations/${determination}/candidate-lists`, handover(change));

const minutes = { number: "BA-MUSDESUS/3/2026", heldOn: "2026-11-21", attended: 41, dissent: 2 };
const result = (change: object = {}) => ({
  act: { number: "Perkades 7 Tahun 2026", signedOn: "2026-11-22" },
  minutes,
  answers: [
    { candidateNo: 1, answer: "accepted" },
    { candidateNo: 2, answer: "accepted" },
    { candidateNo: 3, answer: "declined", reason: "moved" },
  ],
  added: [{ nik: NIK(5), note: "Rumah terbakar sesudah pendataan" }],
  ...change,
});
const answer = (change: object = {}, name = RECEIVER) =>
  act(name, `/candidate-lists/${list}/results`, result(change));

test("a list is handed over once its determination is approved: village by village, once each, with its number", async () => {
  expect(codeOf(await handOver())).toBe("not-approved");
  await act("program-determiner-2", `/determinations/${determination}/answers`, {
    answer: "approved",
  });
  expect(codeOf(await handOver({ area: "3307" }))).toBe("one-village-a-list");
  expect(codeOf(await handOver({ area: "9999999999" }))).toBe("nobody-here");
  expect(codeOf(await handOver({ handedOn: "2099-01-01" }))).toBe("day-later");
  expect(codeOf(await handOver({ noteNumber: `BA ${NIK(1)}` }))).toBe("names-somebody");
  list = numberOf(await handOver());
  expect(list).toBeGreaterThan(0);
  expect(codeOf(await handOver({ noteNumber: "BA-2/LINJAMSOS" }))).toBe("handed-over-already");
});

test("an SK for a program that another determines is refused, on the screen and by hand", async () => {
  const sign = await act(GIVER, `/versions/${version}/decrees`, {
    program: "blt-desa",
    number: "SK 9/HUK/2026",
    signedOn: "2026-11-20",
  });
  expect([sign.status, codeOf(sign)]).toEqual([409, "not-the-determiner"]);
  const letter = await (await as(GIVER))(
    "GET",
    `/api/v1/determinations/${determination}/letter?area=ID`,
  );
  expect([letter.status, codeOf(letter)]).toEqual([403, "not-the-determiner"]);
  await expect(
    desk().owner.query(
      `insert into dtsen.decree (program_code, version_no, act_number, signed_on, recorded_by)
       select 'blt-desa', $1, 'SK 9/HUK/2026', '2026-11-20', account_id from dtsen.account where username = $2`,
      [version, GIVER],
    ),
  ).rejects.toThrow("its own determiner");
});

test("the other side receives it, never whoever handed it over; before that no name is told", async () => {
  expect((await read<{ code: string }>(RECEIVER, "/candidates")).code).toBe("not-received");
  expect((await read<{ code: string }>(RECEIVER, "/file?format=csv")).code).toBe("not-received");
  expect(codeOf(await answer())).toBe("not-received");
  const own = await act(GIVER, `/candidate-lists/${list}/answers`, { answer: "received" });
  expect(codeOf(own)).toBe("same-side");
  const third = await act("program-determiner-2", `/candidate-lists/${list}/answers`, {
    answer: "received",
  });
  expect(codeOf(third)).toBe("not-the-receiver");
  // A province lies above the village, and determines nothing here.
  const other = await (await as("province-officer"))("GET", `/api/v1/candidate-lists/${list}`);
  expect(other.status).toBe(404);
  await expect(
    desk().owner.query(
      `insert into dtsen.candidate_list_word (list_no, state, account_id)
       select $1, 'received', made_by from dtsen.candidate_list where list_no = $1`,
      [list],
    ),
  ).rejects.toThrow("nobody receives the list they handed over");
  const got = await act(RECEIVER, `/candidate-lists/${list}/answers`, { answer: "received" });
  expect(got.status).toBe(200);
});

test("its file is the one that was handed over: numbers whole and as text, no formula, and every reading on record", async () => {
  const ask = await as(RECEIVER);
  const { list: told } = await read<CandidateList>(RECEIVER, "");
  const csv = await ask("GET", `/api/v1/candidate-lists/${list}/file?format=csv`);
  const { text } = csv;
  expect(createHash("sha256").update(text).digest("hex")).toBe(told.listSha256);
  const [, first] = text.split("\r\n");
  expect(first).toBe(`"1";"'${village}";${first?.split(";")[2]};"'${NIK(1)}";"'=CMD(1)";"";""`);
  expect(text.split("\r\n")).toHaveLength(6);
  const note = await ask("GET", `/api/v1/candidate-lists/${list}/note`);
  expect([note.status, note.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
  const book = await ask("GET", `/api/v1/candidate-lists/${list}/file?format=xlsx`);
  expect([book.status, book.text.slice(0, 2)]).toEqual([200, "PK"]);
  const { candidates } = await read<Candidates>(RECEIVER, "/candidates");
  expect(candidates.map(({ candidateNo, nik }) => [candidateNo, nik.slice(4)])).toEqual(
    [1, 2, 3, 4].map((nth) => [nth, "*".repeat(12)]),
  );
  const { rows } = await desk().owner.query(
    `select detail ->> 'reading' as how, count(*)::int as times, min(row_count)::int as rows from dtsen.audit_entry
     where act = 'read-candidates' group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { how: "csv", times: 1, rows: 4 },
    { how: "handed-over", times: 1, rows: 4 },
    { how: "screen", times: 1, rows: 4 },
    { how: "xlsx", times: 1, rows: 4 },
  ]);
});

test.each([
  ["no act", { act: { number: "", signedOn: "2026-11-22" } }, "act-missing"],
  ["an act of tomorrow", { act: { number: "Perkades 7", signedOn: "2099-01-01" } }, "act-later"],
  ["no minutes", { minutes: undefined }, "minutes-missing"],
  ["no attendance", { minutes: { ...minutes, attended: undefined } }, "minutes-missing"],
  ["no dissent", { minutes: { ...minutes, dissent: undefined } }, "minutes-missing"],
  ["minutes after the act", { minutes: { ...minutes, heldOn: "2026-11-23" } }, "minutes-after-act"],
  ["more dissent", { minutes: { ...minutes, dissent: 42 } }, "dissent-above-attendance"],
  ["nobody", { answers: [{ candidateNo: 9, answer: "accepted" }], added: [] }, "nothing-taken"],
])("a result is refused: %s", async (_, change, problem) => {
  expect(codeOf(await answer(change))).toBe(problem);
});

test("the database takes no result of a village without its minutes, whoever writes it", async () => {
  await expect(
    desk().owner.query(
      `insert into dtsen.candidate_result (list_no, sha256, way, act_number, act_signed_on, rows_read, accepted, declined, added,
         refused, recorded_by) select $1, repeat('1', 64), 'form', 'Perkades 7', '2026-11-22', 1, 1, 0, 0, 0, made_by
       from dtsen.candidate_list where list_no = $1`,
      [list],
    ),
  ).rejects.toThrow("minutes of its special deliberation");
});

const standingOf = async (family: number) => {
  const ask = await as(RECEIVER);
  const sheet = await ask("GET", `/api/v1/families/${family}`, { purpose: "verification" });
  const of = (sheet.body as FamilySheet).programs.find(({ program }) => program === "blt-desa");
  return of?.standing.words.id ?? JSON.stringify(sheet.body);
};

test("until a result the family is a candidate; then it is what the village decided, and receiving twice is a finding", async () => {
  expect(await standingOf(1)).toBe(
    "Calon, menunggu penetapan oleh Pemerintah desa/kelurahan. Daftar diserahkan dengan berita acara nomor BA-1/LINJAMSOS/11/2026 tanggal 20 November 2026.",
  );
  const outside = { nik: NIK(6), note: "Keluarga di desa sebelah" };
  const listed = { nik: NIK(4), note: "Keluarga sangat miskin" };
  const unknown = { nik: NIK(77), note: "Keluarga tanpa data" };
  const bare = { nik: NIK(5), note: "miskin" };
  const first = await answer({ added: [...result().added, outside, listed, unknown] });
  expect(first.body).toMatchObject({ accepted: 2, declined: 1, added: 1, refused: 3 });
  const whole = await read<CandidateList>(RECEIVER, "");
  expect(whole.results[0]?.rows.map(({ row, reason }) => [row, reason])).toEqual([
    [5, "outside-area"],
    [6, "on-list-already"],
    [7, "person-unknown"],
  ]);
  expect(whole.results[0]?.findings).toEqual([
    { program: { id: expect.stringContaining("PKH"), en: expect.any(String) }, units: 1 },
  ]);
  const act = "oleh desa dengan Perkades nomor Perkades 7 Tahun 2026 tanggal 22 November 2026";
  expect(await standingOf(1)).toBe(`Ditetapkan ${act}.`);
  expect(await standingOf(3)).toBe(`Tidak diterima ${act}: pindah ke luar wilayah.`);
  expect(await standingOf(4)).toMatch(/^Calon, menunggu penetapan oleh/);
  expect(await standingOf(5)).toBe(`Ditambahkan dan ditetapkan ${act}.`);
  expect(codeOf(await answer({ added: [bare], answers: [] }))).toBe("supersedes-without-reason");
});

test("the same result twice acts once; another takes the place of the first, with its reason", async () => {
  const again = { answers: [{ candidateNo: 4, answer: "accepted" }], added: [], reason: WHY };
  const [first, second] = [await answer(again), await answer(again)];
  expect(second.body).toEqual({ ...(first.body as object), isRepeat: true });
  const { results } = await read<CandidateList>(RECEIVER, "");
  expect(results.map(({ isInForce, reason }) => [isInForce, reason])).toEqual([
    [true, WHY],
    [false, undefined],
  ]);
  expect(await standingOf(4)).toMatch(/^Ditetapkan oleh desa/);
  expect(await standingOf(3)).toMatch(/^Calon, menunggu/);
  const { owner } = desk();
  await expect(owner.query("delete from dtsen.candidate_answer")).rejects.toThrow("append-only");
  await expect(owner.query("update dtsen.candidate set unit_id = 9")).rejects.toThrow(
    "append-only",
  );
  const taken = await act(GIVER, `/candidate-lists/${list}/answers`, {
    answer: "withdrawn",
    reason: WHY,
  });
  expect(codeOf(taken)).toBe("result-already");
});

const FILE = [
  "NOMOR;KODE_DESA;DESA;NIK;NAMA;HASIL;ALASAN",
  `4;;;'${NIK(4)};;diterima;`,
  `2;;;'${NIK(2)};;tidak diterima;moved`,
  `3;;;'${NIK(3)};;mungkin;`,
  `;;;'${NIK(77)};;ditambahkan;Keluarga tanpa data`,
].join("\n");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const lookAt = (text: string, name = RECEIVER) =>
  act(name, `/candidate-lists/${list}/result-previews`, { file: base64(text) });
const sendFile = (change: object = {}, name = RECEIVER) => {
  const { act: decided } = result();
  const body = { act: decided, minutes, file: base64(FILE), ...change };
  return act(name, `/candidate-lists/${list}/result-files`, body);
};
const kept = async () => {
  const { rows } = await desk().owner.query(
    `select (select count(*)::int from dtsen.candidate_result) as results,
       (select count(*)::int from dtsen.candidate_answer) as answers,
       (select count(*)::int from dtsen.candidate_refusal) as refusals,
       (select count(*)::int from dtsen.audit_entry where act = 'check-candidate-result') as looks`,
  );
  return rows[0];
};

test("a file is looked at before it is sent: what it would do, row by row, and nothing kept but the look", async () => {
  const before = await kept();
  const { status, body } = await lookAt(`${FILE}\n;;;'${NIK(4)};;diterima;`);
  expect([status, body]).toMatchObject([
    200,
    { read: 5, accepted: 1, declined: 1, added: 0, again: 1, refused: 2 },
  ]);
  const { rows } = body as CandidateResultPreview;
  expect(rows.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [3, "answer", "answer-unknown"],
    [4, "nik", "person-unknown"],
  ]);
  expect(rows[0]?.words.id).toContain("Hasil tidak dikenal");
  expect(await kept()).toEqual({ ...before, looks: 1 });
  expect(codeOf(await lookAt(FILE, GIVER))).toBe("not-the-receiver");
  expect((await lookAt(FILE, "province-officer")).status).toBe(404);
  expect(await kept()).toEqual({ ...before, looks: 1 });
  const left = await readdir(join(desk().settings.keyFolder, "read", "lake", "work"));
  expect(left).toEqual([]);
});

test.each([
  ["another table", "NAMA;ALAMAT\nPeraga;Jalan", "header-missing"],
  ["no rows", "NIK;HASIL;ALASAN\n", "no-rows"],
  ["Parquet", "PAR1 and more", "file-not-a-table"],
  ["a broken workbook", "PK\u0003\u0004 and more", "xlsx-damaged"],
])("a file is refused whole, with what mends it: %s", async (_, text, problem) => {
  const { status, body } = await lookAt(text);
  expect([status, body]).toMatchObject([
    400,
    { code: problem, remedy: expect.stringMatching(/./) },
  ]);
  expect(JSON.stringify(body)).not.toContain("docs/");
});

test("a file is recorded under the officer's own session with its act and minutes, and acts once", async () => {
  expect(codeOf(await sendFile({ minutes: undefined, reason: WHY }))).toBe("minutes-missing");
  expect(codeOf(await sendFile())).toBe("supersedes-without-reason");
  expect(codeOf(await sendFile({ reason: WHY }, GIVER))).toBe("not-the-receiver");
  const [first, second] = [await sendFile({ reason: WHY }), await sendFile({ reason: WHY })];
  expect(first.body).toMatchObject({ accepted: 1, declined: 1, added: 0, refused: 2 });
  expect(second.body).toEqual({ ...(first.body as object), isRepeat: true });
  expect((await lookAt(FILE)).body).toMatchObject({ repeats: numberOf(first) });
  const { results } = await read<CandidateList>(RECEIVER, "");
  expect(results[0]).toMatchObject({ way: "file", isInForce: true, refused: 2 });
  const { rows } = await desk().owner.query(
    `select a.actor from dtsen.audit_entry a where a.act = 'record-candidate-result' order by a.entry_no desc limit 1`,
  );
  expect(rows[0]?.actor ?? "").not.toContain("cli:");
});

test("a family that merged into another since keeps what was decided of it", async () => {
  const { owner } = desk();
  await owner.query("insert into dtsen.family_redirect values ($1, 4, 5)", [version]);
  expect(await standingOf(5)).toMatch(/^Ditetapkan oleh desa/);
  await owner.query("delete from dtsen.family_redirect");
});

test("whoever is hidden for safety since is no longer on the file, and the determination revoked is said", async () => {
  const { owner } = desk();
  await owner.query("insert into dtsen.hidden_unit (unit, unit_id) values ('family', 1)");
  const csv = await (await as(RECEIVER))("GET", `/api/v1/candidate-lists/${list}/file?format=csv`);
  expect(csv.text).not.toContain(NIK(1));
  await owner.query("delete from dtsen.hidden_unit");
  await act(GIVER, `/determinations/${determination}/answers`, { answer: "revoked", reason: WHY });
  expect(await standingOf(4)).toMatch(/^Penetapan daftar ini dicabut pada/);
});
