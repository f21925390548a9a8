import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  ExplanationCode,
  ProposalPage,
  ProposalReceipt,
} from "#contract/correction-proposals.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { FamilyWaterfall } from "#contract/family-waterfall.ts";
import type { Home } from "#contract/home.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS, type LookupLimits } from "#publication/lookup-limits.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import { postForm } from "#test/post-form.ts";
import { randomModels } from "#test/random-models.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { todayOf } from "./office-day.ts";
import {
  openExplanation,
  type ProposalDraft,
  proposeCorrection,
  readReceipt,
  type Visit,
} from "./own-explanation-rows.ts";
import { EXPLANATION_BYTES, RECEIPT_BYTES } from "./pages/why.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const family = (familyId: number, headName: string, villageNo = HERE) => ({
  familyId,
  villageNo,
  headName,
  nik: `993204170580000${familyId}`,
  kk: `993204010115000${familyId}`,
});
const FAMILIES = [
  family(1, "Sitiqz Aminahqz"),
  family(2, "Wayanqz"),
  family(3, "Budiqz", 5171011001),
];
/** Of family 1, after: the floor is of another kind and the power was raised. */
const RAISED = { power_capacity: 3, floor_material: 2 };
/** Asked of nobody, in either version. */
const UNKNOWN = { cooking_fuel: -2 };
const CUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;
let now = new Date();

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishAs("2026-3", FAMILIES, 4);
  await publishAs(
    "2026-4",
    FAMILIES.map((one) => (one.familyId === 1 ? { ...one, facts: RAISED } : one)),
    6,
  );
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({
    desk: desk(),
    settings,
    clock: () => now,
    webFolder: "web",
    lookupLimits: { ...LOOKUP_LIMITS, proposalsPerFamily: 8, codePerAddress: 60 },
    trustedProxies: 1,
  });
  for (const role of ["village-operator", "village-head", "regency-verifier", "auditor", "psm"]) {
    callers.set(role, await signedIn(app, role, new Date()));
  }
});
afterAll(async () => await app.close());

async function publishAs(
  label: string,
  families: readonly FixtureFamily[],
  decile: number,
): Promise<void> {
  const versionNo = await publishFamilies(
    desk(),
    families.map((one) => ({ ...one, decile, facts: { ...one.facts, ...UNKNOWN } })),
    label,
  );
  await desk().owner.query(
    "insert into dtsen.version_model (version_no, models, national_cuts) values ($1, $2, $3)",
    [versionNo, JSON.stringify(randomModels(1, [3204])), CUTS],
  );
  await desk().owner.query(
    `insert into dtsen.publication_sheet values ($1, $2, '2026-10-31', '2027-01-31', '2026-10-01', '2026-12-31',
       '{}', '{}', 1)`,
    [versionNo, label],
  );
  await desk().owner.query(
    `insert into dtsen.public_sheet select version_no, family_id, 'S*** A***', 0 from dtsen.family where version_no = $1`,
    [versionNo],
  );
}

/** Addresses differ, so that no test uses another's budget. */
let addresses = 0;
const post = (
  url: string,
  fields: Readonly<Record<string, string>>,
  address = `203.0.113.${++addresses}`,
) => postForm(app, url, fields, address);

async function issue(familyId: number, key: string = randomUUID(), role = "village-operator") {
  const answer = await callers.get(role)?.(
    "POST",
    `/api/v1/families/${familyId}/explanation-code`,
    {
      headers: { "idempotency-key": key },
      body: { personId: String(familyId * 10), hasSeenCard: true },
    },
  );
  return {
    status: answer?.status,
    body: answer?.body as ExplanationCode & { readonly code: string },
  };
}

const propose = async (kode: string, pilih: string, more: Readonly<Record<string, string>> = {}) =>
  await post("/mengapa/kirim", { kode, pilih, kiriman: randomUUID(), ...more });

/** What is read of a page. */
const plain = (body: string) => body.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const numberIn = (body: string) => /class="number">([0-9A-Z-]+)</.exec(body)?.[1] ?? "";

async function decide(role: string, proposalId: string, body: object) {
  const answer = await callers.get(role)?.(
    "POST",
    `/api/v1/correction-proposals/${proposalId}/decision`,
    { headers: { "idempotency-key": randomUUID() }, body },
  );
  return {
    status: answer?.status,
    body: answer?.body as ProposalReceipt & { readonly code?: string },
  };
}

async function listed(role: string, state = "open"): Promise<ProposalPage["items"]> {
  const answer = await callers.get(role)?.("GET", `/api/v1/correction-proposals?state=${state}`);
  return (answer?.body as ProposalPage | undefined)?.items ?? [];
}

async function audited(act: string): Promise<number> {
  const { rows } = await desk().auditor.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = $1",
    [act],
  );
  return rows[0]?.n ?? 0;
}

