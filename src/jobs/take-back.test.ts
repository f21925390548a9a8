import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { publishVersion, withdrawVersion } from "#publication/publish.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { type BackHouse, openBackHouse, publishForBack } from "#test/back-house.ts";
import { deskForTests } from "#test/store.ts";
import { openAffected } from "./affected-families.ts";
import { carryOutOrders } from "./carry-out-orders.ts";
import { listDecrees, recordDecree } from "./record-decree.ts";
import { takeBack } from "./take-back.ts";

const desk = deskForTests();
const ROLE = "program-determiner";
const REASON = "kesalahan model, lihat berita acara 12/2026";
let house: BackHouse;
let data = "";

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "dtsen-back-"));
  mustAccept(await seedDemoAccounts(desk(), "11.01"), "accounts");
  house = await openBackHouse(desk(), data);
  // Families 3, 6, 9 … are on the lists of the first; 1, 4, 7 … on those of the second.
  await publish("2026-1", 0);
  await publish("2026-2", 1);
});
afterAll(async () => await rm(data, { recursive: true, force: true }));

const publish = (label: string, listedRest: 0 | 1) =>
  publishForBack(house, { label, families: 30, listedRest });

const decree = async (program: string, change: object = {}) => {
  const draft = {
    label: "2026-2",
    program,
    number: `SK 12/${program}/2026`,
    signedOn: "2026-01-20" as PlainDate,
    by: "program-determiner",
  };
  const answer = await recordDecree(desk(), { ...draft, ...change });
  return answer.ok ? answer.value : answer.problem;
};
const back = async (by: string, reason = REASON, label = "2026-2") => {
  const answer = await takeBack(house, { label, by, reason });
  return answer.ok ? answer.value.state : answer.problem;
};
const inForce = async () => {
  const { rows } = await desk().owner.query<{ label: string }>(
    "select label from dtsen.publication_pointer join dtsen.version using (version_no)",
  );
  return rows[0]?.label;
};

test("where no decree stands it is still nobody's but who holds the right", async () => {
  expect(await back("village-operator")).toBe("withdrawing-right-not-held");
  expect(await inForce()).toBe("2026-2");
});

test.each([
  ["xyz", {}, "program-unknown"],
  ["pkh", { by: "bps-steward" }, "decree-right-not-held"],
  ["pkh", { by: "nobody" }, "decree-right-not-held"],
  ["pkh", { label: "2027-9" }, "version-unknown"],
  ["pkh", { number: "SK" }, "number-missing"],
  ["pkh", { number: "SK 9932045705800001" }, "number-names-somebody"],
  ["pkh", { signedOn: "2126-01-01" }, "signed-later"],
])("a decree of %s is not recorded with %j: %s", async (program, change, problem) => {
  expect(await decree(program, change)).toBe(problem);
});

test("a decree is recorded by its determiner, with the version that it keeps", async () => {
  expect(await decree("pkh")).toBe("recorded");
  expect(await decree("pkh")).toBe("already-recorded");
  expect(await decree("sembako", { label: "2026-1" })).toBe("recorded");
  expect(await decree("sembako", { number: "SK 13/sembako/2026" })).toBe("recorded");
  const rows = await listDecrees(desk());
  expect(rows.map(({ label, program, isInForce }) => [label, program, isInForce])).toEqual([
    ["2026-2", "sembako", true],
    ["2026-1", "sembako", false],
    ["2026-2", "pkh", true],
  ]);
});

test("only for its own program: an appointment to another one is none", async () => {
  const set = (programs: string) =>
    desk().owner.query(
      "update dtsen.appointment set programs = $1 where role_code = 'program-determiner'",
      [programs],
    );
  await set("{pkh,sembako}");
  expect(await decree("pbi-jk")).toBe("not-this-program");
  await set("{pkh,sembako,pbi-jk}");
});

test("an appointment to it that has ended, was revoked or waits for its second person is none either", async () => {
  const { owner } = desk();
  await owner.query("update dtsen.appointment set programs = '{pkh}' where role_code = $1", [ROLE]);
  for (const ended of [
    "valid_from = '2020-01-01', valid_to = '2020-12-31'",
    "revoked_at = now()",
    "confirmed_by = null",
  ]) {
    await owner.query(
      `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, programs,
         valid_from, valid_to, decree, appointed_by, confirmed_by)
       select account_id, office_code, role_code, region_id, village_lo, village_hi, '{pbi-jk}', valid_from, valid_to,
         'other', appointed_by, confirmed_by from dtsen.appointment where role_code = $1 and decree <> 'other'`,
      [ROLE],
    );
    await owner.query(`update dtsen.appointment set ${ended} where decree = 'other'`);
    expect(await decree("pbi-jk"), ended).toBe("not-this-program");
    await owner.query("delete from dtsen.appointment where decree = 'other'");
  }
  await owner.query(
    "update dtsen.appointment set programs = '{pkh,sembako,pbi-jk}' where role_code = $1",
    [ROLE],
  );
});

