import { beforeAll, expect, test } from "vitest";
import type { ComplaintReceipt } from "#contract/complaints.ts";
import type { ServiceCase, ServicePage } from "#contract/service-cases.ts";
import type { Role } from "#domain/role.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let moment = Date.now();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
const day = () => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
});

const post = async (url: string, fields: Record<string, string>) =>
  (
    await at.app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams(fields).toString(),
    })
  ).body;
const move = async (role: Role, path: string, body: object) =>
  (await at.send(role, `${path}/steps`, body)).code;
const list = async (role: Role) =>
  ((await at.as(role)("GET", "/api/v1/appeals?show=open&limit=50")).body as ServicePage).items ??
  [];
const one = async (role: Role, id: string) =>
  (await at.as(role)("GET", `/api/v1/appeals/${id}`)).body as ServiceCase;

async function refused(party = "village"): Promise<ComplaintReceipt> {
  const above = party === "social-office";
  const { answer } = await at.send(
    above ? "province-officer" : "regency-data-entry",
    "complaints",
    {
      ...{ village: String(HERE), channel: "hotline", topics: ["rude-service"], party },
    },
  );
  const made = answer as ComplaintReceipt;
  const by = above ? "province-officer" : "regency-verifier";
  expect(await move(by, `complaints/${made.caseId}`, { act: "refuse", reason: "not-shown" })).toBe(
    "ok",
  );
  return made;
}
const appealed = async (nomor: string): Promise<string> => {
  await post("/tanda-terima/tinjau", { nomor });
  return (
    (await list("ministry-officer"))
      .map(({ caseId }) => Number(caseId))
      .sort((a, b) => a - b)
      .at(-1)
      ?.toString() ?? ""
  );
};
const decision = () => ({ act: "pass", reference: "KEP/9/2026", referenceOn: day() });

test("upheld: reviewed by another office, decided by a third, and the case goes on where it was refused, for other people", async () => {
  const { caseId, receipt } = await refused();
  expect(await post("/tanda-terima", { nomor: receipt })).toContain("Minta kantor lain meninjau");
  const id = await appealed(receipt);
  const page = await post("/tanda-terima", { nomor: receipt });
  expect(page).toContain("Provinsi meninjau");
  expect(page).not.toContain("Minta kantor lain meninjau");
  const shown = await one("province-officer", id);
  expect(shown.facts.map(({ value }) => value.id)).toContain(
    "Yang diadukan tidak dapat ditunjukkan.",
  );
  // The office that refused neither sees nor reviews it.
  expect((await at.as("regency-verifier")("GET", `/api/v1/appeals/${id}`)).status).not.toBe(200);
  expect(await move("province-officer", `appeals/${id}`, { act: "pass" })).toBe("ok");
  expect(await move("ministry-officer", `appeals/${id}`, { act: "pass" })).toBe(
    "reference-missing",
  );
  expect(await move("ministry-officer", `appeals/${id}`, decision())).toBe("ok");
  expect(await post("/tanda-terima", { nomor: receipt })).toContain(
    "dikabulkan: diperiksa lagi oleh orang lain",
  );
  const again = (await at.as("regency-supervisor")("GET", `/api/v1/complaints/${caseId}`))
    .body as ServiceCase;
  expect([again.state, again.stepNo]).toEqual(["returned", 1]);
  expect(again.book.at(-1)?.words.id).toBe("keberatan dikabulkan, diperiksa lagi");
  expect(again.dueAt).toBeDefined();
  expect(await move("regency-verifier", `complaints/${caseId}`, { act: "pass" })).toBe(
    "same-person",
  );
  expect(
    await move("regency-verifier", `complaints/${caseId}`, { act: "refuse", reason: "not-shown" }),
  ).toBe("same-person");
  expect(await move("regency-supervisor", `complaints/${caseId}`, { act: "pass" })).toBe("ok");
});

test("it stands: the case stays refused, and is not reviewed a second time", async () => {
  const { caseId, receipt } = await refused();
  const id = await appealed(receipt);
  expect(
    await move("province-officer", `appeals/${id}`, { act: "refuse", reason: "decision-stands" }),
  ).toBe("ok");
  expect(await post("/tanda-terima/tinjau", { nomor: receipt })).toContain(
    "keputusan semula dikukuhkan",
  );
  const counter = await at.send("regency-data-entry", "appeals", { ofCase: caseId });
  expect(counter.code).toBe("appealed-already");
  expect((await list("ministry-officer")).map((row) => row.caseId)).not.toContain(id);
});

test("nobody reviews what they had a hand in; what the province refused the ministry reviews", async () => {
  const { caseId } = await refused("social-office");
  // The office that it is about does not even learn that there is such a case.
  expect((await at.send("regency-data-entry", "appeals", { ofCase: caseId })).code).toBe(
    "not-found",
  );
  const { code, answer } = await at.send("ministry-officer", "appeals", { ofCase: caseId });
  expect(code).toBe("ok");
  const id = (answer as { caseId: string }).caseId;
  expect((await one("ministry-officer", id)).stepWords.id).toBe("Kementerian meninjau");
  expect(await move("province-officer", `appeals/${id}`, { act: "pass" })).toBe("right-not-held");
  await desk().owner.query(
    "update dtsen.case_event set by_account = (select account_id from dtsen.account where username = 'ministry-officer') where case_id = $1",
    [caseId],
  );
  expect(await move("ministry-officer", `appeals/${id}`, { act: "pass" })).toBe("same-person");
});

test("too late, or of a case that was not refused: neither by number nor at the counter", async () => {
  const { caseId, receipt } = await refused();
  moment += 32 * DAY_MS;
  expect(await post("/tanda-terima", { nomor: receipt })).not.toContain("Minta kantor lain");
  const before = (await list("ministry-officer")).length;
  await post("/tanda-terima/tinjau", { nomor: receipt });
  expect((await list("ministry-officer")).length).toBe(before);
  expect((await at.send("regency-data-entry", "appeals", { ofCase: caseId })).code).toBe(
    "too-late",
  );
  const { answer } = await at.send("regency-data-entry", "complaints", {
    ...{ village: String(HERE), channel: "hotline", topics: ["aid-cut"], party: "payer" },
  });
  const open = answer as ComplaintReceipt;
  expect((await at.send("regency-data-entry", "appeals", { ofCase: open.caseId })).code).toBe(
    "not-refused",
  );
  expect((await at.send("village-operator", "appeals", { ofCase: open.caseId })).code).not.toBe(
    "ok",
  );
});
