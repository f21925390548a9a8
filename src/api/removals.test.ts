import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import type { Home } from "#contract/home.ts";
import type { RemovalCard, RemovalPage, VersionRemovals } from "#contract/removals.ts";
import { serviceTermsOn } from "#domain/notice-delivery.ts";
import { addDays } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { addWorkingDays } from "#domain/working-days.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { publishVersion } from "#publication/publish.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { plantRemovalFigures } from "#test/planted-removals.ts";
import { postForm } from "#test/post-form.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { publicListsOf } from "#test/public-lists.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { todayOf } from "./office-day.ts";
import { ANSWER_BYTES } from "./pages/answer.ts";
import { NOTICE_BYTES } from "./pages/notice-page.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const house = publicHouseForTests(desk);
const REASON = "kunjungan 12 November, keterangan ketua RT";
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;
let [first, second, third] = [0, 0, 0];
let keys = 0;

beforeAll(async () => {
  mustAccept(await seedDemoAccounts(desk(), "11.01"), "accounts");
  first = await projectForTests(house(), { label: "2026-1", families: 60 });
  second = await projectForTests(house(), { label: "2026-2", families: 60, listedRest: 1 });
  for (const label of ["2026-1", "2026-2"]) {
    mustAccept(await publishVersion(desk(), { label, publishedBy: "bps-steward" }), label);
  }
  third = await projectForTests(house(), { label: "2026-3", families: 60 });
  await plantRemovalFigures(desk().owner, second, third);
  for (const family of [3, 6, 9, 12, 15]) await notice(family);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

/** A notice of the version in force for PKH; family 6 is protected, 12 and 15 need no look each. */
async function notice(family: number): Promise<void> {
  const isDeath = family > 10;
  await desk().owner.query(
    `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause,
       detail, protections, untold, is_reviewed, state)
     select run_no, version_no, 'pkh', 'family', $1, $1, f.village_no, f.village_no, $2, $3, $4, '{chronic-illness}', $5, $6
     from dtsen.removal_run join dtsen.family f using (version_no) where issued_on is not null and f.family_id = $1 and before_no = $7`,
    [
      family,
      isDeath ? "deceased" : "decile",
      isDeath ? "living-member" : "decile-1-to-4",
      family === 6 ? ["disability"] : [],
      !isDeath,
      family === 6 ? "held" : "noticed",
      first,
    ],
  );
}

async function as(role: string): Promise<Caller> {
  const known = callers.get(role) ?? (await signedIn(app, role, new Date()));
  callers.set(role, known);
  return known;
}
const post = async (role: string, url: string, body: object) =>
  (await as(role))("POST", url, { body, headers: { "idempotency-key": `removal-test-${keys++}` } });
const list = async (role = "regency-supervisor", query = "") =>
  ((await (await as(role))("GET", `/api/v1/removals${query}`)).body as RemovalPage).items;
const cardOf = async (family: number, role?: string, query?: string): Promise<RemovalCard> => {
  const found = (await list(role, query)).find(({ familyId }) => familyId === String(family));
  if (found === undefined) throw new Error(`no removal of family ${family}`);
  return found;
};
const step = async (family: number, act: string, role: string, reason = REASON) => {
  const { rows } = await desk().owner.query<{ id: string }>(
    "select removal_id::text as id from dtsen.removal where family_id = $1",
    [family],
  );
  const { status, body } = await post(role, `/api/v1/removals/${rows[0]?.id}/acts`, {
    act,
    reason,
  });
  const said = body as { state?: string; code?: string };
  return status === 200 ? said.state : said.code;
};
const bring = async (
  family: number,
  way: string,
  on: string,
  takenBy?: string,
  role = "village-operator",
) => {
  const { rows } = await desk().owner.query<{ id: string }>(
    "select removal_id::text as id from dtsen.removal where family_id = $1",
    [family],
  );
  const { body } = await post(role, `/api/v1/removals/${rows[0]?.id}/deliveries`, {
    way,
    on,
    ...(takenBy === undefined ? {} : { takenBy }),
  });
  const said = body as { state?: string; code?: string };
  return said.state ?? said.code;
};
const daysAgo = (days: number) => addDays(todayOf(new Date()), -days);
const replyIsOver = () =>
  desk().owner.query(
    "update dtsen.removal set notice_on = (now() at time zone 'Asia/Jakarta')::date - 40, effect_on = (now() at time zone 'Asia/Jakarta')::date - 10 where state <> 'held'",
  );
const lists = (family: number) => publicListsOf(house(), family);

test("a notice says the program, why in the rule's words, what protects, and from which day", async () => {
  const card = await cardOf(3);
  expect(card).toMatchObject({
    program: "pkh",
    cause: "decile",
    state: "noticed",
    isReviewed: true,
  });
  expect(card.sentence.id).toContain("kelompok 1 sampai 4");
  expect(card.remedy.id).toContain("desa atau kelurahan");
  expect(card.untold.map(({ id }) => id)).toEqual(["sakit menahun"]);
  // The letter was not handed over: no reply period runs.
  expect(card).toMatchObject({ replyDays: 21, delivery: { missedVisits: 0 } });
  expect([card.noticeOn, card.effectOn]).toEqual([undefined, undefined]);
  expect(card.acts.map(({ act }) => act)).toEqual(["record-appeal", "keep"]);
  const held = await cardOf(6);
  expect([held.state, held.noticeOn, held.protections[0]?.id]).toEqual([
    "held",
    undefined,
    "penyandang disabilitas",
  ]);
  expect(held.acts.map(({ act }) => act)).toEqual(["propose-notice", "keep"]);
});

test("who read it stands in the log, and who sees no families sees none", async () => {
  const { rows } = await desk().owner.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = 'list-removals' and subject_kind = 'family'",
  );
  expect(rows[0]?.n).toBeGreaterThan(4);
  const denied = await (await as("bps-statistician"))("GET", "/api/v1/removals");
  expect(denied.status).toBe(403);
  expect(await list("civil-registry-officer").catch(() => [])).toBeUndefined();
});

test("in the reply period nobody is taken off, and while it runs the public is told that they are on the list", async () => {
  expect(await step(3, "propose-removal", "regency-supervisor")).toBe("notice-not-delivered");
  expect(await step(3, "confirm-removal", "regency-supervisor")).toBe("no-such-step");
  expect(await lists(3)).toContain("pkh");
});

/** What a family reads by its Kode Cek; every answer has the same length. */
async function answerFor(family: number, path = "/kode"): Promise<string> {
  const code = (await readCodes(desk(), house().fields, [family])).get(family) ?? "";
  const page = await postForm(app, path, { kode: code }, "203.0.113.9");
  expect(page.rawPayload.length).toBe(ANSWER_BYTES);
  return page.body.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

test("by the Kode Cek the family reads that a notice runs and that the aid goes on; a review is none, and why stays with the family", async () => {
  const said = await answerFor(3);
  expect(said).toMatch(/Pemberitahuan Program Keluarga Harapan.*Bantuan tetap berjalan/);
  expect(said).not.toContain("kelompok 1 sampai 4");
  expect(await answerFor(3, "/en/kode")).toContain("The aid goes on.");
  expect(await answerFor(6)).not.toContain("Pemberitahuan");
  expect(await answerFor(30)).not.toContain("Pemberitahuan");
});

describe("the letter", () => {
  /** Issued forty days ago, so that visits fit between. */
  const early = () =>
    desk().owner.query(
      "update dtsen.removal_run set issued_on = (now() at time zone 'Asia/Jakarta')::date - 40 where issued_on is not null and version_no = $1",
      [second],
    );
  const pdf = async (role: string, village: string) => {
    const ask = await as(role);
    return await ask("GET", `/api/v1/removals/letters?village=${village}`);
  };

  /** Somebody looked at what the power company says of the family's house, and set it aside. */
  const setAside = (familyId: number) =>
    desk().owner.query(
      `insert into dtsen.evidence_check (version_no, family_id, village_no, domicile_village_no, source, subject_kind, statement,
         amount, observed_on, match_probability_milli, reason, state, decided_by, decided_at, decision_reason)
       select $2, family_id, village_no, domicile_village_no, 'pln', 'meter', 'power-va', 2200, '2026-05-01', 640, 'needs-person',
         'dismissed', (select min(account_id) from dtsen.account), '2026-01-02', 'meteran pemilik kos'
       from dtsen.family where family_id = $1 and version_no = $2`,
      [familyId, second],
    );

  test("is printed for a village, one page a family, by whoever records objections there, and the log says for whom", async () => {
    const village = (await cardOf(9)).place.code;
    const letters = await pdf("village-operator", village);
    expect(letters.status).toBe(200);
    expect(letters.text.startsWith("%PDF-1.7")).toBe(true);
    expect(letters.text.match(/\/Type \/Page\b/g)).toHaveLength(4);
    expect((await pdf("regency-verifier", "1101012002")).status).toBe(404);
    await setAside(9);
    expect((await pdf("village-operator", village)).text).not.toBe(letters.text);
    await desk().owner.query("delete from dtsen.evidence_check");
    expect((await pdf("village-operator", village)).text).toBe(letters.text);
    expect((await pdf("district-operator", village)).status).toBe(403);
    const { rows } = await desk().owner.query<{ n: number; codes: number }>(
      `select count(*)::int as n, (select count(*)::int from dtsen.notice_letter) as codes
       from dtsen.audit_entry where act = 'print-notice'`,
    );
    expect(rows[0]).toEqual({ n: 12, codes: 4 });
  });

  test("a visit that met nobody is no notice; on two days it may be put up, and counts when the law says", async () => {
    await early();
    expect(await bring(9, "posted", daysAgo(20))).toBe("visits-missing");
    expect(await bring(9, "not-met", daysAgo(30))).toBe("recorded");
    expect(await bring(9, "not-met", daysAgo(30))).toBe("recorded");
    expect((await cardOf(9)).delivery).toMatchObject({ missedVisits: 1 });
    expect(await bring(9, "posted", daysAgo(20))).toBe("visits-missing");
    expect(await bring(9, "not-met", daysAgo(25))).toBe("recorded");
    const met = await cardOf(9);
    expect(met.delivery).toMatchObject({ missedVisits: 2, missedOn: daysAgo(25) });
    expect([met.noticeOn, met.effectOn]).toEqual([undefined, undefined]);
    expect(await step(9, "propose-removal", "regency-supervisor")).toBe("notice-not-delivered");
    expect(await bring(9, "posted", daysAgo(26))).toBe("visits-missing");
    expect(await bring(9, "posted", daysAgo(20))).toBe("recorded");
    const received = addWorkingDays(daysAgo(20), serviceTermsOn(daysAgo(20)).postedWorkingDays);
    expect(await cardOf(9)).toMatchObject({
      noticeOn: received,
      effectOn: addWorkingDays(received, 21),
    });
  });

  test("the first day on which it reached them counts, and no day before the notice or after today", async () => {
    expect(await bring(3, "handed-over", daysAgo(41), "self")).toBe("delivery-day-wrong");
    expect(await bring(3, "handed-over", daysAgo(-1), "self")).toBe("delivery-day-wrong");
    expect(await bring(3, "handed-over", daysAgo(3))).toBe("malformed-request");
    expect(await bring(3, "handed-over", daysAgo(3), "self", "district-operator")).toBe(
      "removing-right-not-held",
    );
    expect(await bring(3, "handed-over", daysAgo(3), "household")).toBe("recorded");
    expect(await bring(3, "handed-over", daysAgo(1), "self")).toBe("recorded");
    expect(await cardOf(3)).toMatchObject({
      noticeOn: daysAgo(3),
      effectOn: addWorkingDays(daysAgo(3), 21),
    });
    expect(await step(3, "propose-removal", "regency-supervisor")).toBe("reply-period-runs");
    expect(await bring(6, "not-met", daysAgo(3))).toBe("no-such-step");
  });

  test("by its number the family reads the notice and objects with one press; the aid goes on", async () => {
    const keys = await openLookupKeys(desk().settings.keyFolder);
    const nomor = spellKodeCek(keys.codeOf("notice", `9|${second}`));
    const open = async (path: string, more = {}) => {
      const page = await postForm(app, path, { nomor, ...more }, "203.0.113.10");
      if (page.statusCode === 200) expect(page.rawPayload.length).toBe(NOTICE_BYTES);
      return page.body.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
    };
    expect(await open("/pemberitahuan")).toMatch(/kelompok 1 sampai 4.*Kirim keberatan/);
    await setAside(9);
    expect(await open("/pemberitahuan")).toMatch(
      /“Daya listrik terpasang” dari PLN.*tidak dipakai/,
    );
    await desk().owner.query("delete from dtsen.evidence_check");
    expect(await open("/pemberitahuan/keberatan", { alasan: "xyz" })).not.toContain("diterima");
    const said = await open("/pemberitahuan/keberatan", { alasan: "still-poor" });
    expect(said).toMatch(/Keberatan sudah diterima. Bantuan tetap berjalan/);
    expect(said).not.toContain("Kirim keberatan");
    const card = await cardOf(9);
    expect(card).toMatchObject({ state: "appealed", history: [{ isMine: false }] });
    expect(card.history[0]?.reason).toBe(
      "Keluarga sendiri, dengan nomor surat: kami masih membutuhkan",
    );
    expect(await lists(9)).toContain("pkh");
    const other = await postForm(
      app,
      "/pemberitahuan",
      { nomor: spellKodeCek(keys.codeOf("notice", `30|${second}`)) },
      "203.0.113.10",
    );
    expect(other.statusCode).toBe(422);
  });
});

test.each([
  [3, "record-appeal", "district-operator", REASON, "removing-right-not-held"],
  [3, "keep", "village-operator", REASON, "removing-right-not-held"],
  [3, "keep", "regency-supervisor", "singkat tetapi NIK 9932045705800001", "reason-names-somebody"],
  [6, "propose-removal", "regency-supervisor", REASON, "no-such-step"],
  [3, "reinstate", "regency-supervisor", REASON, "no-such-step"],
] as const)(
  "family %i: %s by %s with %j is refused: %s",
  async (family, act, role, reason, problem) => {
    expect(await step(family, act, role, reason)).toBe(problem);
  },
);

test("a day that has passed decides nothing, and an objection keeps the benefit until two people have answered it", async () => {
  await replyIsOver();
  expect(await lists(3)).toContain("pkh");
  expect(await step(3, "record-appeal", "village-operator")).toBe("appealed");
  expect(await lists(3)).toContain("pkh");
  expect(await step(3, "propose-removal", "regency-supervisor")).toBe("removal-proposed");
  expect(await step(3, "confirm-removal", "regency-supervisor")).toBe("second-person-needed");
  expect((await cardOf(3)).isMine).toBe(true);
  const waits = async (name: string) => {
    const { body } = await (await as(name))("GET", "/api/v1/home");
    return (body as Home).tasks.find(({ kind }) => kind === "removals-second")?.count;
  };
  expect([await waits("regency-verifier"), await waits("regency-supervisor")]).toEqual([
    1,
    undefined,
  ]);
  expect(await lists(3)).toContain("pkh");
  expect(await answerFor(3)).toMatch(/mungkin keluar dari daftar, paling cepat/);
  expect(await step(3, "confirm-removal", "regency-verifier")).toBe("effective");
  expect(await lists(3)).not.toContain("pkh");
  expect(await answerFor(3)).toMatch(/Program Keluarga Harapan \(PKH\) : sudah berakhir/);
});

test("the family sheet says what became of the place", async () => {
  const sheet = async (family: number) => {
    const ask = await as("regency-supervisor");
    const { text } = await ask("GET", `/api/v1/families/${family}`, { purpose: "verification" });
    return text;
  };
  expect(await sheet(3)).toContain("Penerima sebelumnya, keluar dari daftar.");
  expect(await sheet(6)).toContain("Masih menerima: dilindungi");
});

test("given back by one person, it is true with the next lookup; the history tells who did what", async () => {
  expect(await step(3, "reinstate", "agency-head")).toBe("reinstated");
  expect(await lists(3)).toContain("pkh");
  const { history } = await cardOf(3, "regency-supervisor", "?state=reinstated");
  expect(history.map(({ by }) => by)).toEqual([
    "village-operator",
    "regency-supervisor",
    "regency-verifier",
    "agency-head",
  ]);
});

test("the protected get notice by two people only, and then their own full period", async () => {
  expect(await step(6, "propose-notice", "regency-verifier")).toBe("notice-proposed");
  expect(await step(6, "confirm-notice", "regency-verifier")).toBe("second-person-needed");
  expect(await step(6, "confirm-notice", "regency-supervisor")).toBe("noticed");
  expect(await step(6, "propose-removal", "regency-supervisor")).toBe("notice-not-delivered");
  expect(await bring(6, "handed-over", todayOf(new Date()), "self")).toBe("recorded");
  expect(await step(6, "propose-removal", "regency-supervisor")).toBe("reply-period-runs");
  expect(await step(6, "keep", "regency-supervisor")).toBe("kept");
  expect(await lists(6)).toContain("pkh");
});

test("in groups go only those who need no look each, by two people", async () => {
  const group = async (role: string, act: string, cause = "deceased") =>
    (
      await post(role, "/api/v1/removals/group-acts", {
        program: "pkh",
        cause,
        act,
        reason: REASON,
      })
    ).body;
  await desk().owner.query(
    "update dtsen.removal set effect_on = (now() at time zone 'Asia/Jakarta')::date + 3 where family_id = 15",
  );
  expect(await group("regency-supervisor", "propose-removal", "decile")).toEqual({ stepped: 0 });
  expect(await group("regency-supervisor", "propose-removal")).toEqual({ stepped: 1 });
  expect(await group("regency-supervisor", "confirm-removal")).toEqual({ stepped: 0 });
  expect(await group("regency-verifier", "confirm-removal")).toEqual({ stepped: 1 });
  expect(await lists(12)).not.toContain("pkh");
  expect(await lists(15)).toContain("pkh");
});

test("a statistician reads who would leave with the next version, why and where, and by how much it is too many", async () => {
  const read = async (area = "ID", role = "bps-statistician", versionNo = third) =>
    await (await as(role))("GET", `/api/v1/versions/${versionNo}/removals?area=${area}`);
  const { body } = await read();
  const { programs, ...said } = body as VersionRemovals;
  expect(said).toMatchObject({ before: { label: "2026-2" }, isOpen: true, replyDays: 21 });
  const [pkh] = programs;
  expect(pkh).toMatchObject({
    program: "pkh",
    leaving: 1_140,
    held: 600,
    waitsFor: 2,
    mayAnswer: false,
  });
  expect(pkh?.causes.map(({ cause, leaving }) => [cause, leaving])).toEqual([
    ["deceased", 40],
    ["decile", 1_100],
  ]);
  expect(pkh?.bounds[0]).toMatchObject({ cause: "any", permille: 114, bound: 40, outcome: "over" });
  expect(pkh?.rules[0]?.words.id).toContain("desil");
  const [part] = ((await read("11")).body as VersionRemovals).programs[0]?.parts ?? [];
  expect(part?.region).toMatchObject({ code: "1101", tier: "regency" });
  expect((await read("51")).status).toBe(404);
  expect((await read("ID", "social-worker")).status).toBe(403);
  expect((await read("ID", "bps-statistician", first)).status).toBe(404);
});

test("two people who determine the program answer for it on the screen, nobody else", async () => {
  const answer = async (role: string, program = "pkh") => {
    const { status, body } = await post(
      role,
      `/api/v1/versions/${third}/removals/${program}/overrides`,
      { reason: REASON },
    );
    const said = body as { state?: string; code?: string };
    return status === 200 ? said.state : said.code;
  };
  expect(await answer("bps-steward")).toBe("not-allowed");
  expect(await answer("program-determiner", "sembako")).toBe("budget-not-exceeded");
  expect(await answer("program-determiner", "xyz")).toBe("not-this-program");
  const mayAnswer = async () => {
    const ask = await as("program-determiner");
    const { body } = await ask("GET", `/api/v1/versions/${third}/removals`);
    return (body as VersionRemovals).programs[0]?.mayAnswer;
  };
  expect(await mayAnswer()).toBe(true);
  expect(await answer("program-determiner")).toBe("waits");
  expect(await mayAnswer()).toBe(false);
  expect(await answer("program-determiner")).toBe("overridden-already");
  expect(await answer("program-determiner-2")).toBe("in-force");
  const { programs } = (
    await (
      await as("program-determiner")
    )("GET", `/api/v1/versions/${third}/removals`)
  ).body as VersionRemovals;
  expect(programs[0]?.determined).toEqual({ determinationNo: 3, label: "2025-4" });
  expect(programs[0]?.answers.map(({ by, isMine }) => [by, isMine])).toEqual([
    ["program-determiner", true],
    ["program-determiner-2", false],
  ]);
});
