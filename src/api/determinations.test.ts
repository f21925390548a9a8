import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Determination, DeterminationList } from "#contract/determinations.ts";
import type { Home } from "#contract/home.ts";
import { DETERMINATION_STATES, NEXT_DETERMINATION_STATES } from "#domain/determination.ts";
import { readInForce } from "#publication/determinations-in-force.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantList } from "#test/planted-list.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { sayStanding } from "./pages/standing.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let version = 0;
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3307");
  version = await publishFamilies(desk(), []);
  for (const program of ["pkh", "sembako"]) await plantList(desk().owner, version, program);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

async function as(name: string): Promise<Caller> {
  const known = callers.get(name) ?? (await signedIn(app, name, new Date()));
  callers.set(name, known);
  return known;
}
const FIRST = "program-determiner";
const SECOND = "program-determiner-2";
const WRONG = "Kuota dua kabupaten tertukar, usulkan lagi";

let keys = 0;
async function act(name: string, path: string, body: object) {
  const ask = await as(name);
  const headers = { "idempotency-key": `determination-${++keys}` };
  return await ask("POST", `/api/v1/determinations${path}`, { body, headers });
}
const propose = async (program: string, name = FIRST) =>
  await act(name, "", { program, versionNo: version });
const numberOf = ({ body }: { body: unknown }) => (body as { number: number }).number;
const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;
const read = async (number: number, name = FIRST) => {
  const ask = await as(name);
  return (await ask("GET", `/api/v1/determinations/${number}`)).body as Determination;
};
const inForce = async () =>
  (
    await desk().owner.query(
      "select program_code, state, decree from dtsen.determinations_in_force() order by 1",
    )
  ).rows;

const waitsFor = async (name: string) => {
  const { body } = await (await as(name))("GET", "/api/v1/home");
  return (body as Home).tasks.find(({ kind }) => kind === "determinations-second")?.count;
};

test("what one proposes, that one does not approve; a second person returns it with a reason", async () => {
  const number = numberOf(await propose("pkh"));
  expect([await waitsFor(SECOND), await waitsFor(FIRST)]).toEqual([1, undefined]);
  const own = await act(FIRST, `/${number}/answers`, { answer: "approved" });
  expect([own.status, codeOf(own)]).toEqual([409, "same-person"]);
  expect(codeOf(await propose("pkh", SECOND))).toBe("proposed-already");
  expect(codeOf(await act(SECOND, `/${number}/answers`, { answer: "returned" }))).toBe(
    "reason-too-short",
  );
  expect(
    (await act(SECOND, `/${number}/answers`, { answer: "returned", reason: WRONG })).status,
  ).toBe(200);
  const found = await read(number);
  expect([found.state, found.words.at(-1)?.reason]).toEqual(["returned", WRONG]);
  expect(await waitsFor(SECOND)).toBeUndefined();
  expect(await inForce()).toEqual([]);
});

test("the database refuses the same person by hand too, and any word out of its order", async () => {
  const number = numberOf(await propose("pkh"));
  const say = (state: string, name: string) =>
    desk().owner.query(
      `insert into dtsen.determination_word (determination_no, state, account_id, reason, decree_no)
       select $1, $2, account_id, $4, case $2 when 'decreed' then 1 end from dtsen.account where username = $3`,
      [number, state, name, WRONG],
    );
  await expect(say("approved", FIRST)).rejects.toThrow("nobody is the second person");
  for (const state of DETERMINATION_STATES) {
    if ((NEXT_DETERMINATION_STATES.proposed as readonly string[]).includes(state)) continue;
    await expect(say(state, SECOND)).rejects.toThrow("does not go from proposed");
  }
  const { owner } = desk();
  await expect(owner.query("update dtsen.determination set draw_key = 'x'")).rejects.toThrow(
    "append-only",
  );
  await expect(owner.query("delete from dtsen.determination_word")).rejects.toThrow("append-only");
});

