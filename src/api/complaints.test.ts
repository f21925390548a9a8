import { beforeAll, describe, expect, test } from "vitest";
import type { ComplaintReceipt } from "#contract/complaints.ts";
import type { ServiceCase, ServicePage } from "#contract/service-cases.ts";
import type { Role } from "#domain/role.ts";
import { escalateComplaints } from "#jobs/keep-clocks.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { ELSEWHERE, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let moment = Date.now();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
let code = "";
const day = () => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
  const keys = await openLookupKeys(desk().settings.keyFolder);
  code = keys.codeOf("slip", "contoh 1");
  await desk().owner.query(
    "insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no) values ($1, 1, $2, $2)",
    [keys.codeIndex(code as never), HERE],
  );
});

const take = async (role: Role, draft: object = {}, key?: string) =>
  await at.send(
    role,
    "complaints",
    {
      ...{ village: String(HERE), channel: "hotline", topics: ["illegal-fee"], party: "village" },
      ...draft,
    },
    key,
  );
const taken = async (draft: object = {}) => {
  const { code: problem, answer } = await take("regency-data-entry", draft);
  if (problem !== "ok") throw new Error(problem);
  return answer as ComplaintReceipt;
};
const move = async (role: Role, id: string, body: object) =>
  (await at.send(role, `complaints/${id}/steps`, body)).code;
const read = async (role: Role, id: string) => await at.as(role)("GET", `/api/v1/complaints/${id}`);
const whole = async (role: Role, id: string) => (await read(role, id)).body as ServiceCase;
const list = async (role: Role) =>
  ((await at.as(role)("GET", "/api/v1/complaints?show=open&limit=50")).body as ServicePage).items ??
  [];
const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const redress = (more: object = {}) => ({
  ...{ act: "pass", redress: "money-returned", reference: "ST/4/2026", referenceOn: day() },
  ...more,
});
const KIRIMAN = /name="kiriman" value="([0-9a-f-]{36})"/;
const NUMBER = /class="number">([0-9A-Z-]{16})</;

describe("a complaint", () => {
  test("is examined and acted on by two people outside the village, and whoever complains reads what was done", async () => {
    const { caseId, receipt } = await taken({
      told: "Diminta 50 ribu oleh RT",
      contact: "08110001",
    });
    expect((await whole("regency-verifier", caseId)).stepWords.id).toBe("Dinas Sosial memeriksa");
    expect(await move("agency-head", caseId, redress())).toBe("right-not-held");
    expect(await move("regency-verifier", caseId, { act: "pass" })).toBe("ok");
    expect(await move("agency-head", caseId, redress({ redress: undefined }))).toBe(
      "redress-missing",
    );
    expect(await move("agency-head", caseId, { ...redress(), reference: undefined })).toBe(
      "reference-missing",
    );
    const under = await post("/tanda-terima", { nomor: receipt });
    expect(under.body).toContain("2 dari 3: Kepala Dinas menindaklanjuti");
    expect(await move("agency-head", caseId, redress())).toBe("ok");
    const after = await post("/tanda-terima", { nomor: receipt });
    expect(after.body).toContain("ditindaklanjuti");
    expect(after.body).toContain("Uang sudah dikembalikan.");
    expect(after.body.length).toBe(under.body.length);
  });

  test("that comes to nothing says why to whoever made it", async () => {
    const { caseId, receipt } = await taken();
    expect(await move("regency-verifier", caseId, { act: "refuse", reason: "not-shown" })).toBe(
      "ok",
    );
    const page = (await post("/tanda-terima", { nomor: receipt })).body;
    expect(page).toContain("selesai tanpa tindakan");
    expect(page).toContain("Yang diadukan tidak dapat ditunjukkan.");
  });

  test("about the social office goes to the province and the ministry, and that office neither sees nor counts it", async () => {
    const { caseId } = (await take("province-officer", { party: "social-office" }))
      .answer as ComplaintReceipt;
    for (const role of [
      "regency-verifier",
      "regency-supervisor",
      "agency-head",
      "regency-data-entry",
    ] as const) {
      expect((await read(role, caseId)).status).toBe(404);
      expect((await list(role)).map((row) => row.caseId)).not.toContain(caseId);
      expect(await move(role, caseId, { act: "pass" })).toBe("not-found");
    }
    expect((await whole("province-officer", caseId)).stepCount).toBe(3);
    expect(await move("province-officer", caseId, { act: "pass" })).toBe("ok");
    expect(await move("ministry-officer", caseId, redress({ redress: "conduct-ended" }))).toBe(
      "ok",
    );
    expect((await whole("province-officer", caseId)).state).toBe("done");
  });

  test("is never the village's to see", async () => {
    const { caseId } = await taken({ party: "village" });
    for (const role of ["village-operator", "village-head", "psm", "district-operator"] as const) {
      expect((await read(role, caseId)).status).not.toBe(200);
      expect((await take(role)).code).not.toBe("ok");
    }
  });
});

