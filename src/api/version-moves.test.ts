import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { VersionDecrees } from "#contract/version-decrees.ts";
import type { VersionGates } from "#contract/version-gates.ts";
import type { VersionMoves } from "#contract/version-moves.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asNamed } from "#store/work-session.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantDecree, plantJudged } from "#test/kept-diff.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let judged = 0;
let before = 0;
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3307");
  before = await publishFamilies(desk(), []);
  judged = await plantJudged(desk().owner, "2027-1", before);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

async function as(role: string): Promise<Caller> {
  const known = callers.get(role) ?? (await signedIn(app, role, new Date()));
  callers.set(role, known);
  return known;
}

async function moves(area = "ID", role = "bps-statistician", versionNo = judged) {
  const ask = await as(role);
  return await ask("GET", `/api/v1/versions/${versionNo}/moves?area=${area}`);
}
const figuresOf = async (area: string) => ((await moves(area)).body as VersionMoves).figures;

test("a statistician reads what moved, for the nation, a province and a regency", async () => {
  const nation = (await moves()).body as VersionMoves;
  expect([nation.version.label, nation.before.versionNo]).toEqual(["2027-1", before]);
  const data = nation.figures?.causes.find(({ cause }) => cause === "data");
  expect(data?.directions).toEqual({ down: 420, level: 0, up: 390 });
  expect(nation.figures?.parts.map(({ region }) => region.code)).toEqual(["32", "33"]);
  expect(nation.figures?.drift[0]?.verdict).toBe("shifted");
  expect(nation.figures?.differing).toEqual({ before: 311, after: 324 });
  expect(nation.version.decileBasis).toBe("persons");
  const province = await figuresOf("33");
  expect(province?.area.name).toBe("Jawa Tengah");
  expect(province?.parts.map(({ region }) => region.code)).toEqual(["3307", "3308"]);
  const regency = await figuresOf("3307");
  expect(regency?.causes.find(({ cause }) => cause === "membership")?.directions.up).toBe(75);
  expect(regency?.parts).toEqual([]);
});

test("who looked at it stands in the log, with the region and no more", async () => {
  const { rows } = await desk().owner.query(
    `select distinct purpose_code, fields_class, version_no, detail->>'area' as area from dtsen.audit_entry
     where act = 'read-version-moves' order by area`,
  );
  const said = { purpose_code: "worklist", fields_class: "figures", version_no: judged };
  expect(rows).toEqual(["33", "3307", "ID"].map((area) => ({ ...said, area })));
});

test("a sum is withheld wherever one of its parts is: nothing that is hidden can be reckoned", async () => {
  const [first, second] = (await figuresOf("33"))?.parts ?? [];
  // Three families came to the one regency: neither they nor those of its neighbour are told.
  expect([first?.paths.entered, second?.paths.entered]).toEqual([null, null]);
  // They changed no decile: with them goes every sum that they are a part of.
  expect([first?.directions.level, second?.directions.level]).toEqual([null, null]);
  expect([first?.directions.down, second?.directions.down]).toEqual([420, 140]);
  expect((await figuresOf("ID"))?.paths.entered).toBe(67);
});

test("what was not compared says why; what was not counted, or lies nowhere, is not found", async () => {
  expect((await moves("ID", "bps-statistician", before)).status).toBe(404);
  expect((await moves("51")).status).toBe(404);
  await desk().owner.query(
    "update dtsen.version_diff set figures = null, refused = 'other-basis' where version_no = $1",
    [judged],
  );
  const { refused, figures } = (await moves()).body as VersionMoves;
  expect([refused?.code, figures]).toEqual(["other-basis", undefined]);
  expect(refused?.words.id).toContain("--basis");
});

test.each(["neighbourhood-head", "social-worker", "account-admin"])(
  "%s reads no figures, so no moves and no gates",
  async (role) => {
    const gates = await (await as(role))("GET", `/api/v1/versions/${judged}/gates`);
    expect([(await moves("ID", role)).status, gates.status]).toEqual([403, 403]);
  },
);

const REASON = "sampel 200 keluarga diperiksa, berita acara 15/2027";
let keys = 0;
async function answer(role: string, gate: string, reason = REASON) {
  const ask = await as(role);
  const { status, body } = await ask("POST", `/api/v1/versions/${judged}/gates/${gate}/overrides`, {
    body: { reason },
    headers: { "idempotency-key": `gate-number-${keys++}` },
  });
  const { state, code } = body as { readonly state?: string; readonly code?: string };
  return [status, state ?? code];
}

