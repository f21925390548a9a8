import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ServiceCase, ServicePage } from "#contract/service-cases.ts";
import type { Role } from "#domain/role.ts";
import { readGivenBack } from "#jobs/build-given-back.ts";
import { escalateResignations } from "#jobs/keep-clocks.ts";
import { asWorker } from "#store/transact.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { answerResignations } from "#verification/answer-resignations.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let moment = Date.now();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
const day = () => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);

/** Families 1 to 30 have PKH and Sembako; families up to 20 have a second grown member, and a child. */
beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
  await desk().owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select 1, f, p, 'family', f, ${HERE}, ${HERE}, 'recipient' from generate_series(1, 30) f, unnest(array['pkh', 'sembako']) p`,
  );
  for (const [nth, born] of [
    [1, 19850101],
    [2, 20180101],
  ])
    await desk().owner.query(
      `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key, nik_enc, nik_index,
         kk_index, birth_date, identity_status, life_status, facts)
       select version_no, person_id + $1, family_id, village_no, domicile_village_no, 'Anggota ' || person_id + $1, 'ANGGOTA', nik_enc,
         nik_index, kk_index, $2, 'padan', 1, facts from dtsen.person where family_id <= 20 and person_id % 10 = 0`,
      [nth, born],
    );
});
beforeEach(() => {
  // Each test begins on a day of its own, so that no deadline of another is looked at.
  moment += DAY_MS;
});

const open = async (role: Role, family: number, programs = ["pkh"], key?: string) =>
  await at.send(role, "resignations", { familyId: String(family), programs }, key);
const opened = async (family: number, programs = ["pkh"]): Promise<string> => {
  const { answer, code } = await open("regency-data-entry", family, programs);
  if (code !== "ok") throw new Error(code);
  return (answer as { caseId: string }).caseId;
};
const meeting = (personId: number, on = day()) => ({
  act: "pass",
  meeting: { personId: String(personId), at: "home", on, sawPapers: true },
});
const move = async (role: Role, id: string, body: object) =>
  (await at.send(role, `resignations/${id}/steps`, body)).code;
const confirm = (personId: number) => ({
  ...meeting(personId),
  reference: "SK/7/2026",
  referenceOn: day(),
});
const read = async (role: Role, id: string) =>
  (await at.as(role)("GET", `/api/v1/resignations/${id}`)).body as ServiceCase;
const list = async (role: Role) =>
  ((await at.as(role)("GET", "/api/v1/resignations?show=open&limit=50")).body as ServicePage).items;
const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
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
const givenBack = async () =>
  (await asWorker(desk(), readGivenBack)).map(({ askedId, statement }) => [
    Number(askedId),
    statement,
  ]);

describe("a family that gives its place back", () => {
  test("is met twice, by two officers, days apart, and until the second nothing is given back", async () => {
    const id = await opened(1, ["pkh", "sembako"]);
    expect(await move("pkh-facilitator", id, { act: "pass" })).toBe("meeting-missing");
    expect(await move("pkh-facilitator", id, meeting(10))).toBe("ok");
    expect(await move("regency-verifier", id, confirm(11))).toBe("cooling-open");
    moment += 15 * DAY_MS;
    // The other grown member is asked, the child never.
    expect(await move("regency-verifier", id, confirm(10))).toBe("another-adult");
    expect(await move("regency-verifier", id, confirm(12))).toBe("not-grown");
    expect(await givenBack()).toEqual([]);
    expect(await move("regency-verifier", id, meeting(11))).toBe("reference-missing");
    expect(await move("regency-verifier", id, confirm(11))).toBe("ok");
    expect(await givenBack()).toEqual([
      [1, "gave-up-pkh"],
      [1, "gave-up-sembako"],
    ]);
    const whole = await read("province-officer", id);
    expect(whole.stepNo).toBe(3);
    expect(whole.facts.map(({ label }) => label.id)).toContain("Berhenti sejak");
    expect(JSON.stringify(whole)).not.toMatch(/99320457/);
  });

  test("is alone where nobody else of it is grown: the same person is met twice", async () => {
    const id = await opened(25);
    expect(await move("pkh-facilitator", id, meeting(250))).toBe("ok");
    moment += 15 * DAY_MS;
    expect(await move("regency-verifier", id, confirm(250))).toBe("ok");
  });

  test("is answered by the version that gives the place no more, and not by one that does", async () => {
    const id = await opened(3);
    await move("pkh-facilitator", id, meeting(30));
    moment += 15 * DAY_MS;
    expect(await move("regency-verifier", id, confirm(31))).toBe("ok");
    const publish = () =>
      asWorker(desk(), (tx) =>
        answerResignations(tx, 1, "bps-steward", new Date(moment).toISOString()),
      );
    await publish();
    expect((await read("agency-head", id)).state).toBe("open");
    await desk().owner.query(
      "update dtsen.outcome set outcome = 'excluded', first_reason = 'own-word' where family_id = 3 and program = 'pkh'",
    );
    expect(await publish()).toBe(1);
    expect((await read("agency-head", id)).state).toBe("done");
    expect(await publish()).toBe(0);
  });

  test("comes back by a proposal that was handed over since", async () => {
    const id = await opened(26);
    await move("pkh-facilitator", id, meeting(260));
    moment += 15 * DAY_MS;
    await move("regency-verifier", id, confirm(260));
    expect((await givenBack()).some(([family]) => family === 26)).toBe(true);
    moment += DAY_MS;
    const { caseId } = await at.take("village-operator", {
      ...{ familyId: "26", aim: "program", program: "pkh" },
    });
    expect((await givenBack()).some(([family]) => family === 26)).toBe(true);
    await desk().owner.query(
      "update dtsen.case_file set step = 'answered', state = 'done' where case_id = $1",
      [caseId],
    );
    expect((await givenBack()).some(([family]) => family === 26)).toBe(false);
  });

  test("the same message again is the same case; one at a time, of places it has", async () => {
    const key = "6f1c1df0-6a4e-4f0a-9f43-0d8f4c1f0a01";
    const first = await open("regency-data-entry", 5, ["pkh"], key);
    expect(await open("regency-data-entry", 5, ["pkh"], key)).toEqual(first);
    expect((await open("regency-data-entry", 5, ["sembako"], key)).code).toBe("key-reused");
    expect((await open("regency-data-entry", 5)).code).toBe("open-already");
    expect((await open("regency-data-entry", 35)).code).toBe("no-place");
  });
});

describe("resigning for another", () => {
  test("nobody of another family, no child, nobody unknown speaks for it", async () => {
    const id = await opened(6);
    for (const person of [70, 62, 99_999])
      expect(await move("pkh-facilitator", id, meeting(person))).toBe("not-grown");
    expect(await move("pkh-facilitator", id, meeting(60, "2020-01-01"))).toBe("day-wrong");
    expect(await move("regency-verifier", id, meeting(60))).toBe("right-not-held");
  });

  test("the village can neither open, see nor move one, and no officer one of its own family", async () => {
    const id = await opened(7);
    for (const role of ["village-operator", "village-head", "psm", "district-operator"] as const) {
      expect((await open(role, 8)).code).not.toBe("ok");
      expect((await at.as(role)("GET", `/api/v1/resignations/${id}`)).status).not.toBe(200);
    }
    await desk().owner.query(
      "update dtsen.account set person_id = 80 where username = 'regency-data-entry'",
    );
    expect((await open("regency-data-entry", 8)).code).toBe("own-family");
    await desk().owner.query(
      "update dtsen.account set person_id = 70 where username = 'pkh-facilitator'",
    );
    expect(await move("pkh-facilitator", id, meeting(71))).toBe("own-family");
    await desk().owner.query(
      "update dtsen.account set person_id = null where person_id in (70, 80)",
    );
  });

  test("one person with two accounts does not meet it twice", async () => {
    const id = await opened(9);
    expect(await move("pkh-facilitator", id, meeting(90))).toBe("ok");
    moment += 15 * DAY_MS;
    await desk().owner.query(
      `update dtsen.account set phone = '+628110001' where username in ('pkh-facilitator', 'regency-verifier')`,
    );
    expect(await move("regency-verifier", id, confirm(91))).toBe("same-person");
    await desk().owner.query("update dtsen.account set phone = null where phone = '+628110001'");
    expect(await move("regency-verifier", id, confirm(91))).toBe("ok");
  });

  test("asked with a stolen code, the family reads it and takes it back with one press; the officer's meeting is void", async () => {
    const code = await explanationCode(10);
    const before = await post("/mengapa", { kode: code });
    expect(before.body).toContain("Ingin berhenti dari bantuan?");
    const asked = await post("/mengapa/berhenti", { kode: code, "program-pkh": "ya" });
    expect(asked.body).toContain("Ada permintaan berhenti dari Program Keluarga Harapan (PKH)");
    expect(asked.body).toContain("Bantuan tetap berjalan.");
    const again = await post("/mengapa/berhenti", { kode: code, "program-pkh": "ya" });
    expect(again.body.match(/Ada permintaan berhenti/g)).toHaveLength(1);
    const [mine] = (await list("pkh-facilitator")).filter(({ about }) => about.id.includes("PKH"));
    expect(mine).toBeDefined();
    const id = (await list("pkh-facilitator"))
      .toSorted((a, b) => Number(a.caseId) - Number(b.caseId))
      .at(-1)?.caseId;
    expect(await move("pkh-facilitator", id ?? "", meeting(100))).toBe("ok");
    const back = await post("/mengapa/batal", { kode: code });
    expect(back.body).toContain("Dibatalkan pada");
    expect(back.body).toContain("Ingin berhenti dari bantuan?");
    expect(await move("regency-verifier", id ?? "", confirm(101))).toBe("case-ended");
    const whole = await read("pkh-facilitator", id ?? "");
    expect(whole.book.at(-1)?.words.id).toBe("ditarik oleh keluarga");
  });

  test("even after it was confirmed it is taken back, and the next version reads nothing of it", async () => {
    const id = await opened(11);
    await move("pkh-facilitator", id, meeting(110));
    moment += 15 * DAY_MS;
    await move("regency-verifier", id, confirm(111));
    expect((await givenBack()).some(([family]) => family === 11)).toBe(true);
    const page = await post("/mengapa", { kode: await explanationCode(11) });
    expect(page.body).toContain("masih boleh dibatalkan");
    await post("/mengapa/batal", { kode: await explanationCode(11) });
    expect((await givenBack()).some(([family]) => family === 11)).toBe(false);
  });

  test("silence ends nothing: whoever is late is called, and the aid goes on", async () => {
    const id = await opened(12);
    await move("pkh-facilitator", id, meeting(120));
    moment += 60 * DAY_MS;
    const called = await escalateResignations(desk(), new Date(moment).toISOString());
    expect(called.filter(({ caseId }) => String(caseId) === id).map(({ to }) => to.tier)).toEqual([
      "province",
    ]);
    const whole = await read("regency-verifier", id);
    expect(whole.stepNo).toBe(2);
    expect(whole.state).toBe("open");
    expect((await givenBack()).some(([family]) => family === 12)).toBe(false);
  });

  test("many of one village are marked; pressed is a reason, and the aid goes on", async () => {
    const ids: string[] = [];
    for (const family of [14, 15, 16, 17, 18]) ids.push(await opened(family));
    const marked = (await list("regency-verifier")).filter(({ caseId }) => caseId === ids.at(-1));
    expect(marked[0]?.marks.map(({ id }) => id)).toEqual([
      "Banyak permintaan dari desa ini: periksa bersama.",
    ]);
    expect(await move("pkh-facilitator", ids[0] ?? "", { act: "refuse", reason: "pressed" })).toBe(
      "ok",
    );
    const page = await post("/mengapa", { kode: await explanationCode(14) });
    expect(page.body).toContain("Keluarganya disuruh atau ditekan.");
  });

  test("sent back, whoever was met counts no more and the days begin anew", async () => {
    const id = await opened(19);
    await move("pkh-facilitator", id, meeting(190));
    moment += 15 * DAY_MS;
    expect(await move("regency-verifier", id, { act: "return", reason: "meeting-in-doubt" })).toBe(
      "ok",
    );
    expect(await move("pkh-facilitator", id, { act: "pass" })).toBe("meeting-missing");
    expect(await move("pkh-facilitator", id, meeting(190))).toBe("ok");
    expect(await move("regency-verifier", id, confirm(191))).toBe("cooling-open");
  });
});