test("an officer hands the code to a grown member; the same key is the same code, and it is kept nowhere", async () => {
  const key = randomUUID();
  const given = await issue(1, key);
  expect(given).toMatchObject({ status: 200, body: { path: "/mengapa" } });
  expect((await issue(1, key)).body.code).toBe(given.body.code);
  expect((await issue(3)).status).toBe(404);
  expect((await issue(1, randomUUID(), "village-head")).status).toBe(403);
  const plain = given.body.code.replaceAll("-", "");
  const { rows } = await desk().owner.query<{ kept: string }>(
    `select string_agg(t::text, ' ') as kept from (select to_jsonb(k) from dtsen.explanation_code k
       union all select to_jsonb(k) from dtsen.idempotency_key k
       union all select to_jsonb(k) from dtsen.audit_entry k) t`,
  );
  expect(rows[0]?.kept).not.toContain(plain);
  expect(rows[0]?.kept).not.toContain(given.body.code);
  await desk().owner.query("update dtsen.person set birth_date = 20200101 where person_id = 20");
  expect(await issue(2)).toMatchObject({ status: 400, body: { code: "not-a-grown-member" } });
  await desk().owner.query("update dtsen.person set birth_date = 19800517 where person_id = 20");
});

test("a family reads its group, the facts with source and day, what was estimated and what changed", async () => {
  const { code } = (await issue(1)).body;
  const page = await post("/mengapa", { kode: code });
  expect(page.statusCode).toBe(200);
  expect(page.rawPayload.length).toBe(EXPLANATION_BYTES);
  const said = plain(page.body);
  expect(said).toContain("kelompok 6 dari 10");
  expect(said).toContain("Kelompok dihitung menurut orang.");
  expect(said).toMatch(/Jenis lantai.*\(Regsosek, 15 Oktober 2022\)/);
  expect(said).toContain("Dulu kelompok 4, sekarang kelompok 6.");
  expect(said).toMatch(/Apa yang berubah.*1\.300.*Yang dapat dilakukan/s);
  expect(page.body.match(/value="power_capacity\.wrong"/g)).toHaveLength(1);
  expect(await audited("read-own-explanation")).toBe(1);
});

