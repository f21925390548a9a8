import { beforeAll, describe, expect, test } from "vitest";
import { ROLE_TERMS, type Role } from "#domain/role.ts";
import { TOLD_ACTS, TOLD_LATER_DAYS, TOLD_PUBLIC_ACTS } from "#domain/told-reading.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { sayAct } from "./audit-words.ts";
import { MOST_READINGS } from "./pages/own-readers.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
let at: Awaited<ReturnType<typeof openProposalDesk>>;
let kode = "";
let others = "";
let cek = "";

const codeOf = async (family: number) => {
  const { body } = await at.as("village-operator")(
    "POST",
    `/api/v1/families/${family}/explanation-code`,
    {
      body: { personId: String(family * 10), hasSeenCard: true },
      headers: { "idempotency-key": `kode-${family}-pembaca` },
    },
  );
  return (body as { code: string }).code;
};

beforeAll(async () => {
  at = await openProposalDesk(desk(), now);
  const keys = await openLookupKeys(desk().settings.keyFolder);
  cek = keys.codeOf("slip", "contoh 1");
  await desk().owner.query(
    "insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no) values ($1, 1, $2, $2)",
    [keys.codeIndex(cek as never), HERE],
  );
  kode = await codeOf(1);
  others = await codeOf(2);
});

const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const show = async (code = kode, way = "/mengapa/siapa") => await post(way, { kode: code });
const ANSWER = /id="jawaban">(.*?)<\/div>/s;
const linesIn = (body: string) => [...(ANSWER.exec(body)?.[1] ?? "").matchAll(/<li>(.*?)<\/li>/g)];
/** What is listed, each line as it is read. */
const listed = async (code?: string) =>
  linesIn((await show(code)).body).map(([, text]) => (text ?? "").replaceAll(/<[^>]+>/g, ""));
const sheet = async (role: Role, family = 1) =>
  await at.as(role)("GET", `/api/v1/families/${family}`, { purpose: "verification" });
const has = (lines: readonly string[], ...parts: readonly string[]) =>
  lines.some((line) => parts.every((part) => line.includes(part)));