test("no decree is recorded past a proposal; approved, a decree attaches to it by itself", async () => {
  const ask = await as(FIRST);
  const sign = async (number: string) =>
    await ask("POST", `/api/v1/versions/${version}/decrees`, {
      body: { program: "pkh", number, signedOn: "2026-10-20" },
      headers: { "idempotency-key": `sign-${number.replaceAll(/\W/g, "-")}` },
    });
  expect(codeOf(await sign("SK 1/HUK/2026"))).toBe("determination-waits");
  const number = (await (await as(FIRST))("GET", "/api/v1/determinations"))
    .body as DeterminationList;
  const open = number.determinations.find(({ state }) => state === "proposed")?.number ?? 0;
  expect((await read(open, SECOND)).may).toMatchObject({ answer: true, letter: false });
  expect((await act(SECOND, `/${open}/answers`, { answer: "approved" })).status).toBe(200);
  expect(await inForce()).toEqual([{ program_code: "pkh", state: "approved", decree: null }]);
  expect((await read(open)).may).toEqual({
    answer: false,
    revoke: true,
    recordDecree: true,
    letter: true,
  });
  expect((await sign("SK 1/HUK/2026")).status).toBe(200);
  expect(await inForce()).toEqual([
    { program_code: "pkh", state: "decreed", decree: "SK 1/HUK/2026" },
  ]);
  const whole = await read(open);
  expect([whole.kind, whole.outcomeSha256, whole.counts.recipient]).toEqual([
    "decree",
    "b".repeat(64),
    40,
  ]);
  expect(whole.words.map(({ state, by }) => [state, by])).toEqual([
    ["proposed", FIRST],
    ["approved", SECOND],
    ["decreed", FIRST],
  ]);
});

test("who approved does not revoke; another does, with a reason, and nothing is in force", async () => {
  const [row] = (await inForce()) as readonly { program_code: string }[];
  expect(row?.program_code).toBe("pkh");
  const { rows } = await desk().owner.query(
    "select determination_no::int as no from dtsen.determinations_in_force()",
  );
  const path = `/${rows[0].no}/answers`;
  expect(codeOf(await act(SECOND, path, { answer: "revoked", reason: WRONG }))).toBe("same-person");
  expect((await act(FIRST, path, { answer: "revoked", reason: WRONG })).status).toBe(200);
  expect(await inForce()).toEqual([]);
});

test("a list that changed since it was proposed is not approved; twice the same act acts once", async () => {
  const number = numberOf(await propose("sembako"));
  await desk().owner.query(
    "update dtsen.version_list set outcome_sha256 = repeat('c', 64) where program_code = 'sembako'",
  );
  expect(codeOf(await act(SECOND, `/${number}/answers`, { answer: "approved" }))).toBe(
    "list-changed",
  );
  const { rows } = await desk().owner.query(
    "select act, count(*)::int as times from dtsen.audit_entry where subject_kind = 'determination' group by act order by act",
  );
  expect(rows).toEqual([
    { act: "answer-determination", times: 3 },
    { act: "propose-determination", times: 3 },
  ]);
});

test("the public is told by what each list stands, and the code on a letter tells of nobody", async () => {
  const number = numberOf(await propose("pkh"));
  const pkh = { id: "pkh", name: "PKH" };
  const said = async () => sayStanding("id", pkh, version, await readInForce(desk().app));
  expect(await said()).toBe("PKH: hasil hitungan versi, belum ditetapkan.");
  const { verifyAt } = await read(number);
  expect((await app.inject(verifyAt)).payload).toContain("diusulkan, menunggu orang kedua");
  await act(SECOND, `/${number}/answers`, { answer: "approved" });
  expect(await said()).toMatch(/^PKH: ditetapkan, disetujui .* SK menyusul\.$/);
  const page = await app.inject(verifyAt);
  expect([page.statusCode, page.payload]).toEqual([200, expect.stringContaining("b".repeat(64))]);
  expect((await app.inject("/penetapan/00000000000000000000000000000000")).statusCode).toBe(404);
  expect(sayStanding("id", pkh, version + 1, await readInForce(desk().app))).toContain(
    "yang berlaku penetapan atas versi 2026-4",
  );
});