test("a family says that nothing has changed, once of a version; the officer's sheet says so, and no fact moves", async () => {
  const code = (await issue(1)).body.code;
  const before = await post("/mengapa", { kode: code });
  expect(before.body).toContain("Tidak ada yang berubah");
  for (let twice = 0; twice < 2; twice++) await post("/mengapa/tetap", { kode: code });
  const after = await post("/mengapa", { kode: code });
  expect(after.body).toContain("Keluarga menyatakan tidak ada yang berubah,");
  expect(after.rawPayload.length).toBe(before.rawPayload.length);
  const { rows } = await desk().owner.query(
    "select count(*)::int as words from dtsen.unchanged_word where family_id = 1",
  );
  expect(rows).toEqual([{ words: 1 }]);
  const answer = await callers.get("village-operator")?.("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  expect((answer?.body as FamilySheet | undefined)?.unchangedOn).toMatch(/^20[0-9]{2}-/);
  await post("/mengapa/tetap", { kode: "0000-0000-0000-0" });
  expect((await desk().owner.query("select from dtsen.unchanged_word")).rowCount).toBe(1);
});

describe("payments", () => {
  const paid = (phase: string, status: string, familyId = 1, program = "pkh") =>
    desk().owner.query(
      `with r as (insert into dtsen.payment_report (layout, owner, program, phase, phase_from, phase_to, reported_on, sha256,
           version_no, received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused)
         select 'test', 'bank', $4, $1, make_date(2026, right($1, 1)::int * 3 - 2, 1), make_date(2026, right($1, 1)::int * 3, 28),
           '2026-11-02', encode(sha256(convert_to($1 || $2 || $3 || $4, 'utf8')), 'hex'), version_no, 'x', 1, 1, 0, 0, 0
         from dtsen.publication_pointer returning report_no)
       insert into dtsen.payment (program, phase, unit, unit_id, family_id, holder_person_id, village_no, domicile_village_no,
         status, amount_rupiah, reported_on, report_no, is_on_list)
       select $4, $1, 'family', $3::bigint, $3::bigint, $3::bigint * 10, $5, $5, $2, 750000, '2026-11-02', report_no, true from r`,
      [phase, status, String(familyId), program, HERE],
    );

  test("the family reads how this phase and the one before stand, what it means and what to do; no amount", async () => {
    await paid("2026-q2", "returned");
    await paid("2026-q3", "paid");
    await paid("2026-q4", "account-failed");
    await paid("2026-q4", "not-withdrawn", 2);
    const page = await post("/mengapa", { kode: (await issue(1)).body.code });
    expect(page.rawPayload.length).toBe(EXPLANATION_BYTES);
    const said = plain(page.body);
    const { words, meaning, nextStep } = PAYMENT_TERMS["account-failed"];
    expect(said).toContain(`Program Keluarga Harapan (PKH), Oktober–Desember 2026: ${words.id}`);
    expect(said).toContain(`${meaning.id} ${nextStep.id}`);
    expect(said).toContain(`Juli–September 2026: ${PAYMENT_TERMS.paid.words.id}`);
    expect(said).toContain("Laporan bank atau PT Pos per 2 November 2026.");
    expect(said).not.toMatch(/April–Juni 2026|750/);
    expect(said).not.toContain(PAYMENT_TERMS["not-withdrawn"].words.id);
    const english = await post("/en/mengapa", { kode: (await issue(1)).body.code });
    expect(plain(english.body)).toContain(nextStep.en);
  });

  test("it reads that its card needs another holder, that the aid goes on, what to bring, and who collects at the post", async () => {
    const { owner } = desk();
    const read = async () =>
      plain((await post("/mengapa", { kode: (await issue(1)).body.code })).body);
    await paid("2026-q4", "invited", 1, "sembako");
    expect(await read()).not.toContain("Bantuan keluarga tidak berhenti");
    await owner.query(
      `with file as (insert into dtsen.case_file (kind, client_id, request_sha256, family_id, person_id, village_no,
           domicile_village_no, urgency, opened_at, state, step, holder_institution, holder_tier, since)
         values ('holder-change', gen_random_uuid(), '', 1, 10, $1, $1, 'planned', now(), 'open', 'proposal',
           'village-government', 'village', now()) returning case_id)
       insert into dtsen.holder_change (case_id, reason, known_from) select case_id, 'dead', 'register' from file`,
      [HERE],
    );
    await owner.query("update dtsen.payment_report set layout = 'pos-2026'");
    const said = await read();
    expect(said).toContain("Pemegang kartu meninggal.");
    expect(said).toContain("Bantuan keluarga tidak berhenti karenanya.");
    expect(said).toMatch(/Datang ke desa atau kelurahan dengan .*Kartu Keluarga asli/);
    expect(said).toMatch(/Di PT Pos yang boleh mengambil: .*anggota Kartu Keluarga yang sama/);
    await owner.query("delete from dtsen.holder_change");
    await owner.query("delete from dtsen.case_file where kind = 'holder-change'");
  });

  test("whoever is hidden for safety is told of nowhere", async () => {
    const told = async () =>
      (await desk().owner.query<{ told: unknown[] }>("select dtsen.own_payments(2) as told"))
        .rows[0]?.told;
    expect(await told()).toHaveLength(1);
    await desk().owner.query("insert into dtsen.hidden_unit values ('family', 2)");
    expect(await told()).toEqual([]);
    await desk().owner.query("delete from dtsen.hidden_unit");
  });
});

describe("a removal reaches the family", () => {
  async function removal(state: string, more = "", act?: string): Promise<void> {
    const { owner } = desk();
    await owner.query(
      `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
       select (select min(version_no) from dtsen.version), p.version_no, '{}', repeat('c', 64), 21, '2026-11-02', '2026-12-01'
       from dtsen.publication_pointer p where not exists (select from dtsen.removal_run)`,
    );
    await owner.query("delete from dtsen.removal");
    await owner.query(
      `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause,
         detail, is_reviewed, state, proposed_by, notice_on, effect_on)
       select run_no, version_no, 'pkh', 'family', 1, 1, $1, $1, 'decile', 'decile-1-to-4', true, $2, null,
         ${more === "" ? "null, null" : more} from dtsen.removal_run`,
      [HERE, state],
    );
    if (act === undefined) return;
    await owner.query(
      `insert into dtsen.removal_act (removal_id, act, account_id, reason, at, village_no, domicile_village_no)
       select removal_id, $1, account_id, 'alasan yang cukup panjang', '2026-12-20 09:00+07', $2, $2
       from dtsen.removal, dtsen.account where username = 'regency-verifier'`,
      [act, HERE],
    );
  }
  const read = async (path = "/mengapa") => {
    const page = await post(path, { kode: (await issue(1)).body.code });
    expect(page.rawPayload.length).toBe(EXPLANATION_BYTES);
    return plain(page.body);
  };
  const SERVED = "'2026-11-10', '2026-12-10'";

  test("why, by which source of which day, until when, that the aid goes on, how to object and who helps", async () => {
    await removal("noticed", SERVED);
    const said = await read();
    expect(said).toMatch(/Pemberitahuan untuk keluarga ini.*bantuan tetap berjalan/);
    expect(said).toMatch(
      /Mengapa.*kelompok 1 sampai 4.*Sumber: hitungan data tunggal.*versi 2026-4/,
    );
    expect(said).toContain("Surat diserahkan 10 November 2026");
    expect(said).toContain("Paling cepat keluar 10 Desember 2026");
    expect(said).toContain("Keberatan paling lambat sebelum 10 Desember 2026");
    expect(said).toMatch(/Dasar hukum.*\d/);
    expect(said).toMatch(/Cara keberatan.*kami keberatan.*dinas sosial, telepon 171/);
    expect(await read("/en/mengapa")).toContain(
      "Off the list on, at the earliest 10 December 2026",
    );
  });

  test("until the letter is handed over no day is said; a review that holds the place is none", async () => {
    await removal("noticed");
    expect(await read()).toMatch(
      /masa tanggapan belum mulai.*21 hari kerja sesudah surat diserahkan/,
    );
    await removal("held");
    expect(await read()).toMatch(/Sedang ditinjau petugas, dan bantuan tetap berjalan/);
  });

  test("what became of the objection; and after it, what ended, why, by which law, and how to come back", async () => {
    await removal("appealed", SERVED, "record-appeal");
    expect(await read()).toMatch(
      /Bantuan tetap berjalan sampai dua orang.*Keberatan diterima 20 Desember 2026/,
    );
    await removal("kept", SERVED, "keep");
    expect(await read()).toMatch(/Keluarga tetap menerima.*Dijawab 20 Desember 2026/);
    await removal("effective", SERVED, "confirm-removal");
    const said = await read();
    expect(said).toMatch(/Bantuan ini sudah berakhir.*Yang berakhir.*Berakhir 20 Desember 2026/);
    expect(said).toMatch(/Dasar hukum.*Cara kembali.*dipulihkan/);
    expect(said).not.toContain("Cara keberatan");
  });

  test("what is prepared beside a version that waits is told to nobody, nor what tells of somebody hidden", async () => {
    await removal("noticed", SERVED);
    await desk().owner.query("update dtsen.removal_run set issued_on = null, effect_on = null");
    expect(await read()).not.toContain("Pemberitahuan");
    await desk().owner.query("delete from dtsen.removal; delete from dtsen.removal_run");
  });
});

describe("a statement that was set aside", () => {
  const NOT_USED =
    /Keterangan yang tidak dipakai.*“Daya listrik terpasang” dari PLN \(listrik\) tanggal 1 Mei 2026 (.*?), karena petugas/;
  const read = async (path = "/mengapa") =>
    plain((await post(path, { kode: (await issue(1)).body.code })).body);
  const sheet = async () => {
    const answer = await callers.get("regency-verifier")?.("GET", "/api/v1/families/1", {
      purpose: "verification",
    });
    return (answer?.body as FamilySheet | undefined)?.setAside;
  };
  const set = (assign: string) =>
    desk().owner.query(`update dtsen.evidence_check set ${assign} where family_id = 1`);

  beforeAll(async () => {
    const { owner } = desk();
    await owner.query(
      `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome,
         rules_true, rules_unknown)
       select version_no, 1, 'pkh', 'family', 1, $1, $1, 'recipient', 0, 0 from dtsen.publication_pointer`,
      [HERE],
    );
    await owner.query(
      `insert into dtsen.evidence_check (version_no, family_id, person_id, village_no, domicile_village_no, source, subject_kind,
         statement, amount, observed_on, match_probability_milli, reason, state, decided_by, decided_at, decision_reason)
       select min(version_no), 1, 10, $1, $1, 'pln', 'meter', 'power-va', 2200, '2026-05-01', 640, 'below-threshold', 'dismissed',
         (select account_id from dtsen.account where username = 'regency-verifier'), '2026-10-06 12:00+07', 'meteran milik Pakqz Kos'
       from dtsen.version`,
      [HERE],
    );
  });
  afterAll(async () => {
    await desk().owner.query("delete from dtsen.evidence_check; delete from dtsen.outcome");
  });

  test("is named with its source and day, on the family's page and on the sheet; the officer's words are not", async () => {
    const said = await read();
    expect(NOT_USED.exec(said)?.[1]).toBe("tidak dipakai");
    expect(said).not.toMatch(/Pakqz|2\.200/);
    expect(await read("/en/mengapa")).toContain("does not count, because an officer");
    expect(await sheet()).toEqual([
      { personId: "10", words: expect.objectContaining({ id: expect.stringContaining("PLN") }) },
    ]);
  });

  test("counts from the next version on where it was set aside after this one was built", async () => {
    await set("decided_at = now() + interval '1 hour'");
    expect(NOT_USED.exec(await read())?.[1]).toBe("tidak dipakai lagi mulai versi berikutnya");
    await set("decided_at = '2026-10-06 12:00+07'");
  });

  test("is found under the number it was asked for, and as long as it stands set aside", async () => {
    await set("person_id = 77, family_id = 1");
    expect(await sheet()).toEqual([]);
    await desk().owner.query(
      "insert into dtsen.person_redirect select version_no, 77, 10 from dtsen.publication_pointer",
    );
    expect(await sheet()).toHaveLength(1);
    await desk().owner.query("delete from dtsen.person_redirect");
    await set("person_id = null, state = 'open', decided_by = null, decided_at = null");
    expect(await sheet()).toEqual([]);
    await set("state = 'dismissed', decided_by = 1, decided_at = '2026-10-06 12:00+07'");
    expect(NOT_USED.test(await read())).toBe(true);
  });

  test("tells of nobody who is hidden, nor of a sealed report", async () => {
    await set("person_id = 10");
    await desk().owner.query(
      "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', 10, 'violence', 1)",
    );
    const { rows } = await desk().owner.query(
      "select s.* from dtsen.publication_pointer p, dtsen.statements_set_aside(p.version_no, '{1}') s",
    );
    expect(rows).toEqual([]);
    await desk().owner.query("delete from dtsen.suppression where unit_id = 10");
    await set("statement = 'sealed-report', amount = null");
    expect(await read()).not.toContain("Keterangan yang tidak dipakai");
    expect(await sheet()).toHaveLength(1);
  });
});

test("nothing on it is an amount, a weight, a label of poverty, a name or a number of a card", async () => {
  const { code } = (await issue(1)).body;
  const { body } = await post("/mengapa", { kode: code });
  expect(plain(body)).not.toMatch(/\bRp\b|rupiah|bobot|\bskor\b|\bjuta\b|miskin|rentan|desil/i);
  expect(plain(body)).not.toMatch(/Sitiqz|\d{6,}/);
});

test("a family whose place is not sure reads between which groups it lies, as the version froze it, and no chance", async () => {
  const { code } = (await issue(1)).body;
  const banded = async (band: string | null) => {
    await desk().owner.query("update dtsen.family set place_band = $1 where family_id = 1", [band]);
    return plain((await post("/mengapa", { kode: code })).body);
  };
  const near = await banded("{5,7,0,0,1,2,38,71,90,97,99}");
  expect(near).toContain("dekat batas: bisa masuk kelompok 5 sampai 7.");
  expect(near).not.toMatch(/%|persen|peluang/i);
  expect(await banded("{6,6,0,0,1,2,8,91,95,97,99}")).not.toContain("dekat batas");
  expect(await banded(null)).not.toContain("dekat batas");
});

test("a code that was never given, has ended, is another's or was followed by a newer one is one answer", async () => {
  const old = (await issue(1)).body.code;
  await issue(1);
  const ended = (await issue(2)).body.code;
  await desk().owner.query(
    "update dtsen.explanation_code set expires_at = now() where family_id = 2",
  );
  const answers = await Promise.all(
    [old, ended, "0000-0000-0000-0"].map((kode) => post("/mengapa", { kode })),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
});

test("whoever is hidden for safety takes the explanation along, and a family with a hidden member reads none", async () => {
  const { code } = (await issue(2)).body;
  expect((await post("/mengapa", { kode: code })).statusCode).toBe(200);
  await desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('family', 2, 'violence', 1)",
  );
  expect((await post("/mengapa", { kode: code })).statusCode).toBe(422);
  expect((await propose(code, "floor_material.wrong", { nilai: "2" })).statusCode).toBe(422);
  expect((await issue(2)).status).toBe(404);
  await desk().owner.query("delete from dtsen.suppression where unit = 'family' and unit_id = 2");
});

test("where one member is hidden the others read that nothing can be shown, and may not ask about facts", async () => {
  await desk().owner.query(
    `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, life_status, birth_date, facts)
     select version_no, 21, family_id, village_no, domicile_village_no, 'Dewiqz', 1, birth_date, facts
     from dtsen.person where person_id = 20`,
  );
  await desk().owner.query("update dtsen.family set size = 2 where family_id = 2");
  const { code } = (await issue(2)).body;
  expect((await post("/mengapa", { kode: code })).body).toContain("kelompok 6 dari 10");
  await desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', 21, 'violence', 1)",
  );
  const { body } = await post("/mengapa", { kode: code });
  expect(body).toContain("Penjelasan belum dapat ditunjukkan di sini");
  expect(body).not.toContain("kelompok 6");
  expect((await propose(code, "floor_material.wrong", { nilai: "2" })).statusCode).toBe(422);
  await desk().owner.query("delete from dtsen.suppression where unit_id = 21");
});

