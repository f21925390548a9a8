import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type {
  FamilyPayments,
  PaymentChecks,
  PaymentReconciliation,
  PaymentSample,
  StuckPayments,
} from "#contract/payments.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import { plantPayments } from "#test/payment-desk.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let verifier: Awaited<ReturnType<typeof signedIn>>;
let operator: Awaited<ReturnType<typeof signedIn>>;

const HERE = 3204052001;
/** Two families here, one in a sibling village, one in another regency. */
const VILLAGES = [HERE, HERE, HERE + 1, 3201012001];
const family = (n: number, villageNo: number): FixtureFamily => ({
  familyId: n,
  villageNo,
  headName: `Kepala ${n}`,
  nik: `99${String(villageNo).slice(0, 4)}150580000${n}`,
  kk: `99${String(villageNo).slice(0, 4)}010115000${n}`,
});

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  const families = VILLAGES.map((villageNo, at) => family(at + 1, villageNo));
  await publishFamilies(opened, families, "earlier");
  await plantPayments(opened, families, await publishFamilies(opened, families));
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => new Date(), webFolder: "web" });
  verifier = await signedIn(app, "regency-verifier", new Date());
  operator = await signedIn(app, "village-operator", new Date());
});

async function read<Answer>(who: typeof verifier, path: string): Promise<Answer> {
  const { status, body, text } = await who("GET", `/api/v1/payments${path}`, {
    purpose: "verification",
  });
  expect(status, text).toBe(200);
  return body as Answer;
}

test("a phase stands by region; each sees the sums of the own one, and they add up", async () => {
  const seen = await read<PaymentReconciliation>(verifier, "/pkh/2026-q4?area=3204");
  expect(seen.whole.onList).toEqual({ payments: 3, amountRupiah: "2250000" });
  expect(seen.parts.reduce((sum, { onList }) => sum + onList.payments, 0)).toBe(3);
  expect(seen.causes).toEqual([{ status: "excluded", payments: 3, amountRupiah: "2250000" }]);
  const all = await read<PaymentReconciliation>(operator, "/pkh/2026-q4?area=ID");
  expect(all.whole.onList.payments).toBe(2);
});

