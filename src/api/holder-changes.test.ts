import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import type { CardHolders, HolderChangeCase, HolderChangePage } from "#contract/holder-changes.ts";
import type { Home } from "#contract/home.ts";
import type { PaymentChecks } from "#contract/payments.ts";
import { HOLDER_CHANGE } from "#domain/holder-procedure.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { lookAtHolders } from "#jobs/keep-clocks.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession, asWorker } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantHolders, plantMembers } from "#test/holder-desk.ts";
import { plantPayments } from "#test/payment-desk.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { readBook, standingRow } from "#verification/case-book.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const ELSEWHERE = 3201012001;
const FAMILIES = Array.from({ length: 12 }, (_, i) => ({
  familyId: i + 1,
  villageNo: i === 11 ? ELSEWHERE : HERE,
  headName: `Peraga ${"ABCDEFGHIJKLMNOP"[i]}`,
  nik: `9932045705${String(800001 + i)}`,
  kk: `9932040101${String(150001 + i)}`,
}));
const ROLES = [
  "village-operator",
  "regency-verifier",
  "regency-supervisor",
  "agency-head",
  "province-officer",
  "ministry-officer",
  "auditor",
] as const;
type RoleName = (typeof ROLES)[number];
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<RoleName, Caller>();
let app: FastifyInstance;
const now = new Date();
const today = (): PlainDate => todayOf(now);
/** A spouse and a child on the card of each family from the fourth on; 1 to 3 are alone. */
const spouse = (family: number): number => 1000 + family;
const child = (family: number): number => 2000 + family;

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  await plantPayments(opened, FAMILIES, await publishFamilies(opened, FAMILIES));
  await plantMembers(
    opened,
    FAMILIES.slice(3).flatMap(({ familyId }) => [
      { personId: spouse(familyId), familyId, name: `Pasangan ${familyId}`, bornOn: 19850101 },
      { personId: child(familyId), familyId, name: `Anak ${familyId}`, bornOn: 20150101 },
    ]),
  );
  await plantHolders(opened);
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => now, webFolder: "web" });
  for (const role of ROLES) callers.set(role, await signedIn(app, role, now));
});

const as = (role: RoleName): Caller => callers.get(role) ?? callerWith(app);
const key = () => ({ "idempotency-key": randomUUID() });
const post = async (role: RoleName, path: string, body: object, headers = key()) =>
  await as(role)("POST", `/api/v1/holder-changes${path}`, { body, headers });
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code ?? "ok";
const draftOf = (family: number, more: object = {}) => ({
  familyId: String(family),
  personId: String(family * 10),
  cause: "away",
  ...more,
});
async function opened(family: number, more: object = {}): Promise<string> {
  const answer = await post("village-operator", "", draftOf(family, more));
  if (answer.status !== 200) throw new Error(`not opened: ${answer.text}`);
  return (answer.body as { caseId: string }).caseId;
}
const step = async (role: RoleName, id: string, body: object) =>
  codeOf(await post(role, `/${id}/steps`, body));
const read = async (role: RoleName, id: string) =>
  (await as(role)("GET", `/api/v1/holder-changes/${id}`)).body as HolderChangeCase;
const listed = async (role: RoleName, show = "open") =>
  ((await as(role)("GET", `/api/v1/holder-changes?show=${show}&limit=50`)).body as HolderChangePage)
    .items;
const numbered = (no: string, more: object = {}) => ({
  act: "pass",
  reference: no,
  referenceOn: today(),
  ...more,
});
const holders = async (family: number) =>
  (
    await as("village-operator")("GET", `/api/v1/families/${family}/card-holders`, {
      purpose: "verification",
    })
  ).body as CardHolders;
const outcomes = async (family: number) =>
  (
    await desk().owner.query(
      "select program, outcome from dtsen.outcome where family_id = $1 order by 1",
      [family],
    )
  ).rows;