describe("a family reads who saw its data", () => {
  test("at once, by role, office, act and purpose, and how often; never by name", async () => {
    await sheet("regency-verifier");
    await sheet("regency-verifier");
    const lines = await listed();
    expect(
      has(
        lines,
        ROLE_TERMS["regency-verifier"].words.id,
        "Membuka lembar keluarga",
        ", untuk verifikasi",
        "2 kali",
      ),
    ).toBe(true);
    expect(has(lines, "Memberikan Kode Penjelasan")).toBe(true);
    const { rows } = await desk().owner.query<{ username: string }>(
      "select username from dtsen.account",
    );
    const { body } = await show();
    for (const { username } of rows) expect(body).not.toContain(`>${username}<`);
  });

  test("and not who saw another's", async () => {
    await sheet("psm", 2);
    const [own, other] = [await listed(), await listed(others)];
    const psm = (lines: readonly string[]) => has(lines, ROLE_TERMS.psm.words.id, "lembar");
    expect([psm(own), psm(other)]).toEqual([false, true]);
  });

  test("its own looks too, by the Kode Cek and by this page", async () => {
    await post("/", { kode: cek });
    await show();
    const lines = await listed();
    expect(has(lines, "Lewat situs ini", "Melihat siapa yang membuka")).toBe(true);
  });

  test("an objection is told later, once whoever visits unannounced has long been there", async () => {
    await desk().owner.query(
      `insert into dtsen.audit_entry (account_id, act, subject_kind, subject_id, family_id, village_no, fields_class, purpose_code, detail)
       select account_id, 'read-objection', 'family', 1, 1, $1, 'work', 'verification', '{"role": "regency-verifier", "office": "x"}'
       from dtsen.account limit 1`,
      [HERE],
    );
    expect(has(await listed(), "Membuka sanggah")).toBe(false);
    ahead = (TOLD_LATER_DAYS - 1) * DAY_MS;
    expect(has(await listed(), "Membuka sanggah")).toBe(false);
    ahead = (TOLD_LATER_DAYS + 1) * DAY_MS;
    // The code has ended by then: the family comes for another one.
    await desk().owner.query(
      "update dtsen.explanation_code set expires_at = now() + interval '1 day'",
    );
    expect(has(await listed(), "Membuka sanggah")).toBe(true);
    ahead = 0;
  });

  test("nothing of what one of the house asked for in secret: a complaint, an objection, protection", async () => {
    const sent = await post("/aduan", {
      ...{ kiriman: "6b5f2a10-0000-4000-8000-000000000001", kode: cek, pihak: "facilitator" },
      ...{ "hal-rude-service": "ya", terancam: "ya" },
    });
    expect(sent.body).toContain("Pengaduan Bapak/Ibu sudah kami terima");
    await post("/sanggah", { kode: cek });
    // As if the case of a complaint named its family, which today it does not.
    await desk().owner.query(
      `insert into dtsen.audit_entry (account_id, act, subject_kind, subject_id, family_id, village_no, fields_class, purpose_code, detail)
       select min(account_id), 'read-complaint', 'family', 1, 1, $1, 'work', 'service', '{}' from dtsen.account`,
      [HERE],
    );
    const { rows } = await desk().owner.query<{ act: string }>(
      "select distinct act from dtsen.audit_entry where family_id = 1",
    );
    const acts = rows.map(({ act }) => act);
    expect(acts).toEqual(
      expect.arrayContaining(["send-complaint", "read-complaint", "propose-aid"]),
    );
    ahead = 300 * DAY_MS;
    await desk().owner.query(
      "update dtsen.explanation_code set expires_at = now() + interval '1 day'",
    );
    const lines = await listed();
    ahead = 0;
    expect(lines.filter((line) => /adu|lindung|Mengusulkan lewat internet/i.test(line))).toEqual(
      [],
    );
  });

  test("nothing under the purpose of protection, nor of vault data", async () => {
    for (const [purpose, fields] of [
      ["protection", "facts"],
      ["verification", "vault"],
    ])
      await desk().owner.query(
        `insert into dtsen.audit_entry (account_id, act, subject_kind, subject_id, family_id, village_no, fields_class, purpose_code, detail)
         select account_id, 'read-family-waterfall-' || $3, 'family', 1, 1, $1, $2, $3, '{}' from dtsen.account limit 1`,
        [HERE, fields, purpose],
      );
    expect(has(await listed(), "read-family-waterfall")).toBe(false);
  });

  test("nothing about a member who is hidden for safety", async () => {
    await desk().owner.query(
      `insert into dtsen.audit_entry (account_id, act, subject_kind, subject_id, family_id, village_no, fields_class, purpose_code, detail)
       select min(account_id), 'read-card-holders', 'person', 11, 1, $1, 'facts', 'verification', '{}' from dtsen.account`,
      [HERE],
    );
    const isTold = async () => has(await listed(), "Membuka riwayat pemegang kartu");
    expect(await isTold()).toBe(true);
    await desk().owner.query("insert into dtsen.hidden_unit (unit, unit_id) values ('person', 11)");
    expect(await isTold()).toBe(false);
    await desk().owner.query("delete from dtsen.hidden_unit where unit_id = 11");
  });

  test("at most so many lines, and how many there are beyond; always of one length", async () => {
    const before = (await show(others)).rawPayload.length;
    await desk().owner.query(
      `insert into dtsen.audit_entry (account_id, act, subject_kind, subject_id, family_id, village_no, fields_class, purpose_code, at, detail)
       select (select min(account_id) from dtsen.account), 'read-family-sheet', 'family', 1, 1, $1, 'facts', 'verification',
         now() - make_interval(days => n), '{"role": "regency-supervisor", "office": "regency-social-affairs"}' from generate_series(1, 90) n`,
      [HERE],
    );
    const { body, rawPayload } = await show();
    expect(linesIn(body).length).toBe(MOST_READINGS);
    expect(body).toMatch(/Ada [0-9]+ catatan lagi/);
    expect(rawPayload.length).toBe(before);
    expect((await show(kode, "/en/mengapa/siapa")).body).toContain("Who saw our data");
  });

  test("by a code that holds, and no other", async () => {
    expect((await show("7K3M")).statusCode).toBe(400);
    expect((await show(cek)).statusCode).toBe(422);
    await desk().owner.query(
      "update dtsen.explanation_code set revoked_at = now() where person_id = 20",
    );
    expect((await show(others)).statusCode).toBe(422);
  });
});

test("every act of the policy is one that the log knows", () => {
  const acts = [...Object.keys(TOLD_ACTS), ...TOLD_PUBLIC_ACTS];
  expect(acts.filter((act) => sayAct(act).id === act)).toEqual([]);
});
