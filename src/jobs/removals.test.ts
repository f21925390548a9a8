import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { addWorkingDays } from "#domain/working-days.ts";
import { publishVersion } from "#publication/publish.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { type BackHouse, freezeForBack, openBackHouse, publishForBack } from "#test/back-house.ts";
import { publicListsOf } from "#test/public-lists.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";
import { overrideRemovals } from "./override-removals.ts";
import { projectGuarded } from "./publish-version.ts";
import { simulateRemovals } from "./simulate-removals.ts";

const desk = deskForTests();
const REASON = "sampel 400 penerima diperiksa, berita acara 15/2026";
const FAMILIES = SIZES.leavingFamilies;
/** Of 1,000 recipients 114 leave, as 11 of 96.8 million did; every second of them in a family with somebody who is protected. */
const GONE = Math.round(FAMILIES * 0.114);
const LISTED = Math.floor(FAMILIES / 3);
const LEAVING = Math.floor(GONE / 3);
/** The family of a number among the leaving, or the one before it: each twentieth keeps a place in PKH while it is looked at. */
const leaves = (n: number): number => 3 * (n % 20 === 0 ? n - 1 : n);
const LAST = leaves(LEAVING);
let house: BackHouse;
let data = "";

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "dtsen-removals-"));
  mustAccept(await seedDemoAccounts(desk(), "11.01"), "accounts");
  house = await openBackHouse(desk(), data);
  await publishForBack(house, { label: "2026-1", families: FAMILIES });
  await freezeForBack(house, {
    label: "2026-2",
    families: FAMILIES,
    unlistedUpTo: GONE,
    healthyFrom: Math.round(GONE / 2),
  });
}, PATIENCE);
afterAll(async () => await rm(data, { recursive: true, force: true }));

const publish = () => projectGuarded(house, { label: "2026-2", publishedBy: "bps-steward" });
const override = async (program: string, by: string, reason = REASON, label = "2026-2") => {
  const answer = await overrideRemovals(desk(), { label, program, by, reason });
  return answer.ok ? answer.value : answer.problem;
};
const one = async <Row extends object>(sql: string): Promise<Row> => {
  const { rows } = await desk().owner.query<Row>(sql);
  if (rows[0] === undefined) throw new Error("no row");
  return rows[0];
};
const inForce = async () =>
  (
    await one<{ label: string }>(
      "select label from dtsen.publication_pointer join dtsen.version using (version_no)",
    )
  ).label;

const listsOf = (familyId: number) => publicListsOf(house, familyId);

test("a simulation says who would leave, why, and that the protected do not; nothing takes effect", async () => {
  const said = mustAccept(await simulateRemovals(house, { label: "2026-2" }), "simulated");
  expect(said.programs.map(({ program }) => program)).toEqual(["pbi-jk", "pkh", "sembako"]);
  const pkh = said.programs.find(({ program }) => program === "pkh");
  // Each twentieth has a place in PKH while it is looked at.
  expect(pkh?.recipients).toBeGreaterThan(LISTED);
  const sembako = said.programs.find(({ program }) => program === "sembako");
  expect(sembako).toMatchObject({ recipients: LISTED, leaving: LEAVING });
  const held = sembako?.held ?? 0;
  expect(Math.abs(held - LEAVING / 2)).toBeLessThan(3);
  expect(sembako?.rules).toEqual([{ rule: "decile-1-to-5", leaving: LEAVING }]);
  const [nation] = said.budgets.filter(
    ({ program, tier, cause }) => program === "sembako" && tier === "nation" && cause === "any",
  );
  expect(nation).toMatchObject({ permille: 114, bound: 40, outcome: "over" });
  expect(await inForce()).toBe("2026-1");
  const again = mustAccept(await simulateRemovals(house, { label: "2026-2" }), "again");
  expect([again.runNo, again.sha256]).toEqual([said.runNo, said.sha256]);
});

test("without a simulation nothing follows the version in force, whoever switches", async () => {
  const { owner } = desk();
  await owner.query("delete from dtsen.removal_bound; delete from dtsen.removal_run");
  const draft = { label: "2026-2", publishedBy: "bps-steward" };
  await owner.query("update dtsen.version set state = 'projected' where label = '2026-2'");
  const pointed = asWorker(desk(), (tx) =>
    tx.query(
      "update publication_pointer set version_no = (select version_no from version where label = '2026-2')",
    ),
  );
  await expect(pointed).rejects.toThrow("removals-not-simulated");
  await owner.query("update dtsen.version set state = 'frozen' where label = '2026-2'");
  expect(await publishVersion(desk(), draft)).toEqual({
    ok: false,
    problem: "version-not-projected",
  });
  expect(await inForce()).toBe("2026-1");
});

