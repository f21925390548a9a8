import { beforeAll, describe, expect, test } from "vitest";
import type { ObjectionCase, ObjectionPage } from "#contract/objections.ts";
import type { Role } from "#domain/role.ts";
import { escalateObjections } from "#jobs/keep-clocks.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let moment = Date.now();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
const CODES = new Map<number, string>();

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
  const keys = await openLookupKeys(desk().settings.keyFolder);
  for (const family of [1, 2, 4, 5]) {
    const code = keys.codeOf("slip", `contoh ${family}`);
    CODES.set(family, code);
    await desk().owner.query(
      "insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no) values ($1, $2, $3, $3)",
      [keys.codeIndex(code), family, HERE],
    );
  }
});

const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const NUMBER = /class="number">([0-9A-Z-]{16})</;
function numberOf(html: string): KodeCek {
  const code = parseKodeCek(NUMBER.exec(html)?.[1] ?? "");
  if (!code.ok) throw new Error("no number on the page");
  return code.value;
}
async function objected(by: number): Promise<KodeCek> {
  const number = numberOf((await post("/sanggah", { kode: CODES.get(by) ?? "" })).body);
  const step = (layar: string, fields: Record<string, string> = {}) =>
    post("/usul/langkah", { nomor: number, layar, ...fields });
  await step("family", { nama: "Pak Mobil", alamat: "Rumah pagar besi" });
  await step("want", { untuk: "sembako" });
  await step("why", { "sebab-better-off": "ya" });
  expect((await step("check")).body).toContain("1 dari 7: Dinas Sosial mengenali keluarganya");
  return number;
}
const list = async (role: Role, show = "open") =>
  ((await at.as(role)("GET", `/api/v1/objections?show=${show}&limit=50`)).body as ObjectionPage)
    .items ?? [];
const read = async (role: Role, id: string) =>
  (await at.as(role)("GET", `/api/v1/objections/${id}`)).body as ObjectionCase;
const move = async (role: Role, id: string, body: object) =>
  (await at.send(role, `objections/${id}/steps`, body)).code;
const inOrder = async () =>
  (await list("regency-verifier")).toSorted((a, b) => Number(a.caseId) - Number(b.caseId));
const newest = async () => (await inOrder()).at(-1)?.caseId ?? "";
const status = async (nomor: string) => (await post("/tanda-terima", { nomor })).body;

async function explanationCode(family: number): Promise<string> {
  const { body } = await at.as("village-operator")(
    "POST",
    `/api/v1/families/${family}/explanation-code`,
    {
      body: { personId: String(family * 10), hasSeenCard: true },
      headers: { "idempotency-key": `kode-${family}-${moment}` },
    },
  );
  return (body as { code: string }).code;
}

