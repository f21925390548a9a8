import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "#api/server.ts";
import type { Claims, ReviewPair } from "#contract/identity-reviews.ts";
import type { ClusterCase, ClusterPage } from "#contract/review-quality.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { chanceOfWeight, type ReviewStake, reviewValue } from "#domain/review-value.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { readManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { ownHouse } from "#test/own-house.ts";
import { personOfRecord } from "#test/person-of-record.ts";
import { callerWith } from "#test/sign-in.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet } from "#test/staged-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { sessionForTests } from "#test/store.ts";
import { buildVersion, type VersionReceipt } from "./build-version.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { readMatchingReport } from "./matching-evidence.ts";
import { projectAndPublish } from "./publish-version.ts";

let house: House;
let leave: () => Promise<void>;
let app: FastifyInstance;
let first: VersionReceipt;

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await deliverHamlet(house, hamlet(5, 120));
  first = await build("2026-1");
  await publish("2026-1");
  app = await buildServer({
    desk: house.desk,
    settings: house.settings,
    clock: () => new Date(),
    webFolder: "web",
  });
}, PATIENCE);
afterAll(async () => await leave());

async function build(label: string): Promise<VersionReceipt> {
  const statedBands = { link: 40_000, review: 0, reason: "uji telaah, berita acara 1" };
  const draft = { label, basis: "persons", asOf: "2026-04-01" as PlainDate, seed: "1" } as const;
  return mustAccept(
    await buildVersion(house, { ...draft, statedBands, actors: BPS }, quiet),
    label,
  );
}

async function publish(label: string): Promise<void> {
  const done = await projectAndPublish(house, { label, publishedBy: BPS.frozenBy }, quiet);
  if (!done.ok) throw new Error(done.problem);
}