test("a removal in the shape of eleven million in one night is stopped before anything takes effect", async () => {
  expect(await publish()).toMatchObject({
    ok: false,
    problem: "removals-over-budget",
    overBudget: ["pbi-jk", "pkh", "sembako"].map((program) => ({ program, people: 0 })),
  });
  expect(await inForce()).toBe("2026-1");
  const { n } = await one<{ n: number }>("select count(*)::int as n from dtsen.removal");
  expect(n).toBe(0);
  expect(await listsOf(3)).toEqual(["pkh", "sembako", "pbi-jk"]);
});

test.each([
  ["xyz", "program-determiner", REASON, "2026-2", "program-unknown"],
  ["pkh", "program-determiner", REASON, "2027-9", "version-unknown"],
  ["pkh", "program-determiner", REASON, "2026-1", "version-is-published"],
  ["pkh", "bps-steward", REASON, "2026-2", "removal-override-right-not-held"],
  ["pkh", "nobody", REASON, "2026-2", "removal-override-right-not-held"],
  ["pkh", "program-determiner", "salah", "2026-2", "reason-too-short"],
  [
    "pkh",
    "program-determiner",
    "untuk NIK 9932045705800001 ini",
    "2026-2",
    "reason-names-somebody",
  ],
] as const)(
  "of %s %s does not answer with %j for %s: %s",
  async (program, by, reason, label, problem) => {
    expect(await override(program, by, reason, label)).toBe(problem);
  },
);

test("one person does not let them go, nor twice the same; two people of the program do, for it alone", async () => {
  expect(await override("pkh", "program-determiner")).toBe("waits");
  expect(await override("pkh", "Program-Determiner")).toBe("overridden-already");
  expect(await publish()).toMatchObject({ problem: "removals-over-budget" });
  expect(await override("pkh", "program-determiner-2")).toBe("in-force");
  expect(await publish()).toMatchObject({
    problem: "removals-over-budget",
    overBudget: [{ program: "pbi-jk" }, { program: "sembako" }],
  });
  await expect(
    asWorker(desk(), (tx) =>
      tx.query(
        "update publication_pointer set version_no = (select version_no from version where label = '2026-2')",
      ),
    ),
  ).rejects.toThrow("removals-over-budget");
  for (const program of ["sembako", "pbi-jk"]) {
    expect(await override(program, "program-determiner")).toBe("waits");
    expect(await override(program, "program-determiner-2")).toBe("in-force");
  }
  const audit = await one<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = 'override-removals'",
  );
  expect(audit.n).toBe(6);
});

test("after two people's word it is published, and still nobody has left: notices run, the protected are held", async () => {
  expect(await publish()).toMatchObject({ ok: true });
  expect(await inForce()).toBe("2026-2");
  const { rows } = await desk().owner.query(
    `select r.state, r.is_reviewed, r.cause, array_length(r.protections, 1) is not null as is_protected, count(*)::int as n
     from dtsen.removal r where program = 'sembako' group by 1, 2, 3, 4 order by 1`,
  );
  expect(rows).toMatchObject([
    { state: "held", is_reviewed: true, cause: "decile", is_protected: true },
    { state: "noticed", is_reviewed: true, cause: "decile", is_protected: false },
  ]);
  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(LEAVING);
  const days = await one<{ from: PlainDate; to: string }>(
    'select issued_on::text as "from", effect_on::text as "to" from dtsen.removal_run where issued_on is not null order by run_no desc limit 1',
  );
  expect(days.to).toBe(addWorkingDays(days.from, 21));
  const { n: unheld } = await one<{ n: number }>(
    "select count(*)::int as n from dtsen.removal where cardinality(protections) > 0 and cause in ('decile', 'quota') and state <> 'held'",
  );
  expect(unheld).toBe(0);
  // Family 3 is protected; the last that is to leave is not.
  for (const family of [3, LAST]) {
    expect(await listsOf(family), String(family)).toEqual(["pkh", "sembako", "pbi-jk"]);
  }
});

test("only what is effective is off the list, and what is given back is on it at once", async () => {
  const last = LAST;
  const { owner } = desk();
  const set = (state: string) =>
    owner.query("update dtsen.removal set state = $1 where family_id = $2 and program = 'pkh'", [
      state,
      last,
    ]);
  await set("effective");
  expect(await listsOf(last)).toEqual(["sembako", "pbi-jk"]);
  const started = performance.now();
  await set("reinstated");
  expect(await listsOf(last)).toContain("pkh");
  const milliseconds = performance.now() - started;
  if (process.env.DTSEN_PROOF === "full")
    process.stdout.write(`given back and looked up in ${milliseconds.toFixed(1)} ms\n`);
  expect(milliseconds).toBeLessThan(2_000);
  for (const state of ["reinstated", "appealed", "kept"]) {
    await set(state);
    expect(await listsOf(last), state).toEqual(["pkh", "sembako", "pbi-jk"]);
  }
  await set("noticed");
});