describe("another member holds the card", () => {
  test("named by the family, verified, changed by the payer: the role goes over on the payer's day, the aid stays", async () => {
    const before = await outcomes(4);
    const id = await opened(4, { newPersonId: String(spouse(4)) });
    expect(await read("regency-verifier", id)).toMatchObject({
      name: "Peraga D",
      newName: "Pasangan 4",
      stepNo: 2,
      isMine: true,
      programs: [{ id: expect.stringContaining("PKH") }],
    });
    expect(await step("regency-verifier", id, { act: "pass" })).toBe("ok");
    expect(await step("ministry-officer", id, { act: "pass" })).toBe("reference-missing");
    expect((await holders(4)).items).toMatchObject([{ personId: "40", isByCase: false }]);
    expect(await step("ministry-officer", id, numbered("BRI/2026/77"))).toBe("ok");
    const { items, post: counter } = await holders(4);
    expect(items).toMatchObject([
      { personId: String(spouse(4)), from: today(), isByCase: true, isPayerBehind: true },
      { personId: "40", until: addDays(today(), -1), end: { id: expect.any(String) } },
    ]);
    expect(counter).toEqual({ holder: "alive", otherAdults: 1, isElderly: false });
    expect((await read("village-operator", id)).changedOn).toBe(today());
    expect(await outcomes(4)).toEqual(before);
  });

  test.each([
    ["a child", child(5), "too-young"],
    ["the holder", 50, "is-holder"],
    ["somebody of another card", spouse(6), "not-on-card"],
    ["nobody that is known", 999_999, "not-on-card"],
  ])("%s is not taken", async (_, personId, code) => {
    const body = draftOf(5, { newPersonId: String(personId) });
    expect(codeOf(await post("village-operator", "", body))).toBe(code);
    expect((await listed("regency-verifier")).map(({ name }) => name)).not.toContain("Peraga E");
  });

  test("nothing passes before somebody is named, and one family has one case", async () => {
    const id = await opened(5);
    expect(await step("village-operator", id, { act: "pass" })).toBe("proposal-missing");
    expect(codeOf(await post("village-operator", "", draftOf(5)))).toBe("open-already");
    const { candidates = [] } = await read("village-operator", id);
    expect(candidates.map(({ name, why }) => [name, why === undefined])).toEqual([
      ["Peraga E", false],
      ["Pasangan 5", true],
      ["Anak 5", false],
    ]);
    expect((await read("regency-verifier", id)).candidates).toBeUndefined();
    const named = { act: "pass", newPersonId: String(spouse(5)) };
    expect(await step("village-operator", id, named)).toBe("ok");
    expect(await step("regency-verifier", id, { act: "return", reason: "family-differs" })).toBe(
      "ok",
    );
    expect(await step("village-operator", id, { act: "pass" })).toBe("proposal-missing");
  });

  test("the same message is the same case for ever, another by its key is refused", async () => {
    const headers = key();
    const body = draftOf(6, { newPersonId: String(spouse(6)) });
    const first = await post("village-operator", "", body, headers);
    const again = await post("village-operator", "", body, headers);
    expect([first.status, again.body]).toEqual([200, first.body]);
    const other = await post("village-operator", "", { ...body, cause: "unable" }, headers);
    expect(codeOf(other)).toBe("key-reused");
  });

  test("whoever does not hold the card is not replaced, and no family of elsewhere is found", async () => {
    const wrong = draftOf(7, { personId: String(spouse(7)) });
    expect(codeOf(await post("village-operator", "", wrong))).toBe("not-the-holder");
    expect(codeOf(await post("village-operator", "", draftOf(12)))).toBe("not-found");
    expect(codeOf(await post("regency-verifier", "", draftOf(7)))).toBe("not-allowed");
    expect(codeOf(await post("auditor", "", draftOf(7)))).toBe("not-allowed");
  });
});