test("Salah beside a fact asks what is right; without an answer it asks again", async () => {
  const { code } = (await issue(1)).body;
  const form = await post("/mengapa/salah", { kode: code, pilih: "power_capacity.wrong" });
  expect(form.body).toContain("<select");
  expect(form.rawPayload.length).toBe(RECEIPT_BYTES);
  expect((await propose(code, "power_capacity.wrong", { nilai: "77" })).statusCode).toBe(422);
  expect((await propose(code, "power_capacity.wrong")).statusCode).toBe(422);
  expect((await propose(code, "no_such_fact.wrong", { nilai: "1" })).statusCode).toBe(400);
  expect(await listed("village-operator")).toEqual([]);
});

test("the receipt says who holds it and until when; sent twice it is one proposal, asked again it is the one that stands", async () => {
  const { code } = (await issue(1)).body;
  const kiriman = randomUUID();
  const first = await propose(code, "power_capacity.wrong", { nilai: "1", kiriman });
  expect(first.statusCode).toBe(200);
  const number = numberIn(first.body);
  expect(number).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]$/);
  expect(first.body).toContain("petugas desa atau kelurahan");
  expect(first.body).toContain("Usulan sudah diterima.");
  const again = await propose(code, "power_capacity.wrong", { nilai: "1", kiriman });
  expect(numberIn(again.body)).toBe(number);
  const other = await propose(code, "power_capacity.changed", { nilai: "2" });
  expect([numberIn(other.body), other.body.includes("sudah pernah diusulkan")]).toEqual([
    number,
    true,
  ]);
  const found = await post("/tanda-terima", { nomor: number });
  expect(found.body).toContain("menunggu petugas");
  expect(found.body).not.toMatch(/450|1\.300|Sitiqz/);
  expect((await post("/tanda-terima", { nomor: "0000-0000-0000-0" })).statusCode).toBe(422);
  expect(await listed("village-operator")).toHaveLength(1);
});