test("one person does not take back what a decree stands on: the list is sealed, the switch waits", async () => {
  expect(await back("village-operator")).toBe("withdrawing-right-not-held");
  expect(await back("bps-steward", "salah model")).toBe("reason-too-short");
  const naming = "salah untuk NIK 9932045705800001";
  expect(await back("bps-steward", naming)).toBe("reason-names-somebody");
  const answer = mustAccept(
    await takeBack(house, { label: "2026-2", by: "bps-steward", reason: REASON }),
    "asked",
  );
  expect(answer).toEqual({
    state: "waits",
    affected: ["pkh", "sembako"].map((program) => ({ program, listed: 10, lose: 10, gain: 10 })),
  });
  expect(await inForce()).toBe("2026-2");
  expect(await back("bps-steward")).toBe("said-already");
  expect(await back("BPS-Steward")).toBe("said-already");
  expect(await inForce()).toBe("2026-2");
});

test("nobody goes around it: not by the act, not by publishing the earlier one, not by any program", async () => {
  const alone = { label: "2026-2", withdrawnBy: "bps-steward", reason: REASON };
  expect(await withdrawVersion(desk(), alone)).toEqual({ ok: false, problem: "decree-in-force" });
  const again = await publishVersion(desk(), { label: "2026-1", publishedBy: "bps-steward" });
  expect(again).toEqual({ ok: false, problem: "decree-in-force" });
  for (const sql of [
    "update publication_pointer set version_no = previous_version_no",
    "update version set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' where label = '2026-2'",
  ]) {
    await expect(
      asWorker(desk(), (tx) => tx.query(sql)),
      sql,
    ).rejects.toThrow(/decree in force/);
  }
  for (const sql of [
    "insert into withdrawal_word values (1, 1, 'langsung ke dalam tabel saja')",
    "update withdrawal_list set decrees = '{}'",
    "delete from decree",
  ]) {
    await expect(
      asWorker(desk(), (tx) => tx.query(sql)),
      sql,
    ).rejects.toThrow(/permission denied/);
  }
  expect(await inForce()).toBe("2026-2");
});

/** A list and words at the desk by hand; how is it judged, whatever program asks? */
async function byHand(
  list: { readonly from: string; readonly to: string; readonly decrees: string },
  words: readonly string[] = [],
): Promise<number> {
  const { rows } = await desk().owner.query<{ list_no: number }>(
    `insert into dtsen.withdrawal_list (version_no, back_to_no, decrees, counts, file_sha256)
     select v.version_no, b.version_no, ${list.decrees}, '[]', repeat('a', 64)
     from dtsen.version v, dtsen.version b where v.label = $1 and b.label = $2 returning list_no`,
    [list.from, list.to],
  );
  const listNo = Number(rows[0]?.list_no);
  for (const name of words) {
    await desk().owner.query(
      `insert into dtsen.withdrawal_word (list_no, account_id, reason)
       select $1, account_id, $2 from dtsen.account where username = $3`,
      [listNo, REASON, name],
    );
  }
  return listNo;
}
const STANDING =
  "(select array_agg(d.decree_no order by d.decree_no) from dtsen.standing_decrees(v.version_no) d)";
const TWO = ["bps-steward", "bps-steward-2"];

test("the desk asks every word again: the right, the reason, and whether the list is that of today", async () => {
  const word = async (listNo: number, by: string, why = REASON) => {
    const [row] = await asWorker(desk(), (tx) =>
      tx.query<{ verdict: string }>("select dtsen.word_for_withdrawal($1, $2, $3) as verdict", [
        listNo,
        by,
        why,
      ]),
    );
    return row?.verdict;
  };
  await desk().owner.query(
    `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
     values ('2025-9', 'withdrawn', 'persons', '2025-09-30', repeat('9', 64), 'test')`,
  );
  const today = await byHand({ from: "2026-2", to: "2026-1", decrees: STANDING });
  expect(await word(today, "village-operator")).toBe("withdrawing-right-not-held");
  expect(await word(today, "bps-steward-2", "singkat")).toBe("reason-too-short");
  const older = await byHand({ from: "2026-2", to: "2026-1", decrees: "'{1}'" });
  expect(await word(older, "bps-steward-2")).toBe("list-outdated");
  const other = await byHand({ from: "2026-2", to: "2025-9", decrees: STANDING });
  expect(await word(other, "bps-steward-2")).toBe("list-outdated");
  expect(await word(today, "bps-steward-2")).toBe("waits");
});

