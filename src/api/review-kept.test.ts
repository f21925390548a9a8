import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { ReviewPage, ReviewPair, ReviewReceipt } from "#contract/identity-reviews.ts";
import type { ReviewFigures } from "#contract/review-quality.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const REASON = "salah tekan";
const LISTS = [
  "mine",
  "senior",
  "second",
  "undo-second",
  "decided",
  "undone",
  "set-aside",
] as const;
/** An ordinary pair, known truth, a blind double that nobody, somebody alike and somebody else answered before. */
const KINDS = ["plain", "gold", "double", "alike", "differs"] as const;
let app: FastifyInstance;
let pairs: readonly string[] = [];
let versionNo = 0;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const family = { familyId: 1, villageNo: HERE, headName: "Peraga 1" };
  const numbers = { nik: "9932045705800001", kk: "9932040101150001" };
  versionNo = await publishFamilies(desk(), [{ ...family, ...numbers }]);
  const drafts = KINDS.map((kind) => ({
    villageNo: HERE,
    isDouble: kind !== "plain" && kind !== "gold",
    ...(kind === "gold" ? { truth: "same" as const } : {}),
  }));
  pairs = await plantReviews(desk(), versionNo, drafts);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), role)}` });
  const root = "/api/v1/identity-reviews";
  return {
    read: async <Body>(url: string) => (await ask("GET", `${root}${url}`)).body as Body,
    home: async () => (await ask("GET", "/api/v1/home")).body as HomeTasks,
    claim: async () => await ask("POST", `${root}/claims`, { body: { take: 5 } }),
    act: async (pair: string, act: string, body: object) => {
      const headers = { "idempotency-key": randomUUID() };
      return (await ask("POST", `${root}/${pair}/${act}`, { body, headers })).body as ReviewReceipt;
    },
  };
}
type HomeTasks = { readonly tasks: readonly { readonly kind: string; readonly count: number }[] };
type Caller = Awaited<ReturnType<typeof as>>;

/** Counts of the queue and of the home, as they stand. */
async function counts({ read, home }: Caller) {
  const { queue } = await read<ReviewFigures>("/figures");
  const { tasks } = await home();
  return { ...queue, home: tasks.find(({ kind }) => kind === "reviews-open")?.count ?? 0 };
}

/** Everything that the reviewer is shown of one pair, without its number and the time of day. */
async function shown({ read }: Caller, pair: string) {
  const { state, may, history, sides, waitsUntil } = await read<ReviewPair>(`/${pair}`);
  const told = history.map(({ says, reason, isOwn }) => [says.en, reason, isOwn]);
  return { state, may, told, waitsUntil, ledgers: sides.map(({ ledger }) => ledger.length) };
}

/** Where each pair stands in the lists, and as what. */
async function listed({ read }: Caller): Promise<readonly unknown[]> {
  const pages = await Promise.all(LISTS.map((list) => read<ReviewPage>(`?state=${list}&limit=50`)));
  return pairs.map((pair) =>
    pages.map(({ items }) => {
      const row = items.find(({ pairId }) => pairId === pair);
      return [row?.verdict?.en, row?.may, row?.by.length, row?.decisionNo];
    }),
  );
}

/** What one act on each pair tells: its receipt, how the counts moved, the pair and the lists. */
async function tells(caller: Caller, act: string, body: object) {
  const told = [];
  for (const pair of pairs) {
    const before = await counts(caller);
    const { says, waits } = await caller.act(pair, act, body);
    const after = await counts(caller);
    const moved = Object.entries(after).map(([name, now]) => [
      name,
      now - before[name as keyof typeof after],
    ]);
    told.push({ says, waits, moved, ...(await shown(caller, pair)) });
  }
  const lists = await listed(caller);
  return told.map((one, place) => ({ ...one, lists: lists[place] }));
}

test("answered, taken back and answered anew, no kind of pair looks different from another to the reviewer", async () => {
  const [one, other] = [await as("regency-verifier"), await as("civil-registry-officer")];
  await other.claim();
  for (const [kind, verdict] of [
    ["alike", "different"],
    ["differs", "same"],
  ] as const) {
    await other.act(pairs[KINDS.indexOf(kind)] ?? "", "answers", { verdict });
  }
  await desk().owner.query("delete from dtsen.review_claim");
  for (const [act, body] of [
    ["answers", { verdict: "different", seconds: 9 }],
    ["undo", { reason: REASON }],
    ["answers", { verdict: "unsure", seconds: 9 }],
  ] as const) {
    await one.claim();
    const [plain, ...others] = await tells(one, act, body);
    expect(plain?.state).toBe(act === "undo" ? "open" : "answered");
    for (const [place, one] of others.entries()) {
      expect(one, `${KINDS[place + 1]} after ${act} ${JSON.stringify(body)}`).toEqual(plain);
    }
  }
  await one.act(pairs[0] ?? "", "undo", { reason: REASON });
  await one.act(pairs[0] ?? "", "answers", { verdict: "different" });
});

test("to those who have not answered it the desk says how a pair stands", async () => {
  const settler = await as("regency-supervisor");
  const states = await Promise.all(
    pairs.map(async (pair) => (await settler.read<ReviewPair>(`/${pair}`)).state),
  );
  expect(states).toEqual(["decided", "open", "open", "open", "senior"]);
});

test("once a settler has spoken, or a version was built with it, the reviewer is told what became of it", async () => {
  const [one, settler] = [await as("regency-verifier"), await as("regency-supervisor")];
  const stateOf = async (kind: (typeof KINDS)[number]) =>
    (await one.read<ReviewPair>(`/${pairs[KINDS.indexOf(kind)]}`)).state;
  await settler.act(pairs[KINDS.indexOf("differs")] ?? "", "answers", { verdict: "different" });
  expect([await stateOf("differs"), await stateOf("plain")]).toEqual(["decided", "answered"]);
  await desk().owner.query(
    `update dtsen.version set inputs = jsonb_build_object('review decisions up to 99', 'x') where version_no = $1`,
    [versionNo],
  );
  expect([await stateOf("plain"), await stateOf("double")]).toEqual(["decided", "answered"]);
  const { history } = await one.read<ReviewPair>(`/${pairs[0]}`);
  expect(history[0]?.says.en).toBe("Decided: different people (one answer)");
});

test("roles are told of those who have spoken about pairs of one's region, and of nobody else", async () => {
  const { rows } = await desk().owner.query<{ id: string }>(
    "select account_id::text as id from dtsen.account order by 1",
  );
  const session = await sessionForTests(desk(), "regency-verifier");
  const told = await asSession(desk(), session, "update", (tx) =>
    tx.query<{ role_code: string }>("select role_code from dtsen.roles_of_deciders($1)", [
      rows.map(({ id }) => id),
    ]),
  );
  expect(told.map(({ role_code }) => role_code).toSorted()).toEqual([
    "civil-registry-officer",
    "regency-supervisor",
    "regency-verifier",
  ]);
});