describe("one case under one number", () => {
  test("the same message, and the same number of the same line, is the same case; of another line another", async () => {
    const key = "0d2c1df0-6a4e-4f0a-9f43-0d8f4c1f0a01";
    const draft = { channel: "sp4n-lapor", outsideNumber: "LAPOR-8812" };
    const first = await take("regency-data-entry", draft, key);
    expect(await take("regency-data-entry", draft, key)).toEqual(first);
    expect((await take("regency-data-entry", { channel: "hotline" }, key)).code).toBe("key-reused");
    const again = (await take("province-officer", draft)).answer as ComplaintReceipt;
    const one = first.answer as ComplaintReceipt;
    expect([again.caseId, again.receipt, again.wasKnown]).toEqual([one.caseId, one.receipt, true]);
    const other = await taken({ channel: "whatsapp", outsideNumber: "LAPOR-8812" });
    expect(other.caseId).not.toBe(one.caseId);
  });

  test("two at once with one number are one", async () => {
    const draft = { channel: "sp4n-lapor", outsideNumber: "LAPOR-9000" };
    const both = await Promise.all([
      take("regency-data-entry", draft),
      take("province-officer", draft),
    ]);
    expect(new Set(both.map(({ answer }) => (answer as ComplaintReceipt).caseId)).size).toBe(1);
  });

  test("is taken only where the officer sits", async () => {
    expect((await take("regency-data-entry", { village: String(ELSEWHERE) })).code).toBe(
      "not-found",
    );
  });
});

describe("over the internet", () => {
  const filled = (kiriman: string, more: Record<string, string> = {}) => ({
    ...{ kiriman, kode: code, "hal-card-held": "ya", pihak: "facilitator", program: "pkh" },
    ...{ hari: "", rupiah: "", cerita: "Kartu dibawa ketua kelompok", kontak: "", terancam: "ya" },
    ...more,
  });

  test("one page, sent twice is one complaint; who complains is read by whoever examines and nobody else", async () => {
    const form = (await at.app.inject({ method: "GET", url: "/aduan" })).body;
    const kiriman = KIRIMAN.exec(form)?.[1] ?? "";
    const before = (await list("regency-verifier")).length;
    const sent = await post("/aduan", filled(kiriman));
    expect(sent.statusCode).toBe(200);
    expect(sent.body).toContain("Pengaduan Bapak/Ibu sudah kami terima.");
    const again = await post("/aduan", filled(kiriman));
    expect(NUMBER.exec(again.body)?.[1]).toBe(NUMBER.exec(sent.body)?.[1]);
    const rows = await list("regency-verifier");
    expect(rows.length).toBe(before + 1);
    const mine = rows.find(({ about }) => about.id.includes("Kartu"));
    const id = mine?.caseId ?? "";
    expect(mine?.marks.map(({ id: words }) => words)).toContain("Pelapor merasa terancam.");
    const said = (found: ServiceCase) => found.facts.map(({ label }) => label.id);
    expect(said(await whole("regency-verifier", id))).toContain("Keluarga yang mengadu");
    expect(said(await whole("agency-head", id))).not.toContain("Keluarga yang mengadu");
    expect(said(await whole("agency-head", id))).not.toContain("Ceritanya");
    // Under threat it is a matter of a day.
    moment += 2 * DAY_MS;
    const called = await escalateComplaints(desk(), new Date(moment).toISOString());
    expect(called.map(({ caseId }) => String(caseId))).toContain(id);
  });

  test("what was typed stays where something is wrong, and nothing is kept", async () => {
    const form = (await at.app.inject({ method: "GET", url: "/aduan" })).body;
    const kiriman = KIRIMAN.exec(form)?.[1] ?? "";
    const before = (await list("regency-verifier")).length;
    for (const more of [
      { kode: "SALAH" },
      { "hal-card-held": "" },
      { pihak: "" },
      { rupiah: "seribu" },
      { hari: "2999-01-01" },
    ]) {
      const wrong = await post("/aduan", filled(kiriman, more));
      expect(wrong.statusCode).toBe(422);
      expect(wrong.body).toContain("Kartu dibawa ketua kelompok");
      expect(wrong.body).toContain(kiriman);
    }
    expect((await list("regency-verifier")).length).toBe(before);
  });

  test("what is told lies sealed at the desk and in no log line", async () => {
    const { rows } = await desk().owner.query(
      "select encode(told_enc, 'escape') as sealed from dtsen.complaint where told_enc is not null",
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { sealed } of rows) expect(sealed).not.toContain("Kartu dibawa");
  });
});