describe("found by the register", () => {
  const look = () => lookAtHolders(desk(), now.toISOString());

  test("death and leaving the card open a case each, once; silence ends nothing", async () => {
    const { owner } = desk();
    expect(await look()).toEqual({ opened: 0, called: [] });
    await owner.query("update dtsen.person set life_status = 2 where person_id in (10, 80)");
    await owner.query("update dtsen.person set family_id = 7 where person_id = 90");
    // Nothing tells that the register changed under it: a report, a version or a finding does.
    expect((await look()).opened).toBe(0);
    await owner.query("delete from dtsen.holder_look");
    expect((await look()).opened).toBe(3);
    // Nor is a case that has ended opened again for the same reason.
    await owner.query("delete from dtsen.holder_look");
    const ended = (state: string) =>
      owner.query("update dtsen.case_file set state = $1 where family_id = 9", [state]);
    await ended("withdrawn");
    expect((await look()).opened).toBe(0);
    await ended("open");
    const found = (await listed("village-operator", "mine")).filter(
      ({ foundBy }) => foundBy.en === "found by the register",
    );
    expect(found.map(({ name, cause }) => [name, cause.en]).sort()).toEqual([
      ["Peraga A", "the card holder has died"],
      ["Peraga H", "the card holder has died"],
      ["Peraga I", "the card holder is no longer on this family card"],
    ]);
    expect((await as("village-operator")("GET", "/api/v1/home")).body as Home).toMatchObject({
      tasks: expect.arrayContaining([
        expect.objectContaining({ kind: "holder-changes", link: "/ganti-pengurus" }),
      ]),
    });
    const late = addDays(today(), 40);
    const { called } = await lookAtHolders(desk(), `${late}T00:00:00.000Z`);
    expect(called.length).toBeGreaterThanOrEqual(3);
    expect(await outcomes(8)).toEqual([{ program: "pkh", outcome: "recipient" }]);
  });

  test("a confirmed finding of death opens it too", async () => {
    const { owner } = desk();
    await owner.query(
      `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by,
         confirmed_by, confirmed_at)
       select 'person', 100, 10, 'deceased', $1, $1, $2, min(account_id), max(account_id), now() from dtsen.account`,
      [HERE, today()],
    );
    expect((await look()).opened).toBe(1);
  });

  test("whose holder is dead stands on the list before payment, whoever its head is", async () => {
    const onList = async () => {
      const path = "/api/v1/payments/pkh/2026-q4/checks?area=3204&list=deceased";
      const { body } = await as("regency-verifier")("GET", path, { purpose: "verification" });
      return (body as PaymentChecks).items.map(({ familyId }) => familyId);
    };
    expect(await onList()).toContain("8");
    expect(await onList()).not.toContain("4");
    await desk().owner.query("update dtsen.person set life_status = 2 where person_id = $1", [
      spouse(4),
    ]);
    expect(await onList()).toContain("4");
  });

  test("where somebody is left the aid never ends: neither proposed nor refused that way", async () => {
    const [one] = (await listed("village-operator")).filter(({ name }) => name === "Peraga H");
    const id = one?.caseId ?? "";
    expect(await step("village-operator", id, { act: "pass", nobodyLeft: true })).toBe(
      "somebody-left",
    );
    const named = { act: "pass", newPersonId: String(spouse(8)) };
    expect(await step("village-operator", id, named)).toBe("ok");
    const end = {
      act: "refuse",
      reason: "sole-member-died",
      reference: "AK-1",
      referenceOn: today(),
    };
    expect(await step("regency-verifier", id, end)).toBe("somebody-left");
    expect((await holders(8)).post).toMatchObject({ holder: "dead", otherAdults: 1 });
  });

  test("a card of one person ends by certificate and two people, and the death is their finding", async () => {
    const { owner } = desk();
    const [one] = (await listed("village-operator")).filter(({ name }) => name === "Peraga A");
    const id = one?.caseId ?? "";
    const end = { act: "refuse", reason: "sole-member-died" };
    expect(await step("village-operator", id, { act: "pass", nobodyLeft: true })).toBe("ok");
    expect(await step("regency-verifier", id, { act: "pass" })).toBe("nobody-proposed");
    expect(await step("regency-verifier", id, end)).toBe("reference-missing");
    await owner.query("update dtsen.person set life_status = 1 where person_id = 10");
    const paper = { ...end, reference: "3204-KM-2026", referenceOn: today() };
    expect(await step("regency-verifier", id, paper)).toBe("ok");
    expect((await holders(1)).items).toMatchObject([{ until: today(), end: { id: /berakhir/ } }]);
    const { rows } = await owner.query(
      "select recorded_by <> confirmed_by as two, kind from dtsen.finding where unit_id = 10",
    );
    expect(rows).toEqual([{ two: true, kind: "deceased" }]);
  });
});