test("what stands still is listed page by page in the own region, and every family is noted", async () => {
  const first = await read<StuckPayments>(verifier, "/pkh/2026-q4/stuck?area=ID&limit=2");
  const second = await read<StuckPayments>(
    verifier,
    `/pkh/2026-q4/stuck?area=ID&limit=2&cursor=${first.next}`,
  );
  const ids = [...first.items, ...second.items].map(({ familyId }) => familyId);
  expect([ids, second.next]).toEqual([["1", "2", "3"], undefined]);
  expect(first.items[0]).toMatchObject({
    headName: "Kepala 1",
    personName: "Kepala 1",
    status: "excluded",
  });
  const { rows } = await desk().owner.query(
    "select count(*)::int as n from dtsen.audit_entry where act = 'list-stuck-payments' and subject_kind = 'family'",
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test("a family's payments say who pays what since when, under the number it has now", async () => {
  const of = async (id: number) => {
    const { body } = await verifier("GET", `/api/v1/families/${id}/payments`, {
      purpose: "verification",
    });
    return (body as FamilyPayments).items;
  };
  const last = {
    program: "pkh",
    phase: "2026-q4",
    status: "excluded",
    since: "2026-07-01",
    phases: 2,
  };
  expect(await of(1)).toMatchObject([{ ...last, payer: "Kemensos", isOnList: true }]);
  const { owner } = desk();
  await owner.query("update dtsen.payment set family_id = 77 where family_id = 3");
  expect(await of(3)).toEqual([]);
  await owner.query(
    "insert into dtsen.family_redirect select version_no, 77, 3 from dtsen.publication_pointer",
  );
  expect(await of(3)).toMatchObject([last]);
  await owner.query("update dtsen.payment set family_id = 3 where family_id = 77");
});

test("whoever stands on a list before payment is looked at; nobody else", async () => {
  const { owner } = desk();
  await owner.query("update dtsen.person set life_status = 2 where family_id = 1");
  await owner.query("update dtsen.person set identity_status = 'nama-beda' where family_id = 2");
  await owner.query("update dtsen.outcome set domicile_village_no = $1 where family_id = 3", [
    HERE,
  ]);
  await owner.query(
    `with file as (
       insert into dtsen.case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at,
         state, step, holder_institution, holder_tier, since)
       values ('resignation', gen_random_uuid(), '\\x00', 2, $1, $1, 'planned', now(), 'open', 'register', 'bps', 'nation', now())
       returning case_id)
     insert into dtsen.resignation (case_id, programs, channel, met_on, met_at, met_by, cooling_until, again_on, again_at, again_by,
       effective_on)
     select case_id, '{pkh}', 'web', '2026-11-01', 'home', a.account_id, '2026-11-15', '2026-11-17', 'home', a.account_id, '2026-11-17'
     from file, (select min(account_id) as account_id from dtsen.account) a`,
    [HERE],
  );
  const of = (list: string) =>
    read<PaymentChecks>(verifier, `/pkh/2027-q1/checks?area=3204&list=${list}`);
  const { onList, counts, items } = await of("deceased");
  expect(onList).toBe(3);
  expect(counts).toEqual({
    ...{ deceased: 1, duplicate: 0, unmatched: 1, excluded: 3, moved: 1, amount: 0, resigned: 1 },
  });
  expect(items.map(({ familyId }) => familyId)).toEqual(["1"]);
  expect((await of("unmatched")).items.map(({ familyId }) => familyId)).toEqual(["2"]);
  expect((await of("resigned")).items.map(({ familyId }) => familyId)).toEqual(["2"]);
  expect((await of("moved")).items.map(({ familyId }) => familyId)).toEqual(["3"]);
});

const counted = async (list = "deceased") => {
  const asked = `/pkh/2027-q1/checks?area=3204&list=${list}`;
  const { onList, counts, items } = await read<PaymentChecks>(verifier, asked);
  return { onList, ...counts, ids: items.map(({ familyId }) => familyId) };
};

test("a finding puts a recipient on a list once it is confirmed, until a version has answered it", async () => {
  const { owner } = desk();
  const was = await counted();
  await owner.query(
    `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
     select 'person', 20, 2, kind, ${HERE}, ${HERE}, '2026-11-01', (select min(account_id) from dtsen.account)
     from unnest(array['deceased', 'duplicate', 'moved']) kind`,
  );
  expect(await counted()).toEqual(was);
  await owner.query(
    "update dtsen.finding set confirmed_at = now(), confirmed_by = (select max(account_id) from dtsen.account) where unit_id = 20",
  );
  expect(await counted()).toMatchObject({ deceased: 2, duplicate: 1, moved: 2, ids: ["1", "2"] });
  await owner.query(
    "update dtsen.finding set answer = 'absorbed', answered_version_no = 1, answered_at = now() where unit_id = 20",
  );
  expect(await counted()).toEqual(was);
});

test("lists speak of whoever holds the card now, of the last report of this program, of the list in force", async () => {
  const { owner } = desk();
  const member = (personId: number, familyId: number, nikOf: number) =>
    owner.query(
      `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, nik_index, life_status, facts)
       select version_no, ${personId}, ${familyId}, village_no, domicile_village_no, 'Anggota',
         (select nik_index from dtsen.person where person_id = ${nikOf} limit 1), 1, facts from dtsen.person where person_id = ${familyId * 10}`,
    );
  await member(15, 1, 30);
  expect(await counted("duplicate")).toMatchObject({ duplicate: 1, ids: ["3"] });
  // The head of the first is dead; another holds the card, and a third did before.
  await owner.query(
    `insert into dtsen.card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, held_until, end_reason, source, report_no)
     select 1, 'pkh', who, ${HERE}, ${HERE}, from_on::date, until_on::date, case when until_on is null then null else 'reported' end,
       'payment-report', (select min(report_no) from dtsen.payment_report)
     from (values (10, '2026-01-01', '2026-06-30'), (15, '2026-07-01', null)) as h (who, from_on, until_on)`,
  );
  expect(await counted()).toMatchObject({ onList: 3, deceased: 0, duplicate: 2 });
  await owner.query("update dtsen.person set identity_status = 'belum-dicek' where family_id = 3");
  expect(await counted()).toMatchObject({ unmatched: 1 });
  // What another program's report says, and an older one of this, is not asked.
  const said = (program: string, phase: string, id: number, status: string, on: string) =>
    owner.query(
      `insert into dtsen.payment select $1, $2, unit, unit_id, family_id, holder_person_id, village_no, domicile_village_no, $4,
         amount_rupiah, null, $5::date, report_no, true from dtsen.payment where phase = '2026-q4' and program = 'pkh' and unit_id = $3`,
      [program, phase, id, status, on],
    );
  await said("pkh", "2027-q1", 1, "released", "2027-01-20");
  await said("sembako", "2027-q1", 1, "excluded", "2027-02-20");
  expect(await counted()).toMatchObject({ excluded: 2 });
  await owner.query("update dtsen.outcome set amount_rupiah = 900000 where family_id in (1, 2)");
  // Whoever is paid nothing is told so by another list.
  expect(await counted("amount")).toMatchObject({ amount: 1, ids: ["1"] });
  await owner.query("update dtsen.outcome set outcome = 'review' where family_id = 2");
  await owner.query("update dtsen.outcome set outcome = 'not-eligible' where family_id = 3");
  // A list of another version is not this one.
  await owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select version_no, 3, 'pkh', 'family', 3, ${HERE + 1}, ${HERE + 1}, 'recipient' from dtsen.version where label = 'earlier'`,
  );
  expect((await counted()).onList).toBe(2);
  await owner.query("update dtsen.outcome set outcome = 'recipient' where family_id = 3");
  await owner.query("delete from dtsen.payment where phase = '2027-q1'");
  const village = `/pkh/2027-q1/checks?area=${HERE + 1}&list=excluded`;
  const { onList, items } = await read<PaymentChecks>(verifier, village);
  expect([onList, items.map(({ familyId }) => familyId)]).toEqual([1, ["3"]]);
  const { rows } = await owner.query(
    "select distinct subject_id::int as id from dtsen.audit_entry where act = 'list-payment-checks' and subject_kind = 'family' order by 1",
  );
  expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test("what stands still is asked by cause, phase and area", async () => {
  const ids = async (asked: string) =>
    (await read<StuckPayments>(verifier, `/pkh/${asked}`)).items.map(({ familyId }) => familyId);
  expect(await ids("2026-q3/stuck?area=3204")).toEqual([]);
  expect(await ids("2026-q4/stuck?area=3204&status=returned")).toEqual([]);
  expect(await ids(`2026-q4/stuck?area=${HERE + 1}`)).toEqual(["3"]);
  const drawn = await read<PaymentSample>(
    verifier,
    `/pkh/2026-q3/sample?area=${HERE + 1}&confidence=95&margin=5&seed=a`,
  );
  expect(drawn).toMatchObject({ payments: 1, size: 1 });
  const unpaid = "/pkh/2026-q4/sample?area=3204&confidence=95&margin=5&seed=a";
  expect(await read<PaymentSample>(verifier, unpaid)).toMatchObject({ payments: 0, items: [] });
});

test("a sample is drawn by its seed: the same again, another by another", async () => {
  const draw = (seed: string) =>
    read<PaymentSample>(
      verifier,
      `/pkh/2026-q3/sample?area=3204&confidence=95&margin=5&seed=${seed}`,
    );
  const [first, again, other] = [await draw("a"), await draw("a"), await draw("c")];
  expect(again).toEqual(first);
  expect(first).toMatchObject({ payments: 3, size: 3 });
  expect(first.strata).toMatchObject([{ region: { code: "3204" }, payments: 3, drawn: 3 }]);
  expect(other.digest).not.toBe(first.digest);
  expect(other.items.map(({ familyId }) => familyId).sort()).toEqual(["1", "2", "3"]);
  expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
});

test("of many payments as many are drawn as were reckoned, the first of a draw that anybody can make again", async () => {
  const ids = Array.from({ length: 60 }, (_, n) => 101 + n);
  await desk().owner.query(
    `insert into dtsen.payment (program, phase, unit, unit_id, family_id, holder_person_id, village_no, domicile_village_no, status,
       amount_rupiah, reported_on, report_no, is_on_list)
     select 'pkh', '2026-q1', 'family', n, 1, 10, ${HERE}, ${HERE}, 'paid', 750000, '2026-08-20', min(report_no), true
     from dtsen.payment_report, unnest($1::bigint[]) n group by n`,
    [ids],
  );
  const drawn = await read<PaymentSample>(
    verifier,
    "/pkh/2026-q1/sample?area=3204&confidence=90&margin=20&seed=a",
  );
  expect(drawn).toMatchObject({ payments: 60, size: 14, strata: [{ payments: 60, drawn: 14 }] });
  expect(drawn.items).toHaveLength(14);
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const inTurn = ids.toSorted((one, other) =>
    digest(`a|pkh|2026-q1|${one}`) < digest(`a|pkh|2026-q1|${other}`) ? -1 : 1,
  );
  expect(drawn.digest).toBe(digest(inTurn.slice(0, 14).join(",")));
});

test("what the visits found of a draw is kept with what it says of all, once, by who decides in the whole region", async () => {
  const asked = { area: "3204", confidence: "95", margin: 5, seed: "a" } as const;
  const { digest } = await read<PaymentSample>(
    verifier,
    "/pkh/2026-q3/sample?area=3204&confidence=95&margin=5&seed=a",
  );
  const note = (who: typeof verifier, key: string, more: object = {}) =>
    who("POST", "/api/v1/payments/pkh/2026-q3/sample-results", {
      purpose: "verification",
      headers: { "idempotency-key": `sample-result-${key}` },
      body: { ...asked, digest, results: [{ region: "3204", looked: 3, wrong: 1 }], ...more },
    });
  const kept = await note(verifier, "first");
  expect(kept.status, kept.text).toBe(200);
  expect((await note(verifier, "first")).body).toEqual(kept.body);
  const refused: readonly (readonly [string, object, number, string])[] = [
    ["another draw", { digest: "0".repeat(64) }, 409, "sample-changed"],
    ["seed", { seed: "c" }, 409, "sample-changed"],
    ["elsewhere", { results: [{ region: "3201", looked: 3, wrong: 1 }] }, 400, "results-unfit"],
    ["one alone", { results: [{ region: "3204", looked: 1, wrong: 0 }] }, 400, "results-unfit"],
    ["too many", { results: [{ region: "3204", looked: 4, wrong: 1 }] }, 400, "results-unfit"],
    ["more wrong", { results: [{ region: "3204", looked: 2, wrong: 3 }] }, 400, "results-unfit"],
    ["a village", { area: String(HERE) }, 400, "malformed-request"],
    ["the nation", { area: "ID" }, 403, "not-allowed"],
  ];
  for (const [key, more, status, code] of refused) {
    const answer = await note(verifier, key.replaceAll(" ", "-"), more);
    expect([key, answer.status, (answer.body as { code?: string }).code]).toEqual([
      ...[key, status, code],
    ]);
  }
  expect((await note(operator, "operator")).status).toBe(403);
  expect(await read(operator, "/pkh/2026-q3/sample-results")).toMatchObject({
    items: [
      {
        ...{ region: { code: "3204" }, seed: "a", digest, payments: 3, looked: 3, wrong: 1 },
        // All of them were looked at: nothing is left to chance.
        ...{ wrongMilli: 333, lowMilli: 333, highMilli: 333 },
      },
    ],
  });
  await expect(
    desk().owner.query("update dtsen.payment_sample_result set wrong = 0"),
  ).rejects.toThrow(/append-only|may not|change/);
  const { rows } = await desk().owner.query(
    "select count(*)::int as n from dtsen.audit_entry where act = 'note-sample-result'",
  );
  expect(rows).toEqual([{ n: 1 }]);
});
