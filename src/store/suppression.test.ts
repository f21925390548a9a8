import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { asSession, asWorker, type Tx } from "./transact.ts";

const desk = deskForTests();
const VILLAGE = 3204052001;
const FAMILY = 7;
const [MOTHER, CHILD, FATHER, NEIGHBOUR] = [70, 71, 72, 90];
const BASIS = "victim-protection";
let admin: pg.Client;

type Members = Readonly<Record<number, readonly number[]>>;
/** Before anything happens: a family of three, and a neighbour of one. */
const BEFORE: Members = { [FAMILY]: [MOTHER, CHILD, FATHER], 9: [NEIGHBOUR] };

/** A version with these members, projected beside the one in force. */
async function project(no: number, families: Members, passages: readonly string[] = []) {
  const persons = Object.entries(families).flatMap(([family, ids]) =>
    ids.map((id) => `(${no}, ${id}, ${family}, ${VILLAGE}, ${VILLAGE}, 'siti', '{1}')`),
  );
  const rows = Object.entries(families).map(
    ([family, ids]) => `(${no}, ${family}, ${ids.length}, ${VILLAGE}, ${VILLAGE}, '{1}')`,
  );
  const codes = Object.keys(families).map(
    (id) => `(sha256('${no}.${id}'), ${id}, ${VILLAGE}, ${VILLAGE})`,
  );
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      overriding system value values (${no}, '${no}', 'projected', 'families', '2026-01-01', 'x', 't');
    ${passages.map((passage) => `insert into person_passage values ${passage};`).join("")}
    select open_projection(${no}, 1);
    insert into dtsen_loading.family_v${no} (version_no, family_id, size, village_no, domicile_village_no, facts)
      values ${rows.join(", ")};
    insert into dtsen_loading.person_v${no} (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      values ${persons.join(", ")};
    insert into dtsen_loading.lookup_name_v${no} (version_no, name_key, family_id, person_id, village_no)
      select version_no, '\\x01', family_id, person_id, village_no from dtsen_loading.person_v${no};
    insert into dtsen_loading.public_sheet_v${no} (version_no, family_id, masked_head, programs)
      select version_no, family_id, 'S***', 0 from dtsen_loading.family_v${no};
    select close_projection(${no});
    insert into check_code (code_index, family_id, village_no, domicile_village_no)
      values ${codes.join(", ")}`);
}

const publish = (no: number) =>
  asWorker(desk(), (tx) =>
    tx.query(
      `insert into publication_pointer (version_no) values ($1) on conflict (one) do update
       set previous_version_no = publication_pointer.version_no, version_no = excluded.version_no`,
      [no],
    ),
  );

const withdraw = (no: number, backTo: number) =>
  asWorker(desk(), async (tx) => {
    await tx.query("update version set state = 'withdrawn' where version_no = $1", [no]);
    await tx.query("update publication_pointer set version_no = $1, previous_version_no = null", [
      backTo,
    ]);
  });

const as = async <T>(name: string, work: (tx: Tx) => Promise<T>) => {
  const isGuard = ["social-worker", "protection-officer"].includes(name);
  const session = await sessionForTests(desk(), name);
  return await asSession(desk(), session, isGuard ? "protection" : "verification", work);
};

/** What a village operator still sees of people, families and codes. */
const seen = () =>
  as("village-operator", async (tx) => {
    const list = async (sql: string) => (await tx.query<{ id: number }>(sql)).map(({ id }) => id);
    return {
      persons: await list("select person_id as id from current_person order by 1"),
      families: await list("select family_id as id from current_family order by 1"),
      codes: await list("select distinct family_id as id from check_code order by 1"),
    };
  });
const persons = async () => (await seen()).persons;

async function order(unit: "person" | "family", id: number, more: object = {}) {
  const { by, basis, reference, review } = {
    by: "social-worker",
    basis: BASIS,
    reference: "surat 12/2026",
    review: "current_date + 90",
    ...more,
  };
  const [made] = await as(by, (tx) =>
    tx.query<{ verdict: string; suppression_id: number }>(
      `select * from dtsen.order_suppression($1, $2, 'shelter', $3, $4, ${review})`,
      [unit, id, basis, reference],
    ),
  );
  return made;
}

const step = async (by: string, id: number | undefined, what: string, reason = "sudah aman") => {
  const [row] = await as(by, (tx) =>
    tx.query<{ verdict: string }>(
      "select dtsen.step_suppression($1, $2, current_date + 90, $3) as verdict",
      [id, what, reason],
    ),
  );
  return row?.verdict;
};

beforeAll(async () => {
  await seedDemoAccounts(desk(), "32.04");
});

beforeEach(async () => {
  admin = await adminForTests(desk());
  await project(1, BEFORE);
  await publish(1);
});

afterEach(async () => {
  // Whatever happened: the public's sheet of a family is hidden when and only when somebody of it is.
  const { rows: apart } = await admin.query(
    `select s.version_no, s.family_id from public_sheet s where s.is_suppressed <> exists (
       select from person q where q.version_no = s.version_no and q.family_id = s.family_id and q.is_suppressed)`,
  );
  expect(apart).toEqual([]);
  await admin.query(
    "delete from suppression; delete from publication_pointer; delete from check_code",
  );
  // What was in force is never forgotten, but between two tests.
  await admin.query(
    "set session_replication_role = replica; delete from publication; reset session_replication_role",
  );
  await admin.query("delete from person_passage; delete from family_redirect");
  for (const { version_no: no } of (await admin.query("select version_no from version")).rows) {
    await admin.query("select drop_projection($1)", [no]);
    await admin.query("delete from version where version_no = $1", [no]);
  }
  await admin.end();
});

test("one person hides at once; whoever asks for the end does not end it", async () => {
  expect(await persons()).toEqual([MOTHER, CHILD, FATHER, NEIGHBOUR]);
  const made = await order("person", MOTHER);
  expect(made?.verdict).toBe("ordered");
  expect(await persons()).toEqual([CHILD, FATHER, NEIGHBOUR]);
  expect((await order("person", MOTHER))?.verdict).toBe("already-ordered");

  const id = made?.suppression_id;
  expect(await step("protection-officer", id, "release")).toBe("release-not-asked");
  expect(await step("village-operator", id, "ask-release")).toBe("right-not-held");
  expect(await step("protection-officer", id, "ask-release", "")).toBe("no-reason");
  expect(await step("protection-officer", id, "ask-release")).toBe("release-asked");
  expect(await step("social-worker", id, "ask-release")).toBe("already-asked");
  expect(await step("social-worker", id, "release")).toBe("right-not-held");
  // A step that nobody knows asks for the most, and is none.
  expect(await step("social-worker", id, "end")).toBe("right-not-held");
  expect(await step("protection-officer", id, "end")).toBe("step-unknown");
  expect(await step("protection-officer", id, "release")).toBe("second-person-needed");
  // Kept after all: what was asked is dropped, and asked anew by the other.
  expect(await step("social-worker", id, "keep")).toBe("kept");
  expect(await step("social-worker", id, "ask-release")).toBe("release-asked");
  expect(await persons()).toEqual([CHILD, FATHER, NEIGHBOUR]);
  expect(await step("protection-officer", id, "release")).toBe("released");
  expect(await step("protection-officer", id, "release")).toBe("already-released");
  expect(await persons()).toEqual([MOTHER, CHILD, FATHER, NEIGHBOUR]);
  const { rows } = await desk().owner.query(
    "select detail - 'role' - 'office' as detail, fields_class from audit_entry where act like '%-suppression'",
  );
  expect(rows.length).toBe(15);
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
});

test("elsewhere, without a law of one's own, a reference or a day to look again, nothing is ordered", async () => {
  expect((await order("person", 12345))?.verdict).toBe("right-not-held");
  expect((await order("person", MOTHER, { by: "village-operator" }))?.verdict).toBe(
    "right-not-held",
  );
  expect((await order("person", MOTHER, { basis: "witness-protection" }))?.verdict).toBe(
    "basis-not-held",
  );
  expect((await order("person", MOTHER, { reference: "" }))?.verdict).toBe("reference-missing");
  for (const review of ["current_date - 1", "current_date + 400", "null::date"]) {
    expect((await order("person", MOTHER, { review }))?.verdict).toBe("review-day-wrong");
  }
  expect(await persons()).toEqual([MOTHER, CHILD, FATHER, NEIGHBOUR]);
});

test("who may see the list reads why only where they ordered it or may end it", async () => {
  await order("person", MOTHER, { by: "protection-officer", basis: "witness-protection" });
  await order("family", FAMILY);
  const told = (by: string) =>
    as(by, async (tx) => {
      const rows = await tx.query<Record<string, unknown>>(
        "select * from dtsen.list_suppressions(0, 0, 10)",
      );
      return rows.map((row) => [row.unit, row.persons, row.ground, row.legal_basis, row.reference]);
    });
  const person = ["person", 1, "shelter", "UU 31/2014", "surat 12/2026"];
  const family = ["family", 3, "shelter", "UU 12/2022", "surat 12/2026"];
  expect(await told("protection-officer")).toEqual([person, family]);
  expect(await told("social-worker")).toEqual([["person", 1, null, null, null], family]);
  expect(await told("village-operator")).toEqual([]);
});

/** Goes on once each of these either waits for a lock of this desk or has come through. */
async function settleOrWait(by: pg.Client, others: readonly Promise<unknown>[]): Promise<void> {
  let done = 0;
  for (const other of others) void other.finally(() => done++).catch(() => undefined);
  const waiting = async () => {
    await by.query("select pg_stat_clear_snapshot()");
    const { rows } = await by.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.n ?? 0;
  };
  while ((await waiting()) + done < others.length) await setTimeout(5);
}

/** Stops whoever marks the neighbour in the middle, until the work is done or waits too. */
async function whileNeighbourIsMarked(work: () => Promise<unknown>): Promise<void> {
  const holder = await adminForTests(desk());
  await holder.query("begin");
  await holder.query(`select from person where person_id = ${NEIGHBOUR} for update`);
  const first = order("person", NEIGHBOUR);
  await settleOrWait(holder, [first]);
  const second = work();
  await settleOrWait(holder, [first, second]);
  await holder.query("rollback");
  await holder.end();
  await Promise.all([first, second]);
}

test("two orders at once: neither uncovers whom the other hides", async () => {
  await whileNeighbourIsMarked(() => order("person", MOTHER, { by: "protection-officer" }));
  const hits = await asWorker(desk(), (tx) =>
    tx.query("select person_id from lookup_name where not is_suppressed order by 1"),
  );
  expect(hits).toEqual([{ person_id: CHILD }, { person_id: FATHER }]);
  expect(await persons()).toEqual([CHILD, FATHER]);
});

test("a projection that opens to readers while somebody is being hidden hides them too", async () => {
  await whileNeighbourIsMarked(() => project(2, BEFORE));
  const hits = await asWorker(desk(), (tx) =>
    tx.query("select person_id from lookup_name where version_no = 2 and is_suppressed"),
  );
  expect(hits).toEqual([{ person_id: NEIGHBOUR }]);
});

test("split: members of a hidden family stay hidden where they go, with the family that has nobody else", async () => {
  await order("family", FAMILY);
  expect(await seen()).toEqual({ persons: [NEIGHBOUR], families: [9], codes: [9] });
  await project(2, { [FAMILY]: [FATHER], 8: [MOTHER], 9: [NEIGHBOUR, CHILD] });
  await publish(2);
  // The neighbour's family goes on being served; of the child nothing is said.
  expect(await seen()).toEqual({ persons: [NEIGHBOUR], families: [9], codes: [9] });
  const hits = await asWorker(desk(), (tx) =>
    tx.query("select person_id from lookup_name where version_no = 2 and not is_suppressed"),
  );
  expect(hits).toEqual([{ person_id: NEIGHBOUR }]);
});

test("who came into a hidden family since the order stays hidden after leaving it, through a version in force", async () => {
  const baby = 73;
  await order("family", FAMILY);
  await project(2, { [FAMILY]: [MOTHER, CHILD, FATHER, baby], 9: [NEIGHBOUR] });
  await publish(2);
  await project(3, { [FAMILY]: [FATHER], 8: [MOTHER, CHILD, baby], 9: [NEIGHBOUR] });
  await publish(3);
  expect(await persons()).toEqual([NEIGHBOUR]);
});

test("merge: who is hidden stays so under the id that goes on, and in the versions before", async () => {
  const heir = 80;
  await order("person", MOTHER);
  await project(2, { [FAMILY]: [heir, CHILD, FATHER], 9: [NEIGHBOUR] }, [
    `(2, 2, ${MOTHER}, ${heir})`,
  ]);
  await publish(2);
  expect(await persons()).toEqual([CHILD, FATHER, NEIGHBOUR]);

  await admin.query("delete from suppression");
  await order("person", heir);
  await publish(1);
  expect(await persons()).toEqual([CHILD, FATHER, NEIGHBOUR]);
});

test("un-merge: both ids that a hidden person turned out to be stay hidden; not where the order came after", async () => {
  const parted = 81;
  const after: Members = { [FAMILY]: [MOTHER, CHILD, FATHER], 8: [parted], 9: [NEIGHBOUR] };
  const passage = [`(2, 2, ${MOTHER}, ${parted})`];
  await order("person", MOTHER);
  await project(2, after, passage);
  await publish(2);
  expect(await seen()).toEqual({
    persons: [CHILD, FATHER, NEIGHBOUR],
    families: [FAMILY, 9],
    codes: [FAMILY, 9],
  });
  await admin.query("delete from suppression");
  await order("person", MOTHER);
  expect(await persons()).toEqual([CHILD, FATHER, parted, NEIGHBOUR]);
  // In the version before they were one.
  await admin.query("delete from suppression");
  await order("person", parted);
  expect(await persons()).toEqual([MOTHER, CHILD, FATHER, NEIGHBOUR]);
  await publish(1);
  expect(await persons()).toEqual([CHILD, FATHER, NEIGHBOUR]);
});

test("withdrawal: the order stays; whom only the withdrawn version drew in is served again", async () => {
  await order("family", FAMILY);
  await project(2, { [FAMILY]: [MOTHER, CHILD, FATHER, NEIGHBOUR] });
  await publish(2);
  expect(await persons()).toEqual([]);
  await withdraw(2, 1);
  expect(await seen()).toEqual({ persons: [NEIGHBOUR], families: [9], codes: [9] });
  await project(3, { 8: [MOTHER, CHILD], 9: [NEIGHBOUR, FATHER] });
  await publish(3);
  expect(await persons()).toEqual([NEIGHBOUR]);
});

test("ordered in a version that is withdrawn: its members are hidden in the one that answers again", async () => {
  await project(2, { [FAMILY]: [MOTHER, CHILD, FATHER, NEIGHBOUR] });
  await publish(2);
  await order("family", FAMILY);
  await withdraw(2, 1);
  expect(await persons()).toEqual([]);
});

test("erased beside the hidden: the family whose others are all hidden is hidden, now and in the next version", async () => {
  await order("person", MOTHER);
  await order("person", CHILD);
  expect(await seen()).toMatchObject({ persons: [FATHER, NEIGHBOUR], families: [FAMILY, 9] });
  await admin.query(
    "select erase_person($1, array[$1]::bigint[], '{}', '[]', 'UU 27/2022 pasal 8', 'bps-steward', 'bps-steward-2')",
    [FATHER],
  );
  expect(await seen()).toMatchObject({ families: [9], codes: [9] });
  await project(2, BEFORE);
  await publish(2);
  expect(await seen()).toMatchObject({ families: [9], codes: [9] });
  await admin.query("delete from tombstone");
});

test("sabotage: an order that forgets its members lets them be seen after a split", async () => {
  await admin.query(
    "create or replace function remember_members() returns void language sql as ''",
  );
  await order("family", FAMILY);
  await project(2, { [FAMILY]: [FATHER], 8: [MOTHER, CHILD], 9: [NEIGHBOUR] });
  await publish(2);
  expect(await persons()).toEqual([MOTHER, CHILD, NEIGHBOUR]);
});
