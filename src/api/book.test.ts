import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Book, BookFamily } from "#contract/book.ts";
import type { SessionBook, SessionSheet } from "#contract/book-sessions.ts";
import type { WarningList } from "#contract/book-warnings.ts";
import { judgeCommitment, quarterOf } from "#domain/commitment.ts";
import { addDays, addMonths, type PlainDate } from "#domain/plain-date.ts";
import { PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { readWarning, WARNING_MOVES } from "#domain/warning.ts";
import { WARNING_ACTS, WARNING_STATES } from "#domain/warning-terms.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readWarningBooks } from "#verification/warning-book.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const FAMILIES = Array.from({ length: 6 }, (_, i) => ({
  familyId: i + 1,
  villageNo: HERE,
  headName: `Siti ${"ABCDEF"[i]}minah`,
  nik: `9932045705${String(820001 + i)}`,
  kk: `9932040101${String(170001 + i)}`,
}));
const ROLES = ["pkh-facilitator", "regency-supervisor", "regency-verifier", "psm"] as const;
type RoleName = (typeof ROLES)[number];
const callers = new Map<RoleName, Awaited<ReturnType<typeof signedIn>>>();
let app: FastifyInstance;
let version: number;
const now = new Date();
const today = todayOf(now);
const phase = quarterOf(today).code;

/** Answers of somebody who falls under no component; what differs is named. */
const facts = (own: Readonly<Record<string, number>> = {}) =>
  PERSON_FACTS.map(
    (id) => own[id] ?? (id.startsWith("difficulty") ? 4 : id === "presence" ? 1 : 0),
  );
const birth = (day: PlainDate) => Number(day.replaceAll("-", ""));
const pupil = { school_participation: 2, school_level: 3, school_class: 4 };