test("time hands it up and never decides: after two weeks the regency holds it, after four the province", async () => {
  const { rows } = await desk().owner.query<{ client_id: string }>(
    "select client_id::text from dtsen.correction_proposal",
  );
  const { code } = (await issue(1)).body;
  const standing = await propose(code, "power_capacity.wrong", {
    nilai: "1",
    kiriman: rows[0]?.client_id ?? "",
  });
  const number = numberIn(standing.body);
  const today = now;
  const after = async (days: number) => {
    now = new Date(`${addDays(todayOf(today) as PlainDate, days)}T05:00:00Z`);
    return (await post("/tanda-terima", { nomor: number })).body;
  };
  expect(await after(15)).toContain("dinas sosial kabupaten/kota</dd>");
  const late = await after(40);
  expect(late).toContain("dinas sosial provinsi");
  expect(late).toContain("tenggat sudah lewat; tetap terbuka");
  expect(late).toContain("menunggu petugas");
  now = today;
});

test("the village sees it, decides once; it becomes a finding that a second person confirms, and the receipt follows", async () => {
  expect(await listed("auditor")).toEqual([]);
  const home = await callers.get("village-operator")?.("GET", "/api/v1/home");
  expect((home?.body as Home | undefined)?.tasks).toContainEqual(
    expect.objectContaining({ kind: "correction-proposals", count: 1, link: "/usulan" }),
  );
  const [waiting] = await listed("village-operator");
  expect(waiting).toMatchObject({
    headName: "Sitiqz Aminahqz",
    variable: "power_capacity",
    state: "waiting",
    recorded: { id: "1.300 VA" },
    proposedValue: 1,
  });
  const id = waiting?.proposalId ?? "";
  expect((await decide("regency-verifier", id, { decision: "recorded" })).status).toBe(403);
  expect(await decide("village-operator", id, { decision: "refused" })).toMatchObject({
    status: 400,
    body: { code: "no-refusal" },
  });
  expect(await decide("village-operator", id, { decision: "recorded" })).toMatchObject({
    status: 200,
    body: { state: "recorded" },
  });
  expect(await decide("psm", id, { decision: "recorded" })).toMatchObject({
    status: 409,
    body: { code: "proposal-decided" },
  });
  const { rows } = await desk().owner.query<{ finding_id: number; fact_value: number }>(
    "select finding_id, fact_value from dtsen.finding where kind = 'correction'",
  );
  expect(rows).toMatchObject([{ fact_value: 1 }]);
  const headers = { "idempotency-key": randomUUID() };
  const confirm = `/api/v1/findings/${rows[0]?.finding_id}/confirmation`;
  const confirmed = await callers.get("village-head")?.("POST", confirm, { headers, body: {} });
  expect(confirmed?.status).toBe(200);
  expect((await listed("village-operator", "decided"))[0]).toMatchObject({ state: "in-force" });
});

