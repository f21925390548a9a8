import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { FamilyPage } from "#contract/families.ts";
import type { Home } from "#contract/home.ts";
import type { SuppressionPage, SuppressionReceipt } from "#contract/suppressions.ts";
import type { VaultSheet } from "#contract/vault.ts";
import { PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const clock = () => new Date();
const PERSON = "10";
let app: FastifyInstance;
type Ask = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Ask>();

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), [
    {
      familyId: 1,
      villageNo: 3204052001,
      headName: "Siti Aminah",
      nik: "9932045705800001",
      kk: "9932040101150001",
    },
    {
      familyId: 2,
      villageNo: 5171010001,
      headName: "Wayan Jauh",
      nik: "9951715705800002",
      kk: "9951710101150002",
    },
  ]);
  await desk().owner.query("insert into dtsen.vault_fact values (1, $1, 3204052001, $2)", [
    PERSON,
    PERSON_VAULT_FACTS.map((_, place) => (place === 0 ? 1 : -2)),
  ]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  for (const role of ["social-worker", "protection-officer", "village-operator"]) {
    callers.set(role, await signedIn(app, role, clock()));
  }
});

beforeEach(async () => {
  await desk().owner.query("delete from dtsen.suppression");
});

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const by = (role: string): Ask => {
  const ask = callers.get(role);
  if (ask === undefined) throw new Error(`${role} has not signed in`);
  return ask;
};

const post = (role: string, url: string, body: object, key: string = randomUUID()) =>
  by(role)("POST", `/api/v1${url}`, { body, headers: { "idempotency-key": key } });

const DRAFT = {
  unit: "person",
  unitId: PERSON,
  ground: "violence",
  basis: "victim-protection",
  reference: "surat 12/2026",
  reviewOn: inDays(90),
} as const;

const listed = async (role: string) =>
  (await by(role)("GET", "/api/v1/suppressions")).body as SuppressionPage;

test("hidden at once, twice with one key is once, and ended by two", async () => {
  const key = randomUUID();
  const made = await post("social-worker", "/suppressions", DRAFT, key);
  expect(made.status).toBe(200);
  const { suppressionId } = made.body as SuppressionReceipt;
  expect((await post("social-worker", "/suppressions", DRAFT, key)).body).toEqual(made.body);
  const again = await post("social-worker", "/suppressions", DRAFT);
  expect(again).toMatchObject({ status: 409, body: { code: "already-ordered" } });

  const list = async () => {
    const { body } = await by("village-operator")("GET", "/api/v1/families", {
      purpose: "verification",
    });
    return (body as FamilyPage).items.map(({ familyId }) => familyId);
  };
  expect(await list()).toEqual([]);

  const steps = `/suppressions/${suppressionId}/steps`;
  const release = (role: string) => post(role, steps, { step: "release" }, "release-key");
  expect(await release("social-worker")).toMatchObject({ status: 403 });
  expect(await release("protection-officer")).toMatchObject({
    status: 409,
    body: { code: "release-not-asked" },
  });
  const reason = "sudah pulang dari rumah aman";
  await post("protection-officer", steps, { step: "ask-release", reason });
  expect(await release("protection-officer")).toMatchObject({
    status: 403,
    body: { code: "second-person-needed" },
  });
  expect((await listed("protection-officer")).items[0]?.release).toEqual({ isMine: true, reason });
  await post("protection-officer", steps, { step: "keep", reviewOn: inDays(30) });
  await post("social-worker", steps, { step: "ask-release", reason });
  const home = (await by("protection-officer")("GET", "/api/v1/home")).body as Home;
  expect(home.tasks.find(({ kind }) => kind === "suppressions")?.count).toBe(1);
  // A refusal is not kept under its key: now it goes well.
  expect(await release("protection-officer")).toMatchObject({ status: 200 });
  expect(await list()).toEqual(["1"]);
  expect((await listed("protection-officer")).items).toEqual([]);
});

test("refused in words: another region, another's law, a day that is past, an unknown field", async () => {
  const order = (more: object) => post("social-worker", "/suppressions", { ...DRAFT, ...more });
  expect(await order({ unitId: "20" })).toMatchObject({ status: 404 });
  expect(await order({ unitId: "999" })).toMatchObject({ status: 404 });
  expect(await order({ basis: "witness-protection" })).toMatchObject({
    status: 403,
    body: { code: "basis-not-held" },
  });
  expect(await order({ reviewOn: "2020-01-01" })).toMatchObject({
    status: 400,
    body: { code: "review-day-wrong" },
  });
  expect(await order({ until: "2027-01-01" })).toMatchObject({ status: 400 });
  expect(await post("village-operator", "/suppressions", DRAFT)).toMatchObject({ status: 403 });
  const tried = await desk().owner.query(
    "select from dtsen.audit_entry where act = 'order-suppression' and decision = 'basis-not-held'",
  );
  expect(tried.rowCount).toBe(1);
});

