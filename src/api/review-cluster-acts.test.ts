import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ReviewPair } from "#contract/identity-reviews.ts";
import type { ClusterCase, ClusterReceipt } from "#contract/review-quality.ts";
import { pairsToDecide } from "#domain/cluster-decision.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const HUB = 4_294_967_296;
const RECORDS = [HUB, 2 * HUB, 2 * HUB + 1, 2 * HUB + 2];
const [, FIRST = 0, SECOND = 0, THIRD = 0] = RECORDS;
let app: FastifyInstance;
let versionNo = 0;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const family = { familyId: 1, villageNo: HERE, headName: "Peraga 1" };
  const numbers = { nik: "9932045705800001", kk: "9932040101150001" };
  versionNo = await publishFamilies(desk(), [{ ...family, ...numbers }]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

const run = <Row extends object>(sql: string, values: unknown[] = []) =>
  desk().owner.query<Row>(sql, values);

/** A cluster of four: the registry's record in the middle, three of a list. Pairs of the fixture itself are closed. */
beforeEach(async () => {
  await run("delete from dtsen.review_cluster");
  const drafts = [0, 1, 2].map(() => ({ villageNo: HERE, people: [10, 10] as const }));
  if ((await run("select from dtsen.review_pair")).rows.length === 0) {
    await plantReviews(desk(), versionNo, drafts);
    await run("delete from dtsen.review_pair");
  }
  const edge = (left: number, right: number) => ({ left, right, weight: 4_200, link: true });
  await run(
    `insert into dtsen.review_cluster (cluster_key, version_no, person_id, family_id, village_lo, village_hi, is_on_register,
       records, deliveries, density_permille, members, edges) values ($1, $2, 10, 1, $3, $3, true, 4, 2, 500, $4, $5)`,
    [
      HUB,
      versionNo,
      HERE,
      JSON.stringify(RECORDS.map((key) => ({ key, contradicts: [] }))),
      JSON.stringify([edge(HUB, FIRST), edge(HUB, SECOND), edge(HUB, THIRD)]),
    ],
  );
});

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), role)}` });
  const post = async <Body>(url: string, body: object) => {
    const headers = { "idempotency-key": randomUUID() };
    const got = await ask("POST", `/api/v1/identity-reviews${url}`, { body, headers });
    return { status: got.status, body: got.body as Body & { readonly code?: string } };
  };
  return {
    post,
    cluster: async () =>
      (await ask("GET", `/api/v1/identity-reviews/clusters/${HUB}`)).body as ClusterCase,
    read: async (pairId: string) =>
      (await ask("GET", `/api/v1/identity-reviews/${pairId}`)).body as ReviewPair,
    decide: async (verdict: string, members: readonly number[], reason = "dua bersaudara senama") =>
      await post<ClusterReceipt>(`/clusters/${HUB}/decisions`, {
        verdict,
        members: members.map(String),
        reason,
      }),
  };
}

const book = async () =>
  (
    await run<{ said: string }>(
      `select verdict || ' ' || left_key || ' ' || right_key || case when confirmed_by is null then '' else ' two' end as said
       from dtsen.identity_decision order by decision_no`,
    )
  ).rows.map(({ said }) => said);

test("to part two records takes two decisions, each against the middle, and they are not written twice", async () => {
  const one = await as("regency-verifier");
  const { status, body } = await one.decide("different", [FIRST, SECOND]);
  expect(status).toBe(200);
  expect(body).toMatchObject({ decided: 2, waiting: 0 });
  expect(await book()).toEqual(
    pairsToDecide("different", [FIRST, SECOND], HUB).map(
      ({ record, other }) => `different ${other} ${record}`,
    ),
  );
  expect((await one.decide("different", [FIRST, SECOND])).body).toMatchObject({ decided: 0 });
  expect((await one.cluster()).spoken.map(({ left, says }) => `${left} ${says.en}`).sort()).toEqual(
    [FIRST, SECOND].map((key) => `${key} decided: different people`),
  );
  expect((await one.decide("same", [HUB, FIRST])).body.code).toBe("under-way");
  expect(await book()).toHaveLength(2);
});

test("what is no choice is refused, and so is somebody of another region", async () => {
  const one = await as("regency-verifier");
  for (const [verdict, members] of [
    ["different", [HUB]],
    ["same", [FIRST]],
    ["different", [999]],
  ] as const) {
    expect((await one.decide(verdict, members)).body.code).toBe("not-a-choice");
  }
  expect((await one.decide("different", [THIRD], "ya")).status).toBe(400);
  expect((await (await as("village-operator")).decide("different", [THIRD])).status).toBe(403);
  await run("update dtsen.review_cluster set village_hi = 5171010001");
  expect((await one.decide("different", [THIRD])).status).toBe(404);
});

test("where aid hangs on the person a second one confirms the parting; alone nobody parts or joins again", async () => {
  await run(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     values ($1, 1, 'pkh', 'family', 1, $2, $2, 'recipient')`,
    [versionNo, HERE],
  );
  const before = await book();
  const [one, second] = [await as("regency-verifier"), await as("regency-supervisor")];
  expect((await one.decide("different", [THIRD])).body).toMatchObject({ decided: 0, waiting: 1 });
  expect(await book()).toEqual(before);
  const { rows } = await run<{ id: string }>(
    "select pair_id::text as id from dtsen.review_pair where state = 'second'",
  );
  const id = rows[0]?.id ?? "";
  const reason = "akta kelahiran keduanya dilihat";
  expect((await one.post(`/${id}/confirmation`, { answer: "confirm", reason })).status).toBe(403);
  expect((await second.read(id)).waterfall.sum.milliBits).toBe(4_200);
  await second.post(`/${id}/confirmation`, { answer: "confirm", reason });
  expect((await book()).at(-1)).toBe(`different ${HUB} ${THIRD} two`);
  await one.post(`/${id}/undo`, { reason });
  expect((await second.read(id)).state).toBe("undo-second");
  const { rows: told } = await run<{ verdict: string }>(
    "select distinct detail ->> 'verdict' as verdict from dtsen.audit_entry where act = 'decide-cluster'",
  );
  expect(told).toEqual([{ verdict: "different" }]);
});