test("what members make together is asked without a value, and taken up by a finding that a visit recorded", async () => {
  const { code } = (await issue(1)).body;
  const form = await post("/mengapa/salah", { kode: code, pilih: "members_working.changed" });
  expect(form.body).toContain("Petugas akan menanyakannya saat berkunjung");
  const sent = await propose(code, "members_working.changed");
  const number = numberIn(sent.body);
  const id = (await listed("village-operator"))[0]?.proposalId ?? "";
  await desk().owner.query("update dtsen.finding set recorded_at = now() - interval '9 days'");
  expect(await decide("village-operator", id, { decision: "recorded" })).toMatchObject({
    status: 409,
    body: { code: "no-finding-yet" },
  });
  const refused = await decide("village-operator", id, {
    decision: "refused",
    refusal: "as-recorded",
  });
  expect(refused.status).toBe(200);
  const looked = await post("/tanda-terima", { nomor: number });
  expect(looked.body).toContain("Petugas berkunjung dan keadaannya seperti yang tercatat.");
});

test("a family proposes so often a day and no more, and so does an address ask", async () => {
  const { code } = (await issue(1)).body;
  const statuses: number[] = [];
  for (const fact of ["wall_material", "roof_material", "water_source", "closet_type"]) {
    statuses.push((await propose(code, `${fact}.wrong`, { nilai: "2" })).statusCode);
  }
  expect(statuses).toContain(429);
  const asked: number[] = [];
  for (let n = 0; n < 62; n++)
    asked.push(
      (await post("/tanda-terima", { nomor: "0000-0000-0000-0" }, "198.51.100.9")).statusCode,
    );
  expect(asked.slice(-1)).toEqual([429]);
});

test("the full sum is for who weighs scores: it adds up to the last unit, names nobody, and is noted", async () => {
  const weigh = async (role: string, purpose: string) =>
    await callers.get(role)?.("GET", "/api/v1/families/1/waterfall", { purpose });
  expect((await weigh("village-operator", "verification"))?.status).toBe(403);
  const answer = await weigh("auditor", "supervision");
  const { national, area, reference, steps, score, moved, ...rest } = (answer?.body ??
    {}) as FamilyWaterfall;
  expect(national + area.adds).toBe(reference);
  expect(area).toMatchObject({ regency: { code: "3204" }, hasOwnModel: area.adds !== 0 });
  expect(steps.reduce((sum, { adds }) => sum + adds, reference)).toBe(score);
  expect(rest.storedScore).toEqual(expect.any(Number));
  const estimated = steps.filter((step) => step.estimated);
  expect(estimated.length).toBeGreaterThan(0);
  expect(estimated.every(({ answer: code, adds }) => code < 0 && adds === 0)).toBe(true);
  expect(moved?.facts.reduce((sum, { adds }) => sum + adds, moved.byModel)).toBe(moved?.move);
  expect(moved?.move).not.toBe(0);
  expect(answer?.text).not.toMatch(/Sitiqz|99320417/);
  expect(await audited("read-waterfall")).toBe(1);
  await desk().owner.query(
    `insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', 10, 'violence', 1)`,
  );
  expect((await weigh("auditor", "supervision"))?.status).toBe(404);
  await desk().owner.query(`delete from dtsen.suppression where unit_id = 10`);
});