async function person(
  id: number,
  familyId: number,
  name: string,
  born: PlainDate,
  own = {},
): Promise<void> {
  await desk().owner.query(
    `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key, birth_date,
       identity_status, life_status, facts) values ($1, $2, $3, $4, $4, $5, upper($5), $6, 'padan', 1, $7)`,
    [version, id, familyId, HERE, name, birth(born), facts(own)],
  );
}

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  version = await publishFamilies(desk(), FAMILIES);
  const { owner } = desk();
  await owner.query("update dtsen.person set facts = $1 where version_no = $2", [facts(), version]);
  await owner.query(
    "update dtsen.family set rt = case when family_id <= 4 then '001' else '002' end, size = 2",
  );
  await owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select $1, id, 'pkh', 'family', id, $2, $2, case when id = 4 then 'reserve' else 'recipient' end
     from generate_series(1, 6) id`,
    [version, HERE],
  );
  await person(101, 1, "Budi Peraga", addMonths(today, -10 * 12), pupil);
  await person(201, 2, "Nenek Peraga", addDays(addMonths(quarterOf(today).to, -60 * 12), 1));
  await person(301, 3, "Wati Peraga", addMonths(today, -25 * 12), { pregnant: 1 });
  await person(501, 5, "Ujang Peraga", addMonths(today, -9 * 12), pupil);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => now, webFolder: "web" });
  for (const role of ROLES) callers.set(role, await signedIn(app, role, now));
});

const as = (role: RoleName) => callers.get(role) ?? callerWith(app);
const post = async (role: RoleName, path: string, body: object, key: string = randomUUID()) =>
  await as(role)("POST", `/api/v1/book${path}`, {
    body,
    headers: { "idempotency-key": key },
    purpose: "service",
  });
const get = async <T>(role: RoleName, path: string): Promise<T> =>
  (await as(role)("GET", `/api/v1/book${path}`, { purpose: "service" })).body as T;
const codeOf = ({ body }: { body: unknown }) => {
  const said = body as { code?: string; state?: string; result?: string; families?: number };
  return said.code ?? said.state ?? said.result ?? said.families;
};
const RT1 = { username: "pkh-facilitator", village: String(HERE), rt: "1" };
const check = (familyId: number, personId: number, done: number, more = {}) =>
  post("pkh-facilitator", `/families/${familyId}/checks`, {
    personId: String(personId),
    phase,
    commitment: "school",
    due: 50,
    done,
    source: "school-letter",
    ...more,
  });
const letter = (paper: string) => ({ letter: paper, letterOn: today });

test("the law book and the desk lead every act of a warning to the same state", async () => {
  const { rows } = await desk().owner.query<{ state: string; act: string; next: string | null }>(
    "select state, act, dtsen.warning_move(state, act) as next from unnest($1::text[]) state, unnest($2::text[]) act",
    [[...WARNING_STATES], [...WARNING_ACTS]],
  );
  expect(rows.length).toBe(WARNING_STATES.length * WARNING_ACTS.length);
  for (const { state, act, next } of rows)
    expect([state, act, next ?? undefined]).toEqual([
      state,
      act,
      WARNING_MOVES[state as (typeof WARNING_STATES)[number]][act as (typeof WARNING_ACTS)[number]],
    ]);
});

test("nobody keeps a family before it is hers, and no family has two facilitators", async () => {
  expect((await get<Book>("pkh-facilitator", "")).items).toEqual([]);
  expect(codeOf(await post("pkh-facilitator", "/assignments", { ...RT1, decree: "SK/1" }))).toBe(
    "not-allowed",
  );
  expect(
    codeOf(
      await post("regency-supervisor", "/assignments", { ...RT1, username: "psm", decree: "SK/1" }),
    ),
  ).toBe("facilitator-unfit");
  expect(
    codeOf(await post("regency-supervisor", "/assignments", { ...RT1, rt: "9", decree: "SK/1" })),
  ).toBe("none-there");
  expect(codeOf(await post("regency-supervisor", "/assignments", { ...RT1, decree: "SK/1" }))).toBe(
    3,
  );
  expect(codeOf(await post("regency-supervisor", "/assignments", { ...RT1, decree: "SK/1" }))).toBe(
    0,
  );
  await desk().owner.query(
    `insert into dtsen.book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
     select account_id, 5, $1, $1, $2, 'SK/2', account_id, now() from dtsen.account where username = 'psm'`,
    [HERE, today],
  );
  expect(
    codeOf(await post("regency-supervisor", "/assignments", { ...RT1, rt: "2", decree: "SK/1" })),
  ).toBe("assigned-already");
  await expect(
    desk().owner.query(
      `insert into dtsen.book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
       select account_id, 1, $1, $1, $2, 'SK/2', account_id, now() from dtsen.account where username = 'psm'`,
      [HERE, today],
    ),
  ).rejects.toThrow("one_facilitator_at_a_time");
  const { items } = await get<Book>("pkh-facilitator", "");
  expect(items.map(({ familyId }) => familyId)).toEqual(["1", "2", "3"]);
  expect(codeOf({ body: await get("pkh-facilitator", "/families/5") })).toBe("not-found");
  expect(codeOf(await check(5, 501, 10))).toBe("not-found");
});

test("the book shows components, what changes with the next phase, and what stands still", async () => {
  const book = await get<Book>("pkh-facilitator", "");
  const [budi, nenek, wati] = book.items;
  expect(
    budi?.members.map(({ name, component, commitment }) => [name, component.code, commitment]),
  ).toEqual([["Budi Peraga", "primary-school", "school"]]);
  expect([budi?.nowRupiah, nenek?.nowRupiah, nenek?.nextRupiah]).toEqual(["225000", "0", "600000"]);
  expect(nenek?.changes[0]?.id).toContain(
    "Nenek Peraga: bertambah komponen Lanjut usia 60 tahun ke atas (berumur 60 tahun",
  );
  expect(wati?.changes[0]?.id).toContain("tanyakan perkiraan lahirnya");
  const expected = { commitment: "health", due: 1, done: 1, source: "health-book" };
  expect(
    codeOf(await check(3, 301, 1, { ...expected, expectedOn: addDays(quarterOf(today).to, -1) })),
  ).toBe("met");
  const [, , told] = (await get<Book>("pkh-facilitator", "")).items;
  expect(told?.changes[0]?.id).toContain("calon bayi: bertambah komponen Anak usia dini");
  expect(told?.signs).toEqual(["changes"]);
  expect(book.components.find(({ code }) => code === "primary-school")?.persons).toBe(1);
});

test("a failed payment comes with its remedy and its day", async () => {
  await desk().owner.query(
    `with r as (insert into dtsen.payment_report (layout, owner, program, phase, phase_from, phase_to, reported_on, sha256,
         version_no, received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused)
       values ('x', 'x', 'pkh', $1, $2, $3, $4, repeat('c', 64), $5, 'x', 1, 1, 0, 0, 0) returning report_no)
     insert into dtsen.payment (program, phase, unit, unit_id, family_id, holder_person_id, village_no, domicile_village_no, status,
       amount_rupiah, reported_on, report_no, is_on_list) select 'pkh', $1, 'family', 1, 1, 10, $6, $6, 'treasury-failed', 225000,
       $4, report_no, true from r`,
    [phase, quarterOf(today).from, quarterOf(today).to, today, version, HERE],
  );
  const [budi] = (await get<Book>("pkh-facilitator", "")).items;
  expect(budi?.payment?.remedy?.id).toContain("Antar keluarga ke bank");
  expect(budi?.payment?.dueOn && budi.payment.dueOn > today).toBe(true);
  expect(budi?.signs).toContain("payment");
});

test("a warning rests on a failed check, is answered, and never touches money without a second person", async () => {
  const open = (key?: string) =>
    post(
      "pkh-facilitator",
      "/families/1/warnings",
      { personId: "101", commitment: "school", ...letter("SP/1") },
      key,
    );
  expect(codeOf(await open())).toBe("no-failed-check");
  expect(codeOf(await check(1, 101, 20, { excuse: "disaster" }))).toBe("excused");
  expect(codeOf(await open())).toBe("no-failed-check");
  expect(codeOf(await check(1, 101, 51))).toBe("more-than-due");
  expect(codeOf(await check(1, 101, 20))).toBe("not-met");
  const unreached = { village: String(HERE), commitment: "school", fromOn: today, decree: "SK/9" };
  await post("regency-supervisor", "/unreached", unreached);
  expect(codeOf(await open())).toBe("out-of-reach");
  await desk().owner.query("delete from dtsen.book_unreached");
  const key = randomUUID();
  const first = await open(key);
  expect(codeOf(first)).toBe("first");
  expect((await open(key)).body).toEqual(first.body);
  expect(codeOf(await open())).toBe("no-failed-check");
  const { warningNo } = first.body as { warningNo: string };
  const step = async (body: object, role: RoleName = "pkh-facilitator") =>
    codeOf(await post(role, `/warnings/${warningNo}/steps`, body));
  expect(await step({ act: "send-second", ...letter("SP/2") })).toBe("still-answering");
  // Both letters long ago, each with a check of its own.
  await desk().owner.query(
    `update dtsen.book_warning_event set letter_on = on_day - 60, on_day = on_day - 60 where warning_no = $1`,
    [warningNo],
  );
  await desk().owner.query(
    "update dtsen.book_warning set answer_until = $2 where warning_no = $1",
    [warningNo, addDays(today, -40)],
  );
  expect(await step({ act: "send-second", ...letter("SP/2") })).toBe("no-failed-check");
  await check(1, 101, 21);
  expect(await step({ act: "send-second", ...letter("SP/2") })).toBe("second");
  await desk().owner.query(
    "update dtsen.book_warning_event set letter_on = on_day - 30, on_day = on_day - 30 where warning_no = $1 and act = 'send-second'",
    [warningNo],
  );
  await desk().owner.query(
    "update dtsen.book_warning set answer_until = $2 where warning_no = $1",
    [warningNo, addDays(today, -5)],
  );
  await check(1, 101, 22);
  expect(await step({ act: "propose" })).toBe("proposed");
  expect(await step({ act: "confirm", ...letter("SP/3") })).toBe("same-person");
  const waiting = await get<WarningList>("regency-verifier", "/warnings");
  expect(waiting.items.map(({ turns }) => turns.map(({ act }) => act))).toEqual([
    ["confirm", "refuse"],
  ]);
  expect(await step({ act: "confirm", ...letter("SP/3") }, "regency-verifier")).toBe("announced");
  expect(await step({ act: "answer", reason: "sick" })).toBe("announced-heard");
  expect(await step({ act: "reject" })).toBe("same-person");
  expect(await step({ act: "accept", reason: "sick" })).toBe("cleared");
  const query = async <R>(sql: string, values?: readonly unknown[]) =>
    (await desk().owner.query(sql, values as unknown[])).rows as R[];
  const [book] = await readWarningBooks({ query } as never, { warningNo: Number(warningNo) });
  const { rows } = await desk().owner.query<{ state: string }>(
    "select state from dtsen.book_warning",
  );
  expect(readWarning(book?.lines ?? []).state).toBe(rows[0]?.state);
});

test("what a check amounts to is reckoned again from what it saw", async () => {
  const { rows } = await desk().owner.query<Record<string, never>>(
    `select commitment, due, done, excuse, on_day::text as "on", result from dtsen.book_check`,
  );
  expect(rows.length).toBeGreaterThan(4);
  for (const { result, excuse, ...seen } of rows)
    expect(
      judgeCommitment({
        ...(seen as never as Parameters<typeof judgeCommitment>[0]),
        excuse: excuse ?? undefined,
      }),
    ).toBe(result);
});

test("a session is ticked from a phone: the same tick twice acts once, and absence opens nothing", async () => {
  const group = await post("pkh-facilitator", "/groups", { name: "Mawar", families: ["1", "2"] });
  const { groupNo } = group.body as { groupNo: string };
  expect(
    (await post("pkh-facilitator", "/groups", { name: "Melati", families: ["1", "5"] })).status,
  ).toBe(404);
  const draft = { heldOn: today, startsAt: "09:00", module: "money", place: "Balai RW 2" };
  const session = await post("pkh-facilitator", `/groups/${groupNo}/sessions`, draft);
  const { sessionNo } = session.body as { sessionNo: string };
  const ticks = [
    { id: randomUUID(), family: "1", mark: "present" },
    { id: randomUUID(), family: "2", mark: "absent", reason: "working" },
  ];
  const send = async (more: readonly object[] = []) =>
    (
      await as("pkh-facilitator")("POST", `/api/v1/book/sessions/${sessionNo}/ticks`, {
        body: { ticks: [...ticks, ...more] },
        purpose: "service",
      })
    ).body;
  expect(await send()).toEqual({ taken: 2, known: 0 });
  expect(await send()).toEqual({ taken: 0, known: 2 });
  expect(await send([{ id: randomUUID(), family: "2", mark: "present" }])).toEqual({
    taken: 1,
    known: 2,
  });
  const sheet = await get<SessionSheet>("pkh-facilitator", `/sessions/${sessionNo}`);
  expect(sheet.rows.map(({ mark }) => mark)).toEqual(["present", "present"]);
  const { groups } = await get<SessionBook>("regency-supervisor", "/sessions");
  expect(groups.map(({ sessions }) => sessions[0]?.present)).toEqual([2]);
  const family = await get<BookFamily>("pkh-facilitator", "/families/2");
  expect(family.attendance.map(({ mark }) => mark?.id)).toEqual(["hadir"]);
  expect(family.warnings).toEqual([]);
});

test("an overseer reads the book of a named facilitator; nobody else does; every family shown is noted", async () => {
  const { items } = await get<{
    items: { facilitator: string; username: string; families: number }[];
  }>("regency-supervisor", "/assignments");
  const mine = items.find(({ username }) => username === "pkh-facilitator");
  expect(mine?.families).toBe(3);
  const book = await get<Book>("regency-supervisor", `?facilitator=${mine?.facilitator}`);
  expect([book.items.length, book.mayKeep]).toEqual([3, false]);
  expect((await get<Book>("regency-supervisor", "")).items).toEqual([]);
  expect(codeOf({ body: await get("psm", "") })).toBe("not-allowed");
  expect(codeOf(await check(1, 201, 10))).toBe("not-found");
  const { rows } = await desk().owner.query<{ count: number }>(
    "select count(*)::int as count from dtsen.audit_entry where act = 'read-book' and subject_id = 2",
  );
  expect(rows[0]?.count).toBeGreaterThan(2);
});

test("what ends is seen no more by who kept it, and stays with the family", async () => {
  expect(codeOf(await post("regency-supervisor", "/assignments/end", RT1))).toBe(3);
  expect((await get<Book>("pkh-facilitator", "")).items).toEqual([]);
  expect(codeOf(await post("regency-supervisor", "/assignments", { ...RT1, decree: "SK/3" }))).toBe(
    3,
  );
  expect((await get<BookFamily>("pkh-facilitator", "/families/1")).checks.length).toBeGreaterThan(
    2,
  );
});

test("who was erased is forgotten here, and no room that builds a version knows of books", async () => {
  await desk().owner.query(
    "insert into dtsen.tombstone (unit, unit_id, ground, erased_by) values ('person', 101, 'x', 'x')",
  );
  const { rows } = await desk().owner.query<{ checks: number; warnings: number }>(
    `select (select count(*)::int from dtsen.book_check where person_id = 101) as checks,
       (select count(*)::int from dtsen.book_warning where person_id = 101) as warnings`,
  );
  expect(rows).toEqual([{ checks: 0, warnings: 0 }]);
  const granted = await desk().owner.query(
    `select t from unnest(array['book_assignment', 'book_check', 'book_warning', 'book_attendance']) t, pg_roles r
     where r.rolname = 'dtsen_lake' and has_table_privilege(r.oid, ('dtsen.' || t)::regclass, 'select')`,
  );
  expect(granted.rows).toEqual([]);
});
