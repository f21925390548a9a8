import { expect, test } from "vitest";
import { asWorker } from "#store/transact.ts";
import { headNameOf, villageOf } from "#test/frozen-version.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";
import { readCodes } from "./issue-codes.ts";
import { LOOKUP_LIMITS } from "./lookup-limits.ts";
import { checkCodes, checkNames, type NameQuestion } from "./public-lookup.ts";
import { dropOldProjections, publishVersion, withdrawVersion } from "./publish.ts";

const desk = deskForTests();
const house = publicHouseForTests(desk);
const NO_LIMITS = {
  codePerAddress: 1e6,
  namePerAddress: 1e6,
  waitedPerAddress: 1e6,
  namePerVillage: 1e6,
  proposalsPerFamily: 1e6,
  proposalsPerAddress: 1e6,
  work: 1,
};
const FAMILIES = 400;
let salts = 0;

async function askCode(familyId: number) {
  const code = (await readCodes(desk(), house().fields, [familyId])).get(familyId);
  if (code === undefined) throw new Error(`family ${familyId} has no code`);
  const codeIndex = house().lookup.codeIndex(code);
  return only(
    await checkCodes(desk().app, [{ codeIndex, address: "a", requestId: "r" }], NO_LIMITS),
  );
}

/** The one reply to one question. */
function only<Reply>([reply, ...rest]: readonly Reply[]): Reply {
  if (reply === undefined || rest.length > 0) throw new Error("one question, one reply");
  return reply;
}

function nameQuestion(name: string, village: string, salt = `s${salts++}`): NameQuestion {
  return {
    nameIndex: house().lookup.nameIndex(BigInt(village), name),
    villageNo: village,
    address: "a",
    spends: salt,
    hasWaited: false,
    requestId: "r",
  };
}

async function askName(name: string, village: string, salt?: string, limits = NO_LIMITS) {
  return only(await checkNames(desk().app, [nameQuestion(name, village, salt)], limits));
}

test("nothing is answered before the first publication", async () => {
  expect(await askName("SIAPA", "1101012001")).toMatchObject({ verdict: "no-version", matches: 0 });
});

test("a version is projected beside, published in one instant, and answers", async () => {
  await projectForTests(house(), { label: "2026-1", families: FAMILIES, listedRest: 0 });
  const published = await publishVersion(desk(), { label: "2026-1", publishedBy: "bps" });
  expect(published).toMatchObject({ ok: true, value: { label: "2026-1" } });

  const listed = await askCode(3);
  expect(listed).toMatchObject({
    verdict: "answered",
    label: "2026-1",
    as_of: "2026-01-10",
    next_on: "2026-04-10",
    period_from: "2026-01-01",
    matches: 1,
    masked: "W*** D***",
    bits: 7,
  });
  expect(await askCode(4)).toMatchObject({ matches: 1, bits: 0 });
  expect(await askName(headNameOf(3), villageOf(3))).toMatchObject({ matches: 1, bits: 7 });
  expect(await askName(headNameOf(3), villageOf(301))).toMatchObject({ matches: 0, masked: null });
  expect(await askName("SITI AMINAH", villageOf(50))).toMatchObject({ matches: 2, bits: null });
  expect(await askName(`ANAK ${headNameOf(3)}`, villageOf(3))).toMatchObject({ matches: 0 });
});

test("figures of the version count all of it", async () => {
  const rows = await asWorker(desk(), (tx) =>
    tx.query<{ figure: string; value: number }>(
      `select figure, value from version_figure v join publication_pointer p using (version_no)
       where area = 'ID' and (dims = '{}' or dims = '{"program": "pkh"}' or dims = '{"decile": "1"}')
       order by figure`,
    ),
  );
  expect(Object.fromEntries(rows.map(({ figure, value }) => [figure, value]))).toEqual({
    families: FAMILIES,
    persons: 2 * FAMILIES,
    "families-per-decile": FAMILIES / 10,
    "persons-per-decile": FAMILIES / 5,
    recipients: 133,
  });
});

test("every family gets one code, once", async () => {
  await projectForTests(house(), { label: "2026-2", families: FAMILIES + 10, listedRest: 1 });
  const [row] = await asWorker(desk(), (tx) =>
    tx.query<{ codes: number; families: number }>(
      "select count(*) as codes, count(distinct family_id) as families from check_code",
    ),
  );
  expect(row).toEqual({ codes: FAMILIES + 10, families: FAMILIES + 10 });
});