test("an officer's sheet knows no word of poverty and no estimated amount of money", async () => {
  const answer = await callers.get("village-operator")?.("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  const { programs: _aid, ...sheet } = (answer?.body ?? {}) as FamilySheet;
  const text = JSON.stringify(sheet);
  expect(text.length).toBeGreaterThan(5000);
  expect(text).not.toMatch(/\bRp\b|rupiah|miskin|\bpoor\b|poverty|rentan|expenditure|pengeluaran/i);
});

test("the officer's sheet says the same: source and day of each fact, and what changed since", async () => {
  const answer = await callers.get("village-operator")?.("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  const why = (answer?.body as FamilySheet | undefined)?.why;
  expect(why?.changed).toMatchObject({
    since: { label: "2026-3" },
    decileBefore: 4,
    decileAfter: 6,
  });
  expect(why?.changed?.facts.map(({ feature }) => feature).sort()).toEqual([
    "floor_material",
    "power_capacity",
  ]);
  expect((why?.changed?.byScore ?? 0) + (why?.changed?.byOthers ?? 0)).toBe(2);
});

/** Straight at the desk, with an address and budgets of its own. */
async function visitFrom(address: string, budgets: Partial<LookupLimits> = {}): Promise<Visit> {
  return {
    caller: desk().app,
    keys: await openLookupKeys(desk().settings.keyFolder),
    limits: { ...LOOKUP_LIMITS, ...budgets },
    address,
    requestId: "guards",
  };
}
const asCode = (spelt: string) => mustAccept(parseKodeCek(spelt), "code");
const codeOf = async (familyId: number) => asCode((await issue(familyId)).body.code);
const saying = (change: Partial<ProposalDraft> = {}): ProposalDraft => ({
  clientId: randomUUID(),
  askedAbout: "cooking_fuel",
  ground: "wrong",
  unit: "family",
  unitId: 2,
  variableId: "cooking_fuel",
  value: 2,
  receivedOn: "2026-11-01",
  ...change,
});

test("an address that has tried codes all day opens nothing more, not even with a right one", async () => {
  const visit = await visitFrom("tries", { codePerAddress: 3 });
  const code = await codeOf(2);
  for (let n = 0; n < 3; n++) await openExplanation(visit, asCode("0000-0000-0000-0"));
  const hits = await opened();
  const none = {
    ...{ sheet: null, before: null, masked: null },
    ...{ outcomes: [], removals: [], payments: [], proposals: [], objections: [], holder: null },
    ...{ resignations: [], unchanged_on: null },
  };
  expect(await openExplanation(visit, code)).toEqual({ verdict: "over-budget", ...none });
  expect(await opened()).toBe(hits);
  expect(await openExplanation(await visitFrom("another"), code)).toMatchObject({
    verdict: "answered",
  });
  expect(await opened()).toBe(hits + 1);
});

const opened = async (): Promise<number> => {
  const { rows } = await desk().auditor.query<{ n: number }>(
    `select count(*)::int as n from dtsen.audit_entry where act = 'read-own-explanation' and family_id is not null
       and actor = 'public' and purpose_code = 'own-data'`,
  );
  return rows[0]?.n ?? 0;
};

test("an address proposes so often a day, whichever families it holds codes of", async () => {
  const visit = await visitFrom("one-phone", { proposalsPerAddress: 1 });
  const code = await codeOf(2);
  const first = await proposeCorrection(visit, code, saying());
  expect(first.verdict).toBe("received");
  const more = saying({ askedAbout: "water_source", variableId: "water_source" });
  expect((await proposeCorrection(visit, code, more)).verdict).toBe("over-budget");
  const receipt = await readReceipt(
    await visitFrom("one-phone", { codePerAddress: 0 }),
    first.receipt as KodeCek,
  );
  expect(receipt).toMatchObject({ verdict: "over-budget", asked_about: null, village_no: null });
});

test("a message of one family, or about one fact, is not sent again as another's", async () => {
  const [visit, code, other] = [await visitFrom("replay"), await codeOf(2), await codeOf(1)];
  const draft = saying({ askedAbout: "closet_type", variableId: "closet_type" });
  const first = await proposeCorrection(visit, code, draft);
  expect(first.verdict).toBe("received");
  expect(await proposeCorrection(visit, code, draft)).toEqual(first);
  const unknown = { verdict: "unknown", receipt: undefined };
  expect(await proposeCorrection(visit, other, { ...draft, unitId: 1 })).toEqual(unknown);
  const elsewhere = { ...draft, askedAbout: "roof_material" };
  expect(await proposeCorrection(visit, code, elsewhere)).toEqual(unknown);
});

test("nobody proposes about another family's house, or about somebody who does not live there", async () => {
  const [visit, code] = [await visitFrom("neighbour"), await codeOf(2)];
  const about = { askedAbout: "roof_material", variableId: "roof_material" };
  for (const change of [{ unitId: 1 }, { unit: "person", unitId: 10 } as const]) {
    const answer = await proposeCorrection(visit, code, saying({ ...about, ...change }));
    expect(answer, JSON.stringify(change)).toEqual({ verdict: "unknown", receipt: undefined });
  }
  await hidePerson(21);
  const hidden = saying({ ...about, unit: "person", unitId: 21 });
  expect((await proposeCorrection(visit, code, hidden)).verdict).toBe("unknown");
  await desk().owner.query("delete from dtsen.suppression where unit_id = 21");
  expect((await proposeCorrection(visit, code, hidden)).verdict).toBe("received");
});

const hidePerson = (personId: number) =>
  desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', $1, 'violence', 1)",
    [personId],
  );

test("a code opens where its holder lives now, and nothing once the holder is hidden, dead or found double", async () => {
  const [visit, code] = [await visitFrom("holder"), await codeOf(2)];
  const opens = async () => {
    const { verdict, sheet } = await openExplanation(visit, code);
    return sheet?.family_id ?? verdict;
  };
  const { owner } = desk();
  expect(await opens()).toBe(2);
  await owner.query("update dtsen.person set family_id = 1 where person_id = 20");
  expect(await opens()).toBe(1);
  await owner.query("update dtsen.person set family_id = 2 where person_id = 20");
  await owner.query(
    "insert into dtsen.person_redirect select version_no, 20, 10 from dtsen.publication_pointer",
  );
  expect(await opens()).toBe(1);
  await owner.query("delete from dtsen.person_redirect");
  await owner.query("update dtsen.person set life_status = 2 where person_id = 20");
  expect(await opens()).toBe("unknown");
  await owner.query("update dtsen.person set life_status = 1 where person_id = 20");
  await hidePerson(20);
  expect(await opens()).toBe("unknown");
  await owner.query("delete from dtsen.suppression where unit_id = 20");
  for (const kind of ["deceased", "duplicate"]) {
    await owner.query(
      `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
       values ('person', 20, 2, $1, $2, $2, '2026-11-01', 1)`,
      [kind, HERE],
    );
    expect(await opens(), `${kind}, by one person's word`).toBe(2);
    await owner.query("update dtsen.finding set confirmed_by = 2 where unit_id = 20");
    expect(await opens(), kind).toBe("unknown");
    await owner.query("delete from dtsen.finding where unit_id = 20");
  }
  expect(await opens()).toBe(2);
});

test("a receipt says nothing of a family that is hidden by now", async () => {
  const [visit, code] = [await visitFrom("receipts"), await codeOf(2)];
  const about = { askedAbout: "building_status", variableId: "building_status" };
  const { receipt } = await proposeCorrection(visit, code, saying(about));
  const verdict = async () => (await readReceipt(visit, receipt as KodeCek)).verdict;
  expect(await verdict()).toBe("answered");
  await desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('family', 2, 'violence', 1)",
  );
  expect(await verdict()).toBe("unknown");
  await desk().owner.query("delete from dtsen.suppression where unit = 'family' and unit_id = 2");
});