describe("sabotage", () => {
  test("the proposer does not verify, even with the right; the desk says so itself", async () => {
    const id = await opened(11, { newPersonId: String(spouse(11)) });
    await desk().owner.query(
      `update dtsen.case_event set by_account = (select account_id from dtsen.account where username = 'regency-verifier')
       where case_id = $1`,
      [id],
    );
    expect(await step("regency-verifier", id, { act: "pass" })).toBe("same-person");
    const token = await sessionForTests(desk(), "regency-verifier");
    const straight = (act: string, reason: string | null) =>
      asSession(desk(), token, "service", async (tx) => {
        const [row] = await tx.query<{ verdict: string }>(
          `select dtsen.step_case($1, (select max(event_no) from dtsen.case_event where case_id = $1), $2, $3, 'AK-1', $4, now(),
             '{}') as verdict`,
          [id, act, reason, today()],
        );
        return row?.verdict;
      });
    expect(await straight("pass", null)).toBe("same-person");
    expect(await straight("refuse", "sole-member-died")).toBe("same-person");
  });

  test("whoever is hidden for safety is neither asked about, nor offered, nor proposed", async () => {
    const { owner } = desk();
    await owner.query("insert into dtsen.hidden_unit values ('family', 3)");
    expect(codeOf(await post("village-operator", "", draftOf(3)))).toBe("not-found");
    const id = await opened(7);
    const names = async () =>
      (await read("village-operator", id)).candidates?.map(({ name }) => name);
    expect(await names()).toContain("Pasangan 7");
    await owner.query("insert into dtsen.hidden_unit values ('person', $1)", [spouse(7)]);
    expect(await names()).not.toContain("Pasangan 7");
    const named = { act: "pass", newPersonId: String(spouse(7)) };
    expect(await step("village-operator", id, named)).toBe("not-on-card");
    await owner.query("delete from dtsen.hidden_unit");
  });

  test("the law book and the desk know the same steps, rights, waits and references", async () => {
    const { owner } = desk();
    const { kind, steps, pauses, needsReference, withdrawBy, sameHands } = HOLDER_CHANGE;
    const { rows } = await owner.query(
      `select dtsen.case_steps($1) as steps, dtsen.case_needs_reference($1) as numbered, dtsen.case_withdraw_right($1) as back,
         array(select s.step from dtsen.case_way_step s where s.kind = $1 and s.same_hands order by s.place) as shared, array(select dtsen.case_right($1, s) from unnest($2::text[]) s) as rights,
         array(select dtsen.case_wait_right($1, s) from unnest($3::text[]) s) as waits`,
      [kind, steps.map(({ id }) => id), Object.keys(pauses)],
    );
    expect(rows).toEqual([
      {
        steps: steps.map(({ id }) => id),
        numbered: needsReference,
        back: withdrawBy,
        shared: sameHands,
        rights: steps.map(({ right }) => right ?? null),
        waits: Object.values(pauses).map(({ right }) => right),
      },
    ]);
  });

  test("every case's stored standing is what its book amounts to", async () => {
    const { rows } = await desk().owner.query<{ case_id: number; stored: object }>(
      `select case_id, jsonb_build_object('state', state, 'step', step, 'institution', holder_institution, 'tier', holder_tier,
         'level', level, 'reason', reason) as stored from dtsen.case_file where kind = 'holder-change'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { case_id, stored } of rows) {
      const book = await asWorker(desk(), (tx) => readBook(tx, HOLDER_CHANGE, Number(case_id)));
      if (book === undefined) throw new Error("no such case");
      expect(standingRow(book.standing), String(case_id)).toMatchObject(stored);
    }
  });
});