async function gate(role: string, name: string) {
  const { body } = await (await as(role))("GET", `/api/v1/versions/${judged}/gates`);
  const { gates } = body as VersionGates;
  return gates.find((one) => one.gate === name);
}

test.each([
  ["bps-statistician", "unmatched", REASON, 403, "not-allowed"],
  ["auditor", "unmatched", REASON, 403, "not-allowed"],
  ["bps-steward", "unmatched", "diperiksa", 400, "malformed-request"],
  ["bps-steward", "unmatched", "                       baik", 400, "reason-too-short"],
  ["bps-steward", "unmatched", "KTP 9932.0457.0580.0001 diperiksa", 400, "reason-names-somebody"],
  ["bps-steward", "removed", REASON, 409, "gate-not-failed"],
])("%s does not answer for %s: %s", async (role, name, reason, status, code) => {
  expect(await answer(role, name, reason)).toEqual([status, code]);
  expect((await gate("bps-steward", name))?.answers).toEqual([]);
});

test("around the door it is the same: the desk asks for the right itself, and for somebody who acts", async () => {
  const sql = "select dtsen.override_gate_here($1, 'unmatched', $2, 'r') as verdict";
  const refused = [{ verdict: "overriding-right-not-held" }];
  const here = (username: string) =>
    asNamed(desk(), username, "statistics", (tx) => tx.query(sql, [judged, REASON]));
  expect(await here("bps-statistician")).toEqual({ ok: true, value: refused });
  expect((await desk().app.query(sql, [judged, REASON])).rows).toEqual(refused);
});

test("one person asks, another confirms: under the two-person rule of the verb, each in the log by account", async () => {
  expect(await answer("bps-steward", "unmatched")).toEqual([200, "waits"]);
  expect(await answer("bps-steward", "unmatched")).toEqual([409, "overridden-already"]);
  expect(await gate("bps-steward", "unmatched")).toMatchObject({
    figure: 260,
    bound: 100,
    waitsFor: 1,
    answers: [{ isMine: true, reason: REASON }],
  });
  expect(await answer("bps-steward-2", "unmatched")).toEqual([200, "in-force"]);
  expect((await gate("bps-steward-2", "unmatched"))?.waitsFor).toBe(0);
  const { rows } = await desk().owner.query(
    `select a.username, e.purpose_code, e.detail->>'gate' as gate, e.detail->>'reason' as reason, e.detail->>'role' as role
     from dtsen.audit_entry e join dtsen.account a using (account_id) where e.act = 'override-gate' order by entry_no`,
  );
  const said = {
    purpose_code: "publication",
    gate: "unmatched",
    reason: REASON,
    role: "bps-steward",
  };
  expect(rows).toEqual([
    { username: "bps-steward", ...said },
    { username: "bps-steward-2", ...said },
  ]);
});

test("who publishes or oversees reads by whom; others read that two have answered, and why", async () => {
  const names = async (role: string) =>
    (await gate(role, "unmatched"))?.answers.map(({ by }) => by);
  expect(await names("bps-steward")).toEqual(["bps-steward", "bps-steward-2"]);
  expect(await names("auditor")).toEqual(["bps-steward", "bps-steward-2"]);
  expect(await names("village-operator")).toEqual([undefined, undefined]);
});

test("decrees of a version, and what was said of taking it back: by whom to those who publish or oversee", async () => {
  await plantDecree(desk().owner, before, judged);
  const read = async (role: string) => {
    const { status, body } = await (await as(role))("GET", `/api/v1/versions/${before}/decrees`);
    return { status, ...(body as VersionDecrees) };
  };
  const { decrees, lists } = await read("bps-steward");
  const sk = { number: "SK 12/HUK/2026", signedOn: "2026-10-20", isInForce: true };
  expect(decrees).toMatchObject([{ ...sk, by: "program-determiner" }]);
  expect(lists).toMatchObject([
    {
      back: { label: "2027-1" },
      affected: [{ listed: 120, lose: 31, gain: 18 }],
      words: [{ by: "bps-steward", reason: "kesalahan model, lihat berita acara 12/2026" }],
    },
  ]);
  const plain = await read("village-operator");
  expect([plain.decrees[0]?.by, plain.lists[0]?.words[0]?.by]).toEqual([undefined, undefined]);
  expect((await read("social-worker")).status).toBe(403);
});