test("lookups during publishes answer wholly from the old or wholly from the new", async () => {
  const publishes = SIZES.publishes;
  const perPublish = SIZES.lookupsDuringPublish / publishes;
  const codeIndex = house().lookup.codeIndex(
    (await readCodes(desk(), house().fields, [3])).get(3) ?? ("" as never),
  );
  // Family 3 is on all lists of 2026-1 and on none of 2026-2, family 4 the other way round.
  const seen = new Map<string, number>();
  let isDone = false;
  const ask = async () => {
    while (!isDone) {
      const question = { codeIndex, address: "p06", requestId: "r" };
      const { label, bits, as_of } = only(await checkCodes(desk().app, [question], NO_LIMITS));
      const answer = `${label} ${as_of} ${bits}`;
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
    }
  };
  const readers = Array.from({ length: 4 }, ask);
  const count = () => [...seen.values()].reduce((sum, n) => sum + n, 0);
  for (let n = 1; n <= publishes; n++) {
    const label = n % 2 === 1 ? "2026-2" : "2026-1";
    expect((await publishVersion(desk(), { label, publishedBy: "bps" })).ok).toBe(true);
    while (count() < n * perPublish) await new Promise((next) => setTimeout(next, 2));
  }
  isDone = true;
  await Promise.all(readers);
  expect([...seen.keys()].sort()).toEqual(["2026-1 2026-01-10 7", "2026-2 2026-01-10 0"]);
  expect(count()).toBeGreaterThanOrEqual(publishes * perPublish);
});

test("a challenge is spent once; budgets hold", async () => {
  expect((await askName("X Y", "1101012001", "same")).verdict).toBe("answered");
  expect((await askName("X Y", "1101012001", "same")).verdict).toBe("spent");
  const tight = { ...LOOKUP_LIMITS, namePerVillage: 2 };
  const verdicts: string[] = [];
  for (let i = 0; i < 4; i++) {
    verdicts.push((await askName("X Y", "1101012099", undefined, tight)).verdict);
  }
  expect(verdicts).toEqual(["answered", "answered", "over-budget", "over-budget"]);
});

test("questions that share a transaction are answered as if each had come alone, with a row each in the log", async () => {
  const asked: readonly (readonly [string, string])[] = [
    [headNameOf(3), villageOf(3)],
    ["SITI AMINAH", villageOf(50)],
    ["TIDAK ADA", villageOf(3)],
    [headNameOf(4), villageOf(4)],
  ];
  const alone = [];
  for (const [name, village] of asked) alone.push(await askName(name, village));
  const before = await countAudit();
  const questions = asked.map(([name, village]) => nameQuestion(name, village));
  expect(await checkNames(desk().app, questions, NO_LIMITS)).toEqual(alone);
  expect(await countAudit()).toBe(before + asked.length);
});

test("one challenge shown twice in a transaction counts once; a budget ends in the middle of it", async () => {
  const twice = [
    nameQuestion("X Y", "1101012001", "pair"),
    nameQuestion("X Y", "1101012001", "pair"),
  ];
  const verdicts = async (questions: readonly NameQuestion[], limits = NO_LIMITS) =>
    (await checkNames(desk().app, questions, limits)).map(({ verdict }) => verdict);
  expect(await verdicts(twice)).toEqual(["answered", "spent"]);
  const four = Array.from({ length: 4 }, () => nameQuestion("X Y", "1101012098"));
  const tight = { ...LOOKUP_LIMITS, namePerAddress: 1e6, namePerVillage: 2 };
  expect(await verdicts(four, tight)).toEqual([
    "answered",
    "answered",
    "over-budget",
    "over-budget",
  ]);
});

test("one proof, replayed, uses a village's budget once", async () => {
  const replayed = Array.from({ length: 30 }, () => nameQuestion("X Y", "1101012097", "worn"));
  await checkNames(desk().app, replayed, NO_LIMITS);
  const tight = { ...LOOKUP_LIMITS, namePerVillage: 2 };
  expect((await askName("X Y", "1101012097", undefined, tight)).verdict).toBe("answered");
  const often = { ...NO_LIMITS, namePerAddress: 0 };
  await checkNames(
    desk().app,
    Array.from({ length: 30 }, () => nameQuestion("X Y", "1101012096")),
    often,
  );
  expect((await askName("X Y", "1101012096", undefined, tight)).verdict).not.toBe("spent");
  const { rows } = await desk().owner.query(
    "select bucket, used from lookup_budget where bucket in ('v:1101012096', 'v:1101012097') order by 1",
  );
  expect(rows).toEqual([
    { bucket: "v:1101012096", used: 1 },
    { bucket: "v:1101012097", used: 2 },
  ]);
});

