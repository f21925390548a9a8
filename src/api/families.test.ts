import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { FamilyPage, Unmasked } from "#contract/families.ts";
import type { FamilySheet, Readers } from "#contract/family-sheet.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const clock = () => new Date();
let app: FastifyInstance;
/** A TOTP code is good once: whoever acts in several tests signs in once. */
let head: Awaited<ReturnType<typeof signedIn>> | undefined;

const HERE = 3204052001;
const SIBLING = 3204052002;
const NIK = "9932045705800001";

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  await publishFamilies(opened, [
    { familyId: 1, villageNo: HERE, headName: "Siti Aminah", nik: NIK, kk: "9932040101150001" },
    {
      familyId: 2,
      villageNo: HERE,
      headName: "Siti",
      nik: "9932041505800002",
      kk: "9932040101150002",
    },
    {
      familyId: 3,
      villageNo: SIBLING,
      headName: "Wayan",
      nik: "9932041505800003",
      kk: "9932040101150003",
    },
    {
      familyId: 4,
      villageNo: 5171010001,
      headName: "Siti Aminah",
      nik: "9951715505800004",
      kk: "9951710101150004",
    },
  ]);
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock, webFolder: "web" });
});

test("nobody reads without a session, and the answer is problem+json", async () => {
  const { status, body, headers } = await callerWith(app)("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: "not-signed-in", status: 401 });
  expect(headers["content-type"]).toContain("application/problem+json");
});

test("an officer finds families of the regency by the beginning of a name, page by page", async () => {
  const ask = await signedIn(app, "regency-verifier", clock());
  const search = { name: "siti", limit: 1 };
  const first = await ask("POST", "/api/v1/families/search", {
    purpose: "verification",
    body: search,
  });
  expect(first.status).toBe(200);
  const page = first.body as FamilyPage;
  expect(page.decileBasis).toBe("persons");
  expect(page.items.map(({ familyId }) => familyId)).toEqual(["2"]);
  const second = await ask("POST", "/api/v1/families/search", {
    purpose: "verification",
    body: { ...search, cursor: page.next },
  });
  const next = second.body as FamilyPage;
  expect(next.items.map(({ familyId }) => familyId)).toEqual(["1"]);
  expect(next.next).toBeUndefined();
});

test("a NIK finds its family in one's region and nothing elsewhere", async () => {
  const ask = await signedIn(app, "regency-supervisor", clock());
  const found = await ask("POST", "/api/v1/families/search", {
    purpose: "verification",
    body: { nik: NIK },
  });
  expect((found.body as FamilyPage).items).toHaveLength(1);
  const elsewhere = await ask("POST", "/api/v1/families/search", {
    purpose: "verification",
    body: { nik: "9951715505800004" },
  });
  expect((elsewhere.body as FamilyPage).items).toEqual([]);
});

test("the sheet shows a masked NIK, facts with source and day, and its reading is noted", async () => {
  const ask = await signedIn(app, "tksk", clock());
  const { status, body, headers } = await ask("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  expect(status).toBe(200);
  const sheet = body as FamilySheet;
  expect(sheet.members[0]?.nik).toBe("9932************");
  expect(JSON.stringify(sheet)).not.toContain(NIK);
  expect(sheet.standing?.national).toBe(3);
  const housing = sheet.groups.find(({ group }) => group === "housing");
  expect(housing).toMatchObject({ source: { id: "Regsosek" }, asOf: "2022-10-15" });
  expect(headers.etag).toBeDefined();

  const again = await ask("GET", "/api/v1/families/1", {
    purpose: "verification",
    headers: { "if-none-match": headers.etag },
  });
  expect(again.status).toBe(304);
  const readers = await ask("GET", "/api/v1/families/1/readers", { purpose: "verification" });
  const opened = (readers.body as Readers).items.filter(
    ({ act }) => act.id === "Membuka lembar keluarga",
  );
  expect(opened.length).toBeGreaterThanOrEqual(2);
  expect(opened[0]?.role.id).toContain("TKSK");
});

test.each([
  ["an unknown filter", "/api/v1/families?name=siti", 400],
  ["a cursor that is not ours", "/api/v1/families?cursor=abc", 400],
  ["a purpose that the role does not have", "/api/v1/families", 403],
])("refused: %s", async (why, url, status) => {
  head ??= await signedIn(app, "agency-head", clock());
  const purpose = why.includes("purpose") ? "update" : "verification";
  expect((await head("GET", url, { purpose })).status).toBe(status);
});

test("whom no list ever spoke of is said to be so, and listed for a visit", async () => {
  await desk().owner.query("update dtsen.family set facts_as_of = 0 where family_id = 2");
  const ask = head ?? (await signedIn(app, "regency-supervisor", clock()));
  head = ask;
  const given = { purpose: "verification" };
  const never = (await ask("GET", "/api/v1/families?surveyed=never", given)).body as FamilyPage;
  expect(never.items.map(({ familyId }) => familyId)).toEqual(["2"]);
  const all = (await ask("GET", "/api/v1/families", given)).body as FamilyPage;
  expect(all.items.map(({ familyId }) => familyId)).toEqual(["1", "2", "3"]);
  const sheet = (await ask("GET", "/api/v1/families/2", given)).body as FamilySheet;
  expect(sheet.surveyed).toBe("never");
  expect(sheet.factsAsOf).toBeUndefined();
  const other = (await ask("GET", "/api/v1/families/1", given)).body as FamilySheet;
  expect(other.surveyed).toBeUndefined();
  expect(other.factsAsOf).toBe("2026-10-31");
});

test("unmasking needs its right and a reason, and the same key twice is one act", async () => {
  const without = await signedIn(app, "psm", clock());
  const body = { personId: "10", reason: "mencocokkan KTP di loket" };
  const refused = await without("POST", "/api/v1/families/1/unmask", {
    purpose: "verification",
    body,
  });
  expect(refused.status).toBe(403);

  const ask = await signedIn(app, "ministry-officer", clock());
  const headers = { "idempotency-key": "test-key-0001" };
  const once = await ask("POST", "/api/v1/families/1/unmask", {
    purpose: "complaint",
    body,
    headers,
  });
  expect((once.body as Unmasked).nik).toBe(NIK);
  const twice = await ask("POST", "/api/v1/families/1/unmask", {
    purpose: "complaint",
    body,
    headers,
  });
  expect(twice.body).toEqual(once.body);
  const other = await ask("POST", "/api/v1/families/1/unmask", {
    purpose: "complaint",
    body: { ...body, reason: "alasan yang lain" },
    headers,
  });
  expect(other).toMatchObject({ status: 409, body: { code: "key-reused" } });
});

test("a post that another site sends is refused", async () => {
  const answer = await callerWith(app, { "sec-fetch-site": "cross-site" })(
    "POST",
    "/api/v1/session",
    {
      body: { name: "x", password: "y" },
    },
  );
  expect(answer).toMatchObject({ status: 403, body: { code: "cross-site" } });
});

test("a head who is hidden for safety takes the name along, wherever the family is listed", async () => {
  await desk().owner.query(
    `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key,
       life_status, facts)
     select version_no, 21, family_id, village_no, domicile_village_no, 'Anak', 'ANAK', 1, facts
     from dtsen.person where person_id = 20`,
  );
  await desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', 20, 'violence', 1)",
  );
  const ask = await signedIn(app, "tagana", clock());
  const purpose = "verification";
  const sheet = (await ask("GET", "/api/v1/families/2", { purpose })).body as FamilySheet;
  expect([sheet.headName, sheet.members.map(({ name }) => name)]).toEqual(["–", ["Anak"]]);
  const list = (await ask("GET", "/api/v1/families", { purpose })).body as FamilyPage;
  expect(list.items.find(({ familyId }) => familyId === "2")?.headName).toBe("–");
  expect(list.items.find(({ familyId }) => familyId === "1")?.headName).toBe("Siti Aminah");
});