const act = async (role: string, path: string, body: object) => {
  const { status, body: said } = await (await as(role))("POST", `/api/v1/versions/${path}`, {
    body,
    headers: { "idempotency-key": `act-number-${keys++}` },
  });
  const { code, state } = said as { readonly code?: string; readonly state?: string };
  return [status, code ?? state];
};

test("an order to take it back is one of two people's, is refused with a sentence, and waits to be carried out", async () => {
  const order = (role: string, reason = REASON, versionNo = before) =>
    act(role, `${versionNo}/withdrawal-orders`, { reason });
  expect(await order("bps-statistician")).toEqual([403, "not-allowed"]);
  expect(await order("bps-steward", "salah")).toEqual([400, "reason-too-short"]);
  expect(await order("bps-steward", `keluarga 9932045705800001 keliru`)).toEqual([
    400,
    "reason-names-somebody",
  ]);
  expect(await order("bps-steward", REASON, judged)).toEqual([409, "version-not-in-force"]);
  expect(await order("bps-steward")).toEqual([409, "no-previous-version"]);
  await desk().owner.query("update dtsen.publication_pointer set previous_version_no = $1", [
    judged,
  ]);
  expect(await order("bps-steward")).toEqual([409, "said-already"]);
  expect(await order("bps-steward-2")).toEqual([200, "ordered"]);
  expect(await order("bps-steward-2")).toEqual([409, "ordered-already"]);
  const read = async (role: string) =>
    (await (await as(role))("GET", `/api/v1/versions/${before}/decrees`)).body as VersionDecrees;
  const own = await read("bps-steward-2");
  expect(own).toMatchObject({ hasSpoken: false, back: { label: "2027-1" }, records: [] });
  expect(own.orders).toMatchObject([{ by: "bps-steward-2", isMine: true, reason: REASON }]);
  expect(own.orders[0]?.outcome).toBeUndefined();
  expect((await read("bps-steward")).hasSpoken).toBe(true);
  expect((await read("village-operator")).orders[0]?.by).toBeUndefined();
});

test("a decree is put on record by who determines its program, on a published version, once, with who did it", async () => {
  const sk = { program: "sembako", number: "SK 13/HUK/2026", signedOn: "2026-01-20" };
  const record = (change: object = {}, role = "program-determiner", versionNo = before) =>
    act(role, `${versionNo}/decrees`, { ...sk, ...change });
  expect(await record({}, "bps-steward")).toEqual([403, "not-allowed"]);
  expect(await record({ program: "xyz" })).toEqual([400, "program-unknown"]);
  expect(await record({ number: "SK 9932045705800001" })).toEqual([400, "number-names-somebody"]);
  expect(await record({ signedOn: "2126-01-20" })).toEqual([400, "signed-later"]);
  expect(await record({}, "program-determiner", 9999)).toEqual([404, "version-unknown"]);
  expect(await record({}, "program-determiner", judged)).toEqual([409, "version-not-published"]);
  expect(await record()).toEqual([200, "recorded"]);
  expect(await record()).toEqual([409, "already-recorded"]);
  await desk().owner.query(
    "update dtsen.appointment set programs = '{pkh}' where role_code = 'program-determiner'",
  );
  expect(await record({ number: "SK 14/HUK/2026" })).toEqual([403, "not-this-program"]);
  const { rows } = await desk().owner.query(
    `select a.username, e.purpose_code, e.detail->>'number' as number from dtsen.audit_entry e
     join dtsen.account a using (account_id) where e.act = 'record-decree'`,
  );
  expect(rows).toEqual([
    {
      username: "program-determiner",
      purpose_code: "program-determination",
      number: "SK 13/HUK/2026",
    },
  ]);
  const read = await (await as("program-determiner"))("GET", `/api/v1/versions/${before}/decrees`);
  expect((read.body as VersionDecrees).records.map(({ code }) => code)).toEqual(["pkh"]);
});

test("sabotage: were two words of one account enough, the first person would be the second", async () => {
  await desk().owner.query("alter table dtsen.gate_override drop constraint gate_override_pkey");
  expect(await answer("bps-steward", "decile-shift")).toEqual([200, "waits"]);
  expect(await answer("bps-steward", "decile-shift")).toEqual([200, "in-force"]);
});