test("the list tells why to whoever may end it, carries an ETag, and is itself noted", async () => {
  await post("protection-officer", "/suppressions", { ...DRAFT, basis: "witness-protection" });
  const own = await listed("protection-officer");
  expect(own.items).toMatchObject([
    {
      name: "Siti Aminah",
      familyId: "1",
      persons: 1,
      isMine: true,
      why: { legalBasis: "UU 31/2014", reference: "surat 12/2026" },
    },
  ]);
  const [other] = (await listed("social-worker")).items;
  expect(other).toMatchObject({ name: "Siti Aminah", isMine: false });
  expect(other?.why).toBeUndefined();
  expect((await by("village-operator")("GET", "/api/v1/suppressions")).status).toBe(403);

  const first = await by("protection-officer")("GET", "/api/v1/suppressions");
  const tag = String(first.headers.etag);
  const second = await by("protection-officer")("GET", "/api/v1/suppressions", {
    headers: { "if-none-match": tag },
  });
  expect(second.status).toBe(304);
  const { rows } = await desk().owner.query(
    `select fields_class, count(*)::int as n from dtsen.audit_entry
     where act = 'list-suppressions' and subject_kind = 'person' group by 1`,
  );
  expect(rows[0]).toMatchObject({ fields_class: "vault" });
});

test("pages of the list follow one another without a gap", async () => {
  await desk().owner.query(
    `insert into dtsen.suppression (unit, unit_id, ground, village_no, ordered_by, review_on)
     select 'person', 500 + n, 'threat', 3204052001, 1, current_date + n % 3 from generate_series(1, 7) n`,
  );
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await by("protection-officer")("GET", `/api/v1/suppressions?limit=3${cursor}`);
    const page = body as SuppressionPage;
    seen.push(...page.items.map(({ suppressionId }) => suppressionId));
    cursor = page.next === undefined ? "" : `&cursor=${page.next}`;
  } while (cursor !== "");
  expect(seen.length).toBe(7);
  expect(new Set(seen).size).toBe(7);
});

const QUESTION = { basis: "victim-protection", caseReference: "penugasan 12/2026" };
const read = (role: string, person: string, question: object = QUESTION) =>
  post(role, `/persons/${person}/vault/readings`, question);

test("the vault answers on a law and for a case, and keeps notes sealed", async () => {
  const note = {
    ...QUESTION,
    category: "violence",
    text: "korban, dirujuk ke rumah aman",
    eraseAfter: inDays(365),
  };
  const key = randomUUID();
  const url = `/persons/${PERSON}/vault/notes`;
  expect((await post("social-worker", url, note, key)).status).toBe(200);
  expect((await post("social-worker", url, note, key)).status).toBe(200);
  expect(await post("social-worker", url, { ...note, eraseAfter: inDays(-1) })).toMatchObject({
    status: 400,
    body: { code: "erase-day-wrong" },
  });
  const { rows } = await desk().owner.query(
    "select count(*)::int as n, bool_or(sealed_note::text like '%korban%') as is_open from dtsen.vault_note",
  );
  expect(rows).toEqual([{ n: 1, is_open: false }]);

  const sheet = (await read("protection-officer", PERSON)).body as VaultSheet;
  expect(sheet.facts.length).toBe(PERSON_VAULT_FACTS.length);
  expect(sheet.notes).toMatchObject([
    { text: "korban, dirujuk ke rumah aman", legalBasis: "UU 12/2022" },
  ]);
});

test("the vault is refused elsewhere, without the law or the case, and to village roles; each try is noted", async () => {
  expect(await read("social-worker", "20")).toMatchObject({ status: 403 });
  expect(
    await read("social-worker", PERSON, { ...QUESTION, basis: "witness-protection" }),
  ).toMatchObject({ status: 403 });
  expect(await read("social-worker", PERSON, { basis: QUESTION.basis })).toMatchObject({
    status: 400,
  });
  expect(
    await read("social-worker", PERSON, { ...QUESTION, caseReference: "     " }),
  ).toMatchObject({ status: 400, body: { code: "case-missing" } });
  expect(await read("village-operator", PERSON)).toMatchObject({ status: 403 });
  const { rows } = await desk().owner.query(
    "select count(*)::int as n from dtsen.audit_entry where act = 'read-vault' and decision = 'refused'",
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test("no family sheet says a word of the vault", async () => {
  const { text } = await by("social-worker")("GET", "/api/v1/families/1", {
    purpose: "protection",
  });
  expect(text).toContain("Siti Aminah");
  expect(text).not.toContain("korban, dirujuk");
  for (const fact of PERSON_VAULT_FACTS) expect(text).not.toContain(fact);
});

test("who looks at a family in order to protect somebody is told to nobody else", async () => {
  const url = "/api/v1/families/1/readers";
  const protects = { purpose: "protection" } as const;
  await by("protection-officer")("GET", "/api/v1/families/1", protects);
  await by("village-operator")("GET", "/api/v1/families/1", { purpose: "verification" });
  const operator = await by("village-operator")("GET", url, { purpose: "verification" });
  expect(operator.text).toContain("Operator desa");
  expect(operator.text).not.toMatch(/elindungan/);
  expect((await by("protection-officer")("GET", url, protects)).text).toContain("pelindungan");
  expect((await by("social-worker")("GET", url, protects)).text).toContain("Petugas pelindungan");
});