const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await house.desk.owner.query<T>(sql, values)).rows;

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(house.desk, role)}` });
  return async <Body>(method: "GET" | "POST", url: string, body?: object) => {
    const headers = { "idempotency-key": randomUUID() };
    const root = "/api/v1/identity-reviews";
    const got = await ask(method, `${root}${url}`, body === undefined ? {} : { body, headers });
    return { status: got.status, body: got.body as Body };
  };
}

/** Sealed records for review that speak of a person. */
async function sealedOf(version: string, personId: number): Promise<number> {
  const { manifest } = await readManifest(version);
  const sealed = manifest.files.filter(({ path }) => path.startsWith("review/"));
  const files = sealed.map(({ path }) => join(version, path));
  return withIdentity(house, files, async (plain) => {
    const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
    try {
      const [row] = await db.all<{ n: number }>(
        `select cast(count(*) as int) as n from read_parquet([${plain.map(text).join(", ")}]) where person_id = ${personId}`,
      );
      return row?.n ?? -1;
    } finally {
      db.close();
    }
  });
}

type Asked = {
  readonly pair_id: number;
  readonly record_key: number;
  readonly spine_key: number;
  readonly spine_person_id: number;
  readonly round: number;
};
const asked = () =>
  rows<Asked>(
    `select pair_id, record_key, spine_key, spine_person_id, round from dtsen.review_pair
     where record_key > 0 and state = 'open' order by value desc, pair_id`,
  );

test("publishing brings every pair that matching leaves to people, its records sealed, known truth among them", async () => {
  const pairs = await asked();
  expect(pairs).toHaveLength(first.matching.rows.review_pair ?? 0);
  expect(pairs.length).toBeGreaterThan(3);
  const gold = await rows<{ truth: string; n: number }>(
    "select truth, count(*)::int as n from dtsen.review_gold group by truth order by truth",
  );
  expect(gold.map(({ truth }) => truth)).toEqual(["different", "same"]);
  const numbered = await rows<{ isGold: boolean; receives: number }>(
    `select record_key < 0 as "isGold", jsonb_array_length(aid -> 'record') as receives
     from dtsen.review_pair order by pair_id`,
  );
  // Neither the numbers of pairs nor what the list's record receives tells known truth from the others.
  const isGold = numbered.map((pair) => pair.isGold);
  expect(isGold.indexOf(false)).toBeLessThan(isGold.lastIndexOf(true));
  expect(numbered.every(({ receives }) => receives === 0)).toBe(true);
  const { manifest } = await readManifest(first.folder);
  expect(manifest.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      "review/000.parquet.enc",
      "review_cluster.parquet",
      "gold_pair.parquet",
    ]),
  );
  const plain = await rows(
    "select 1 from dtsen.review_record r where r.identity_enc::text like '%SITI%'",
  );
  expect(plain).toEqual([]);
});

test("each pair opens whole, real or of known truth, and its waterfall adds up to its weight", {
  timeout: PATIENCE,
}, async () => {
  const ask = await as("bps-steward");
  for (const { pair_id } of await rows<Asked>(
    "select pair_id from dtsen.review_pair order by record_key limit 12",
  )) {
    const { status, body } = await ask<ReviewPair>("GET", `/${pair_id}`);
    expect(status).toBe(200);
    const { prior, bars, cap, sum } = body.waterfall;
    expect(
      [...bars, prior, ...(cap === undefined ? [] : [cap])].reduce(
        (n, { milliBits }) => n + milliBits,
        0,
      ),
    ).toBe(sum.milliBits);
    expect(body.sides.every(({ family }) => family.some(({ isSelf }) => isSelf))).toBe(true);
  }
});

test("what people decide holds in the next build, and what they undo does not; the manifest says up to where", {
  timeout: PATIENCE,
}, async () => {
  const ask = await as("civil-registry-officer");
  const second = await as("bps-steward");
  const [pair] = await asked();
  if (pair === undefined) throw new Error("nothing to review");
  const url = `/${pair.pair_id}`;
  expect(await personOfRecord(house, first, pair.record_key)).not.toBe(
    BigInt(pair.spine_person_id),
  );
  await house.desk.owner.query("update dtsen.review_pair set is_double = false");
  const { body } = await ask<Claims>("POST", "/claims", { take: 5 });
  expect(body.items.map(({ pairId }) => pairId)).toContain(String(pair.pair_id));
  const reason = "nama ibu dan KK sama";
  const said = await ask<{ waits: boolean }>("POST", `${url}/answers`, { verdict: "same", reason });
  expect(said.status).toBe(200);
  if (said.body.waits) await second("POST", `${url}/confirmation`, { answer: "confirm", reason });
  const merged = await build("2026-2");
  expect((await readManifest(merged.folder)).manifest.inputs).toHaveProperty(
    "review decisions up to 1",
  );
  expect(await personOfRecord(house, merged, pair.record_key)).toBe(BigInt(pair.spine_person_id));

  await ask("POST", `${url}/undo`, { reason: "ternyata kembar" });
  if (said.body.waits) await second("POST", `${url}/confirmation`, { answer: "confirm", reason });
  const parted = await build("2026-3");
  expect(await personOfRecord(house, parted, pair.record_key)).not.toBe(
    BigInt(pair.spine_person_id),
  );
});

test("projected again, nothing doubles: answers, numbers and decisions stay, what nobody asks is closed", {
  timeout: PATIENCE,
}, async () => {
  const before = await rows("select pair_id, record_key, round from dtsen.review_pair order by 1");
  await rows("update dtsen.review_pair set opened_on = opened_on - 60");
  const [{ value = 0, stake = "none", chance = 0 } = {}] = await rows<{
    value: number;
    stake: ReviewStake;
    chance: number;
  }>(
    "select value, stake, coalesce(chance_permille, -1) as chance from dtsen.review_pair order by pair_id limit 1",
  );
  // A projection that breaks among the clusters leaves those of the version before.
  const clusters = () =>
    rows<{ n: number }>("select count(*)::int as n from dtsen.review_cluster where version_no < 3");
  const [kept] = await clusters();
  expect(kept?.n).toBeGreaterThan(0);
  await rows("alter table dtsen.review_cluster add constraint broken check (false) not valid");
  await expect(publish("2026-3")).rejects.toThrow("broken");
  expect(await clusters()).toEqual([kept]);
  await rows("alter table dtsen.review_cluster drop constraint broken");
  await publish("2026-3");
  const [now] = await rows<{ value: number; weight: number }>(
    "select value, weight from dtsen.review_pair order by pair_id limit 1",
  );
  const chancePermille = chance < 0 ? chanceOfWeight(now?.weight ?? 0) : chance;
  expect([value, now?.value]).toEqual(
    [0, 60].map((daysWaiting) => reviewValue({ chancePermille, stake, daysWaiting })),
  );
  expect(await rows("select pair_id, record_key, round from dtsen.review_pair order by 1")).toEqual(
    before,
  );
  const states = await rows<{ state: string }>(
    "select distinct state from dtsen.review_pair p where version_no = (select version_no from dtsen.publication_pointer)",
  );
  expect(states).toEqual([{ state: "open" }]);
});

test("beside a pair stands what the ledger says of its people: joined by a decision, parted when it was undone", async () => {
  const ask = await as("bps-steward");
  const [undone] = await rows<Asked>(
    "select pair_id from dtsen.identity_decision where verdict = 'undone'",
  );
  const { body } = await ask<ReviewPair>("GET", `/${undone?.pair_id}`);
  const told = body.sides.flatMap(({ ledger }) =>
    ledger.map(({ version, says, by }) => `${version} ${says.id} (${by.id})`),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^2026-1 nomor orang ini dibuat.*pemadanan/),
      expect.stringMatching(/^2026-2 nomor lain digabung.*keputusan telaah \(.*Petugas Dukcapil/),
      expect.stringMatching(/^2026-3 .*keputusan telaah dibatalkan/),
    ]),
  );
  expect(body.sides[0]?.ledger.some(({ isThisRecord }) => isThisRecord)).toBe(true);
});

test("decisions that contradict each other stop no build: none of them holds, and their pair is asked again, with the reason", {
  timeout: PATIENCE,
}, async () => {
  // One that nobody has decided yet.
  const [pair] = (await asked()).filter(({ round }) => round === 1);
  if (pair === undefined) throw new Error("nothing to review");
  const [steward] = await rows<{ id: number }>(
    "select account_id as id from dtsen.account where username = 'bps-steward'",
  );
  // The pair is decided, and so is, of a pair that nobody asks any more, that the record is another of the registry.
  const [, another] = (await asked()).filter(({ spine_key }) => spine_key !== pair.spine_key);
  for (const [pairId, spine] of [
    [pair.pair_id, pair.spine_key],
    [0, another?.spine_key ?? 0],
  ]) {
    await rows(
      `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
       values ($1, 1, least($2::bigint, $3), greatest($2, $3::bigint), 'same', 'one-answer', false, $4)`,
      [pairId, pair.record_key, spine, steward?.id],
    );
  }
  await rows("update dtsen.review_pair set state = 'decided' where pair_id = $1", [pair.pair_id]);
  const stateOf = () =>
    rows("select state, round, lapsed_from, version_no from dtsen.review_pair where pair_id = $1", [
      pair.pair_id,
    ]);

  const { decisions, versionNo } = await build("2026-4");
  expect(decisions).toMatchObject({ standing: 2, applied: 0, setAside: 2 });
  expect(decisions?.contradictions).toMatchObject([{ kind: "decision-names-two-persons" }]);
  expect(await stateOf()).toMatchObject([{ state: "decided", round: 1 }]);
  await publish("2026-4");
  const again = [{ state: "open", round: 2, lapsed_from: "decided", version_no: versionNo }];
  expect(await stateOf()).toEqual(again);
  const ask = await as("bps-steward");
  const { body } = await ask<ReviewPair>("GET", `/${pair.pair_id}`);
  expect(body.history[0]?.says.id).toContain("bertentangan dengan putusan lain");
  const audited = await rows(
    "select actor, version_no from dtsen.audit_entry where act = 'ask-review-again'",
  );
  expect(audited).toEqual(Array(2).fill({ actor: "desk:contradiction", version_no: versionNo }));
  const report = mustAccept(await readMatchingReport(house, "2026-4"), "report");
  expect(report.decisions?.contradictions).toEqual(decisions?.contradictions);

  // Whoever decides it anew is not asked the same again, whatever is projected once more.
  await rows(
    `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
     select pair_id, 2, left_key, right_key, 'different', 'one-answer', false, $2 from dtsen.review_pair where pair_id = $1`,
    [pair.pair_id, steward?.id],
  );
  await rows("update dtsen.review_pair set state = 'decided' where pair_id = $1", [pair.pair_id]);
  const [{ asked_again } = {}] = await rows<{ asked_again: number }>(
    "select dtsen.ask_contradicted_again($1) as asked_again",
    [versionNo],
  );
  expect(asked_again).toBe(0);
  expect(await stateOf()).toMatchObject([{ state: "decided", round: 2 }]);
});

test("clusters open with their members and every edge between them", async () => {
  const ask = await as("bps-steward");
  const { body } = await ask<ClusterPage>("GET", "/clusters?kind=largest");
  const [largest] = body.items;
  expect(largest?.records).toBeGreaterThan(1);
  const opened = await ask<ClusterCase>("GET", `/clusters/${largest?.clusterId}`);
  const { members, edges } = opened.body;
  expect(members.filter(({ isHub }) => isHub)).toHaveLength(1);
  expect(edges).toHaveLength((members.length * (members.length - 1)) / 2);
});

test("whom an erasure names is gone from the queue, its records and the sealed files, whatever is projected again", {
  timeout: PATIENCE,
}, async () => {
  const [pair] = await asked();
  if (pair === undefined) throw new Error("nothing to review");
  expect(await sealedOf(first.folder, pair.spine_person_id)).toBeGreaterThan(0);
  const done = await erasePerson(house, { personId: BigInt(pair.spine_person_id), ...BY_TWO });
  expect(done.ok).toBe(true);
  const left = () =>
    rows(
      `select (select count(*)::int from dtsen.review_record where person_id = $1) as records,
         (select count(*)::int from dtsen.review_pair where $1 in (record_person_id, spine_person_id)) as pairs`,
      [pair.spine_person_id],
    );
  expect(await left()).toEqual([{ records: 0, pairs: 0 }]);
  expect((await (await as("bps-steward"))("GET", `/${pair.pair_id}`)).status).toBe(404);
  for (const version of [first.folder, join(house.folders.versions, "3")]) {
    expect(await sealedOf(version, pair.spine_person_id)).toBe(0);
  }
});