test("two people's words for another list open nothing: of other decrees, or back to another version", async () => {
  await byHand({ from: "2026-2", to: "2026-1", decrees: "'{1}'" }, TWO);
  await byHand({ from: "2026-2", to: "2025-9", decrees: STANDING }, TWO);
  await expect(
    asWorker(desk(), (tx) =>
      tx.query("update publication_pointer set version_no = previous_version_no"),
    ),
  ).rejects.toThrow(/decree in force/);
  expect(await inForce()).toBe("2026-2");
});

test("a list whose sealed file is another by now is made anew; of a version that changed since, none is made", async () => {
  const { rows } = await desk().owner.query<{ n: number; m: string }>(
    "select version_no as n, manifest_sha256 as m from dtsen.version where label = '2026-1'",
  );
  const folder = join(house.folders.versions, String(rows[0]?.n));
  const [sealed = ""] = await readdir(house.folders.withdrawals);
  const list = join(house.folders.withdrawals, sealed);
  await writeFile(list, "another file");
  const outcome = join(folder, "outcome.parquet");
  const kept = await readFile(outcome);
  await writeFile(outcome, Buffer.concat([kept, Buffer.from("x")]));
  expect(await back("bps-steward")).toBe("version-damaged");
  await writeFile(outcome, kept);
  const other = (sha256: string) =>
    desk().owner.query("update dtsen.version set manifest_sha256 = $1 where label = '2026-1'", [
      sha256,
    ]);
  await other("e".repeat(64));
  expect(await back("bps-steward")).toBe("version-damaged");
  await other(rows[0]?.m ?? "");
  // Made anew, it is another list: the word that was given for the first one is none for it.
  expect(await back("bps-steward")).toBe("waits");
});

test("a decree that came since makes another list, and words for the old one are none for it", async () => {
  expect(await decree("pbi-jk")).toBe("recorded");
  expect(await back("bps-steward-2")).toBe("waits");
  expect(await inForce()).toBe("2026-2");
});

test("who takes back, determines or oversees reads whom it touches, noted before it is opened", async () => {
  const file = join(data, "affected.parquet");
  for (const by of ["village-operator", "bps-statistician", "nobody"]) {
    const answer = await openAffected(house, { label: "2026-2", file, by });
    expect(answer, by).toEqual({ ok: false, problem: "reading-right-not-held" });
  }
  mustAccept(
    await openAffected(house, { label: "2026-2", file, by: "program-determiner" }),
    "read",
  );
  const db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: house.folders.work });
  const rows = await db.all(
    `select unit_id, outcome_now, outcome_then from read_parquet(${text(file)}) where program = 'pkh' and unit_id < 4
     order by unit_id`,
  );
  db.close();
  expect(rows).toEqual([
    { unit_id: 1n, outcome_now: "recipient", outcome_then: "ineligible" },
    { unit_id: 3n, outcome_now: "ineligible", outcome_then: "recipient" },
  ]);
  const { rows: log } = await desk().owner.query(
    "select actor, purpose_code, row_count from dtsen.audit_entry where act = 'read-affected-families'",
  );
  const purpose_code = "program-determination";
  expect(log).toEqual([{ actor: "cli:program-determiner", purpose_code, row_count: 60 }]);
});

test("killed between the second word and the switch: either of the two asks again, and it is one switch; the decree keeps its version", async () => {
  await asWorker(desk(), (tx) =>
    tx.query(
      `select word_for_withdrawal(max(l.list_no), 'bps-steward', $1) from withdrawal_list l
       join withdrawal_word using (list_no)`,
      [REASON],
    ),
  );
  expect(await inForce()).toBe("2026-2");
  expect(await back("bps-steward-2")).toBe("withdrawn");
  expect(await inForce()).toBe("2026-1");
  const kept = (await listDecrees(desk())).filter(({ program }) => program === "pkh");
  expect(kept).toMatchObject([{ label: "2026-2", isInForce: true }]);
  const { rows } = await desk().owner.query(
    `select act, actor, detail->>'reason' as reason from dtsen.audit_entry
     where act in ('word-for-withdrawal', 'withdraw-version') order by entry_no`,
  );
  const word = { act: "word-for-withdrawal", reason: REASON };
  expect(rows).toEqual([
    { ...word, actor: "cli:bps-steward" },
    // By hand, for a list of its own; then for the one that was made anew, and for that of three decrees.
    { ...word, actor: "cli:bps-steward-2" },
    { ...word, actor: "cli:bps-steward" },
    { ...word, actor: "cli:bps-steward-2" },
    { ...word, actor: "cli:bps-steward" },
    { act: "withdraw-version", actor: "cli:bps-steward-2", reason: null },
  ]);
  expect(await decree("pkh", { number: "SK 99/pkh/2026" })).toBe("version-not-published");
});