describe("an objection from the same village", () => {
  test("upheld: heard, visited from outside the village, decided and confirmed by others, then findings", async () => {
    const number = await objected(1);
    const id = await newest();
    expect(await move("regency-verifier", id, { act: "pass" })).toBe("family-missing");
    expect(await move("regency-verifier", id, { act: "pass", familyId: "1" })).toBe("own-family");
    expect(await move("regency-verifier", id, { act: "pass", familyId: "40" })).toBe("not-found");
    expect(await move("regency-verifier", id, { act: "pass", familyId: "7" })).toBe("ok");

    // The family reads of it, answers once, and its aid goes on; nobody is named.
    expect(await move("regency-verifier", id, { act: "pass" })).toBe("hearing-open");
    const code = await explanationCode(7);
    const page = await post("/mengapa", { kode: code });
    expect(page.body).toContain("sedang diperiksa: keadaan rumah dan barang");
    expect(page.body).toContain("Bantuan tetap berjalan selama diperiksa.");
    expect(page.body).not.toContain("Pak Mobil");
    const answered = await post("/mengapa/jawab", { kode: code, jawaban: "record-is-right" });
    expect(answered.body).toContain("Jawaban Bapak/Ibu: yang tercatat benar.");
    await post("/mengapa/jawab", { kode: code, jawaban: "record-is-wrong" });
    expect((await read("regency-verifier", id)).answer?.id).toBe("yang tercatat benar");

    expect(await move("regency-verifier", id, { act: "pass" })).toBe("ok");
    expect((await at.send("psm", "ground-checks", at.visitOf(id, 7))).code).toBe("not-found");
    expect((await at.send("regency-data-entry", "ground-checks", at.visitOf(id, 7))).code).toBe(
      "ok",
    );
    expect(await move("regency-verifier", id, { act: "pass" })).toBe("same-person");
    expect(await move("regency-supervisor", id, { act: "pass" })).toBe("ok");
    expect(await move("agency-head", id, { act: "pass" })).toBe("ok");
    const { rows } = await desk().owner.query(
      "select kind, variable_id, recorded_by <> confirmed_by as is_of_two from dtsen.finding where family_id = 7",
    );
    expect(rows).toEqual([{ kind: "correction", variable_id: "floor_material", is_of_two: true }]);
    expect(await status(number)).toContain("6 dari 7: BPS menghitung versi berikutnya");
  });

  test("refused: nothing changes, and the objector reads one neutral word and no reason", async () => {
    const number = await objected(2);
    const before = await status(number);
    const id = await newest();
    expect(await move("regency-verifier", id, { act: "pass", familyId: "10" })).toBe("ok");
    moment += 20 * DAY_MS;
    const called = await escalateObjections(desk(), new Date(moment).toISOString());
    expect(called.map(({ to }) => to.institution)).toContain("province-government");
    // Its days are over and it said nothing: that is no answer against it.
    expect(await move("regency-verifier", id, { act: "pass" })).toBe("ok");
    const same = { answers: [{ variable: "refrigerator", value: 1 }] };
    expect(
      (await at.send("regency-data-entry", "ground-checks", at.visitOf(id, 10, same))).code,
    ).toBe("ok");
    expect(await move("regency-supervisor", id, { act: "pass" })).toBe("nothing-new");
    expect(await move("regency-supervisor", id, { act: "refuse", reason: "as-recorded" })).toBe(
      "ok",
    );
    const after = await status(number);
    expect(after).toContain("tidak diterima");
    expect(after).not.toContain("Kunjungan menemukan");
    expect(after.length).toBe(before.length);
    const page = await post("/mengapa", { kode: await explanationCode(10) });
    expect(page.body).toContain("tidak ada yang berubah bagi keluarga ini");
  });
});

describe("who sees it", () => {
  test("the village sees neither the objection nor its visit; who objects is read by whoever checks, and that is noted", async () => {
    await objected(4);
    const id = await newest();
    for (const role of ["village-operator", "village-head", "psm", "district-operator"] as const) {
      expect(await list(role)).toEqual([]);
      expect((await at.as(role)("GET", `/api/v1/objections/${id}`)).status).not.toBe(200);
    }
    expect((await read("regency-verifier", id)).objectorFamilyId).toBe("4");
    expect((await read("province-officer", id)).objectorFamilyId).toBeUndefined();
    expect((await read("agency-head", id)).objectorFamilyId).toBeUndefined();
    const { rows } = await desk().owner.query(
      `select detail ->> 'objector' as objector from dtsen.audit_entry where act = 'read-objection'
       and (detail ->> 'case')::bigint = $1 order by entry_no desc limit 3`,
      [id],
    );
    expect(rows.map(({ objector }) => objector)).toEqual(["false", "false", "true"]);
  });

  test("many by one family are marked; one at a time against a family", async () => {
    await objected(5);
    await objected(5);
    await objected(5);
    const mine = await inOrder();
    expect(mine.filter(({ isCluster }) => isCluster).length).toBeGreaterThanOrEqual(1);
    const [one, two] = mine.slice(-2).map(({ caseId }) => caseId);
    expect(await move("regency-verifier", one ?? "", { act: "pass", familyId: "13" })).toBe("ok");
    expect(await move("regency-verifier", two ?? "", { act: "pass", familyId: "13" })).toBe(
      "open-already",
    );
  });
});