test("the sweep never waits for a lookup, nor a lookup in a ring for the sweep", async () => {
  await desk().owner.query(
    `insert into lookup_budget (bucket, used, ends_at)
     select 'v:over ' || n, 1, now() - interval '1 hour' from generate_series(1, 3) n`,
  );
  const held = await desk().owner.connect();
  await held.query("begin");
  await held.query("select from lookup_budget where bucket = 'v:over 2' for update");
  await desk().app.query("select sweep_lookups()");
  await held.query("rollback");
  held.release();
  const { rows } = await desk().owner.query(
    "select bucket from lookup_budget where bucket like 'v:over%'",
  );
  expect(rows).toEqual([{ bucket: "v:over 2" }]);
});

test("transactions that count in the same budgets, named in opposite order, never wait in a ring", async () => {
  const villages = Array.from({ length: 30 }, (_, n) => `110101${2100 + n}`);
  const ask = async (order: readonly string[]) => {
    for (let round = 0; round < 20; round++) {
      await checkNames(
        desk().app,
        order.map((village) => ({ ...nameQuestion("X Y", village), address: `ring ${village}` })),
        NO_LIMITS,
      );
    }
  };
  await Promise.all([ask(villages), ask(villages.toReversed()), ask(villages)]);
  const { rows } = await desk().owner.query(
    "select distinct used from lookup_budget where bucket like 'n:ring %'",
  );
  expect(rows).toEqual([{ used: 60 }]);
});

test("a suppressed family is a miss, and every lookup left its audit row", async () => {
  const before = await countAudit();
  const client = await desk().owner.connect();
  await client.query(
    "insert into suppression (unit, unit_id, ground, ordered_by) values ('family', 6, 'violence', 1)",
  );
  client.release();
  const answers = [await askCode(6), await askName(headNameOf(6), villageOf(6))];
  for (const answer of answers) {
    expect(answer).toMatchObject({ verdict: "answered", matches: 0, masked: null, bits: null });
  }
  expect(await countAudit()).toBe(before + 2);
});

test("a suppressed person takes the family's public answer along", async () => {
  expect(await askCode(12)).toMatchObject({ matches: 1 });
  await desk().owner.query(
    "insert into suppression (unit, unit_id, ground, ordered_by) values ('person', 120, 'violence', 1)",
  );
  expect(await askCode(12)).toMatchObject({ matches: 0, masked: null, bits: null });
  expect(await askName(headNameOf(12), villageOf(12))).toMatchObject({ matches: 0, bits: null });
});

test("a suppressed child takes it along too, though no name of a child can be asked", async () => {
  expect(await askCode(15)).toMatchObject({ matches: 1 });
  await desk().owner.query(
    "insert into suppression (unit, unit_id, ground, ordered_by) values ('person', 151, 'violence', 1)",
  );
  expect(await askCode(15)).toMatchObject({ matches: 0, masked: null, bits: null });
  expect(await askName(headNameOf(15), villageOf(15))).toMatchObject({ matches: 0, bits: null });
});

test("a reader that asked the pointer twice would be caught", async () => {
  const label = async () => (await askCode(3)).label;
  const other = (await label()) === "2026-1" ? "2026-2" : "2026-1";
  const first = await label();
  await publishVersion(desk(), { label: other, publishedBy: "bps" });
  const mixed = `${first} 2026-01-10 ${(await askCode(3)).bits}`;
  expect(["2026-1 2026-01-10 7", "2026-2 2026-01-10 0"]).not.toContain(mixed);
});

test("a withdrawn version gives way to the one before, and old projections go", async () => {
  await publishVersion(desk(), { label: "2026-2", publishedBy: "bps" });
  const draft = { label: "2026-2", withdrawnBy: "bps", reason: "salah model" };
  expect(await withdrawVersion(desk(), draft)).toMatchObject({ value: { label: "2026-1" } });
  expect((await askCode(3)).label).toBe("2026-1");
  expect(await withdrawVersion(desk(), draft)).toMatchObject({ problem: "version-not-projected" });
  expect(await publishVersion(desk(), draft as never)).toMatchObject({
    problem: "version-not-projected",
  });
  expect(await dropOldProjections(desk())).toHaveLength(1);
  expect((await askCode(3)).matches).toBe(1);
});

async function countAudit(): Promise<number> {
  const { rows } = await desk().auditor.query<{ n: number }>(
    "select count(*)::int as n from audit_entry where actor = 'public'",
  );
  return rows[0]?.n ?? 0;
}