test("a code with one member's name opens for fourteen days and can be asked for by nobody under seventeen, dead or hidden", async () => {
  const { rows } = await desk().owner.query<{ days: number }>(
    "select extract(day from expires_at - issued_at)::int as days from dtsen.explanation_code order by issued_at desc limit 1",
  );
  expect(rows).toEqual([{ days: 14 }]);
  const refused = { status: 400, body: { code: "not-a-grown-member" } };
  await desk().owner.query("update dtsen.person set life_status = 2 where person_id = 20");
  expect(await issue(2)).toMatchObject(refused);
  await desk().owner.query("update dtsen.person set life_status = 1 where person_id = 20");
  await hidePerson(20);
  expect(await issue(2)).toMatchObject(refused);
  await desk().owner.query("delete from dtsen.suppression where unit_id = 20");
});

test("erased, a person's codes are gone, and so is what they said of a fact of theirs", async () => {
  await codeOf(2);
  await desk().owner.query("select dtsen.erase_proposals('{20,21}')");
  const { rows } = await desk().owner.query(
    `select (select count(*)::int from dtsen.explanation_code where person_id = 20) as codes,
       (select proposed_value from dtsen.correction_proposal where unit = 'person' and unit_id = 21) as said`,
  );
  expect(rows).toEqual([{ codes: 0, said: null }]);
});

test("nothing is read and nothing taken while the audit log lags behind its seals", async () => {
  const [visit, code] = [await visitFrom("behind"), await codeOf(2)];
  await desk().owner.query(`with sealed as (update dtsen.audit_watermark set sealed_xid = pg_current_xact_id())
    insert into dtsen.audit_entry (at, act, subject_kind) values (now() - interval '16 minutes', 'old', 'none')`);
  await expect(openExplanation(visit, code)).rejects.toThrow("audit-unsealed");
  await expect(proposeCorrection(visit, code, saying())).rejects.toThrow("audit-unsealed");
  await expect(readReceipt(visit, asCode("0000-0000-0000-0"))).rejects.toThrow("audit-unsealed");
});
