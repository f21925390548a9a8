import { beforeAll, expect, test } from "vitest";
import { findConflict } from "#domain/role-conflict.ts";
import { deskForTests } from "#test/store.ts";
import { type AppointmentDraft, appoint } from "./appointments.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { inTransaction, type Tx } from "./transact.ts";

const desk = deskForTests();
let accounts: ReadonlyMap<string, number>;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "32.04");
  const { rows } = await desk().owner.query<{ username: string; account_id: number }>(
    "select username, account_id from account",
  );
  accounts = new Map(rows.map(({ username, account_id }) => [username, account_id]));
});

const idOf = (username: string): number => accounts.get(username) ?? 0;
const draftFor = (
  username: string,
  role: AppointmentDraft["role"],
  validFrom = "2026-01-01",
): AppointmentDraft => ({
  accountId: idOf(username),
  officeCode: "desa",
  role,
  regionId: 1,
  villageLo: 3204052001,
  villageHi: 3204052001,
  programs: [],
  validFrom,
  validTo: "2099-12-31",
  decree: "SK 1",
  appointedBy: idOf("appointer"),
  confirmedBy: idOf("confirmer"),
});
const asOwner = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(desk().owner, work);

test("roles that never meet in one person are refused with the law book's reason", async () => {
  const made = await asOwner((tx) => appoint(tx, draftFor("auditor", "village-operator")));
  expect(made).toEqual({ ok: false, problem: "watches-own-work" });
});

test("roles that may meet are given to one person", async () => {
  const made = await asOwner((tx) => appoint(tx, draftFor("psm", "tagana")));
  expect(made).toMatchObject({ ok: true });
});

test("roles that follow each other in time do not meet", async () => {
  const made = await asOwner((tx) => appoint(tx, draftFor("auditor", "psm", "2098-01-01")));
  expect(made).toMatchObject({ ok: true });
});

test("the database refuses what an insert past the act would do, also by a revival", async () => {
  const past = (revoked: string) =>
    asOwner((tx) =>
      tx.query(
        `insert into appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, valid_from,
           valid_to, decree, revoked_at)
         values ($1, 'desa', 'minister', 1, 1, 1, current_date, current_date, 'x', ${revoked})`,
        [idOf("bps-statistician")],
      ),
    );
  await expect(past("null")).rejects.toThrow("roles-in-conflict");
  await past("now()");
  await expect(
    asOwner((tx) =>
      tx.query(
        "update appointment set revoked_at = null where role_code = 'minister' and account_id = $1",
        [idOf("bps-statistician")],
      ),
    ),
  ).rejects.toThrow("ranks-and-decides");
});

test("the desk's pairs are the law book's, both ways round", async () => {
  const { rows } = await desk().owner.query<{
    a: AppointmentDraft["role"];
    b: AppointmentDraft["role"];
    reason: string;
  }>("select role_code as a, other_role_code as b, reason from role_conflict");
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ a, b, reason }) => findConflict(a, b) !== reason)).toEqual([]);
});