/** The list of Sembako of 2026-1, proposed and approved by two people, as the desk keeps it. */
async function determineSembako(): Promise<void> {
  await desk().owner.query(
    `with d as (
       insert into dtsen.determination (program_code, version_no, kind, ruleset_id, outcome_sha256, quotas_sha256,
         quotas_are_example, draw_key, determiner, counts, regencies, amount_rupiah, proposed_by)
       select 'sembako', version_no, 'decree', 'r', 'x', 'x', true, 'x', 'kemensos', '{}', '[]', 0, a.account_id
       from dtsen.version, dtsen.account a where label = '2026-1' and a.username = 'program-determiner'
       returning determination_no, proposed_by)
     insert into dtsen.determination_word (determination_no, state, account_id)
     select determination_no, 'proposed', proposed_by from d`,
  );
  await desk().owner.query(
    `insert into dtsen.determination_word (determination_no, state, account_id)
     select d.determination_no, 'approved', a.account_id from dtsen.determination d, dtsen.account a
     where a.username = 'program-determiner-2'`,
  );
}

test("a later version that says the same again takes the notices along with their days; whoever it lists is free of them", async () => {
  const { owner } = desk();
  await owner.query(
    "update dtsen.removal set notice_on = '2026-01-05', effect_on = '2026-02-04', state = 'appealed' where family_id = $1 and program = 'pkh'",
    [LAST],
  );
  const back = leaves(Math.floor(LEAVING / 2));
  await freezeForBack(house, {
    label: "2026-3",
    families: FAMILIES,
    unlistedUpTo: GONE,
    healthyFrom: Math.round(GONE / 2),
  });
  // One of them lost her place without a notice: the list that was last determined still has her.
  await owner.query("delete from dtsen.removal where family_id = $1 and program = 'sembako'", [
    LAST,
  ]);
  const unseen = mustAccept(await simulateRemovals(house, { label: "2026-3" }), "simulated");
  expect(unseen.programs.find(({ program }) => program === "sembako")).toMatchObject({
    recipients: LISTED - 1,
    leaving: LEAVING - 1,
  });
  await determineSembako();
  const said = mustAccept(await simulateRemovals(house, { label: "2026-3" }), "simulated");
  expect(said.heldAgainst).toMatchObject([{ program: "sembako", label: "2026-1" }]);
  expect(said.programs.find(({ program }) => program === "sembako")).toMatchObject({
    recipients: LISTED,
    leaving: LEAVING,
  });
  // A run that was not held against it is none, whoever switches.
  const bar = () =>
    one<{ bar: string | null }>(
      `select dtsen.removal_bar(b.version_no, a.version_no) as bar from dtsen.version b, dtsen.version a
       where b.label = '2026-2' and a.label = '2026-3'`,
    );
  expect(await bar()).toEqual({ bar: "removals-over-budget" });
  const heldAgainst = (numbers: string) =>
    owner.query("update dtsen.removal_run set determinations = $2::bigint[] where run_no = $1", [
      said.runNo,
      numbers,
    ]);
  await heldAgainst("{}");
  expect(await bar()).toEqual({ bar: "removals-not-simulated" });
  await heldAgainst("{1}");
  for (const program of ["pkh", "sembako", "pbi-jk"]) {
    await overrideRemovals(desk(), {
      label: "2026-3",
      program,
      by: "program-determiner",
      reason: REASON,
    });
    await overrideRemovals(desk(), {
      label: "2026-3",
      program,
      by: "program-determiner-2",
      reason: REASON,
    });
  }
  mustAccept(
    await projectGuarded(house, { label: "2026-3", publishedBy: "bps-steward" }),
    "published",
  );
  const kept = await one<{ state: string; from: string; to: string }>(
    `select r.state, notice_on::text as "from", effect_on::text as "to" from dtsen.removal r join dtsen.version using (version_no)
     where family_id = ${LAST} and program = 'pkh' and label = '2026-3'`,
  );
  expect(kept).toEqual({ state: "appealed", from: "2026-01-05", to: "2026-02-04" });
  expect(await listsOf(back)).toEqual(["pkh", "sembako", "pbi-jk"]);
});