test("which version was in force when is written by the switch itself, and nobody takes it off", async () => {
  const { owner } = desk();
  const told = async (client: pg.Pool | pg.PoolClient = owner) =>
    (
      await client.query<{ line: string }>(
        `select concat_ws(' ', v.label, p.kind, p.published_by, p.until_at is null, p.is_rebuilt) as line
         from dtsen.publication_period p join dtsen.version v using (version_no) order by p.publication_no`,
      )
    ).rows.map(({ line }) => line);
  const story = [
    "2026-1 first bps-steward f f",
    "2026-2 first bps-steward f f",
    "2026-1 back bps-steward-2 t f",
  ];
  expect(await told()).toEqual(story);
  for (const sql of [
    "insert into publication (version_no, kind, from_at, published_by) values (1, 'again', now(), 'x')",
    "update publication set from_at = now()",
    "delete from publication",
  ]) {
    await expect(
      asWorker(desk(), (tx) => tx.query(sql)),
      sql,
    ).rejects.toThrow(/permission denied/);
  }
  for (const sql of [
    "delete from dtsen.publication",
    "update dtsen.publication set published_by = 'x'",
    "truncate dtsen.publication",
  ]) {
    await expect(owner.query(sql), sql).rejects.toThrow(/append-only/);
  }
  // Versions of before there was such a table: the audit log knows.
  const client = await owner.connect();
  await client.query("begin; alter table dtsen.publication disable trigger user");
  await client.query("delete from dtsen.publication; select dtsen.rebuild_publications()");
  const rebuilt = await told(client);
  await client.query("rollback");
  client.release();
  expect(rebuilt).toEqual(story.map((line) => line.replace(/f$/, "t")));
});

test("going back is barred to any earlier version, and to the one before even where that is a later one", async () => {
  await publish("2026-3", 0);
  expect(await decree("pkh", { label: "2026-3", number: "SK 14/pkh/2026" })).toBe("recorded");
  expect(await decree("sembako", { label: "2026-1", number: "SK 15/sembako/2026" })).toBe(
    "recorded",
  );
  const client = await desk().owner.connect();
  const no = (label: string) => `(select version_no from dtsen.version where label = '${label}')`;
  const jumps = async (prepared: string, to: string) => {
    await client.query("begin");
    try {
      await client.query(prepared);
      await client.query(`update dtsen.publication_pointer set version_no = ${no(to)}`);
      return "jumped";
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.query("rollback");
    }
  };
  const pointer = "update dtsen.publication_pointer set";
  const alone = await jumps(`${pointer} previous_version_no = null`, "2026-1");
  expect(alone).toContain("decree in force");
  const back = await jumps(
    `alter table dtsen.publication_pointer disable trigger publication_pointer_back;
     ${pointer} version_no = ${no("2026-1")}, previous_version_no = ${no("2026-3")};
     alter table dtsen.publication_pointer enable trigger publication_pointer_back`,
    "2026-3",
  );
  expect(back).toContain("decree in force");
  client.release();
});

test("what people order on the screen is carried out as by the command, in their names, and no further", async () => {
  const carryOut = async (by: string) => {
    await desk().owner.query(
      `insert into dtsen.withdrawal_order (version_no, account_id, reason)
       select v.version_no, a.account_id, $2 from dtsen.version v, dtsen.account a where v.label = '2026-3' and a.username = $1`,
      [by, REASON],
    );
    const done = await carryOutOrders(house, (error) => {
      throw error;
    });
    return done.map(({ outcome }) => outcome);
  };
  expect(await carryOut("bps-statistician")).toEqual(["withdrawing-right-not-held"]);
  expect(await carryOut("bps-steward")).toEqual(["waits"]);
  // A keeper that died after the word: the order is taken again, the word stands, nobody is their own second.
  expect(await carryOut("bps-steward")).toEqual(["waits"]);
  expect(await carryOutOrders(house, () => undefined)).toEqual([]);
  expect(await inForce()).toBe("2026-3");
  expect(await carryOut("bps-steward-2")).toEqual(["withdrawn"]);
  expect(await inForce()).toBe("2026-1");
  await publish("2026-4", 0);
  expect(await decree("pkh", { label: "2026-4", number: "SK 15/pkh/2026" })).toBe("recorded");
});

test("sabotage: without the triggers the pointer goes back on one person's word", async () => {
  const jump = () =>
    asWorker(desk(), (tx) =>
      tx.query("update publication_pointer set version_no = previous_version_no"),
    );
  await expect(jump()).rejects.toThrow(/decree in force/);
  await desk().owner.query("drop trigger publication_pointer_back on dtsen.publication_pointer");
  await jump();
  expect(await inForce()).toBe("2026-1");
});
