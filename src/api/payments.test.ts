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
  const of = (list: string) =>
    read<PaymentChecks>(verifier, `/pkh/2027-q1/checks?area=3204&list=${list}`);
  const { onList, counts, items } = await of("deceased");
  expect(onList).toBe(3);
  expect(counts).toEqual({ deceased: 1, duplicate: 0, unmatched: 1, excluded: 3, moved: 1 });
  expect(items.map(({ familyId }) => familyId)).toEqual(["1"]);
  expect((await of("unmatched")).items.map(({ familyId }) => familyId)).toEqual(["2"]);
  expect((await of("moved")).items.map(({ familyId }) => familyId)).toEqual(["3"]);
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
  expect(other.items.map(({ familyId }) => familyId).sort()).toEqual(["1", "2", "3"]);
  expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
});
