import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { deskForTests } from "#test/store.ts";
import { inviteAccount, resetAccount } from "./account-acts.ts";
import { signIn, totpCode } from "./accounts.ts";
import { confirmAppointment, giveAppointment } from "./appointments.ts";
import { finishEnrolment, mintEnrolmentCode, openEnrolment } from "./enrolment.ts";
import { makeFirstAccounts } from "./first-accounts.ts";
import type { Tx } from "./transact.ts";
import { asNamed } from "./work-session.ts";

const desk = deskForTests();
const NOW = new Date();
const day = (days: number) =>
  new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10) as PlainDate;
const DRAFT = {
  persons: [
    { username: "rina", personName: "Rina Contoh" },
    { username: "budi", personName: "Budi Peraga" },
  ],
  decree: "SK 1/2027",
  validFrom: day(-1),
  validTo: day(300),
  operator: "Dewi, pusat data",
} as const;
const HERE = "3204052001";
const TERMS = {
  role: "pkh-facilitator",
  officeCode: "pilar-sosial",
  regionCode: HERE,
  programs: [],
  validFrom: day(-1),
  validTo: day(20),
  decree: "SK 12/2027",
} as const;

const as = async <T>(by: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const done = await asNamed(desk(), by, "administration", work);
  if (!done.ok) throw new Error(done.problem);
  return done.value;
};

test("a fresh desk gets its first two administrators, each with a code", async () => {
  const same = await makeFirstAccounts(
    desk(),
    { ...DRAFT, persons: [DRAFT.persons[0], DRAFT.persons[0]] },
    NOW,
  );
  expect(same).toEqual({ ok: false, problem: "two-persons-needed" });
  const made = await makeFirstAccounts(desk(), DRAFT, NOW);
  if (!made.ok) throw new Error(made.problem);
  expect(made.value.map(({ username }) => username)).toEqual(["rina", "budi"]);
  const code = made.value[0]?.code ?? "";
  const opened = await openEnrolment(desk(), code, NOW);
  if (!opened.ok) throw new Error(opened.problem);
  const password = "empat kata yang mudah";
  const totp = totpCode(opened.value.totpSecret, NOW);
  expect((await finishEnrolment(desk(), { code, password, totp }, NOW)).ok).toBe(true);
  const later = new Date(NOW.getTime() + 30_000);
  const next = totpCode(opened.value.totpSecret, later);
  const entered = await signIn(desk(), { name: "rina", password, totp: next }, later);
  expect(entered.ok).toBe(true);
});

test("it works once, and the log says who sat at the database", async () => {
  const persons = [
    { username: "lain", personName: "Orang Lain" },
    { username: "lagi", personName: "Orang Lagi" },
  ] as const;
  const again = await makeFirstAccounts(desk(), { ...DRAFT, persons }, NOW);
  expect(again).toEqual({ ok: false, problem: "already-administered" });
  const { rows } = await desk().auditor.query(
    "select actor, detail ->> 'operator' as operator from dtsen.audit_entry where act = 'first-account'",
  );
  const note = { actor: "cli:database-operator", operator: DRAFT.operator };
  expect(rows).toEqual([note, note]);
});

test("the two sit in different offices, or neither could confirm what the other gives", async () => {
  const { rows } = await desk().owner.query<{ office_code: string }>(
    "select office_code from dtsen.appointment where role_code = 'account-admin' order by 1",
  );
  expect(rows.map(({ office_code }) => office_code)).toEqual(["bps-dtsen", "bps-sdm"]);
});

test("of two administrators one appoints and the other confirms; at the command line too", async () => {
  const invited = await as("rina", (tx) =>
    inviteAccount(tx, { username: "sari", personName: "Sari Peraga" }, TERMS, NOW),
  );
  if (!invited.ok) throw new Error(invited.problem);
  const confirm = (by: string) =>
    as(by, (tx) => confirmAppointment(tx, invited.value.appointmentId, day(0)));
  expect(await confirm("rina")).toEqual({ ok: false, problem: "second-person-needed" });
  expect(await asNamed(desk(), "sari", "administration", async () => 1)).toEqual({
    ok: false,
    problem: "right-not-held",
  });
  expect(await confirm("budi")).toEqual({ ok: true, value: "confirmed" });
  expect(await asNamed(desk(), "nobody", "administration", async () => 1)).toEqual({
    ok: false,
    problem: "worker-unknown",
  });
});

test("rights begin on the first day and are gone the day after the last, by the clock alone", async () => {
  const held = async (on: PlainDate) => {
    const { rows } = await desk().owner.query<{ right_code: string }>(
      `select r.right_code from dtsen.account a, dtsen.rights_of(a.account_id, 'verification', $1) r
       where a.username = 'sari' order by 1`,
      [on],
    );
    return rows.map(({ right_code }) => right_code);
  };
  const all = [
    ...["read-family", "read-proposal", "read-resignation", "read-verval"],
    "record-finding",
    ...["record-unidentified", "take-proposal", "take-resignation", "visit-family"],
  ];
  expect([await held(day(-2)), await held(day(-1))]).toEqual([[], all]);
  expect([await held(day(20)), await held(day(21))]).toEqual([all, []]);
});

test("the desk itself spends no code without a TOTP step for who needs one, and none twice", async () => {
  const code = mintEnrolmentCode(NOW);
  await desk().owner.query(
    `insert into dtsen.enrolment (account_id, code_sha256, expires_at)
     select account_id, $1, $2 from dtsen.account where username = 'sari'`,
    [code.digest, code.goodUntil],
  );
  const finish = async (step: number | null) => {
    const { rows } = await desk().gate.query<{ is_done: boolean }>(
      "select dtsen.finish_enrolment($1, 'x', $2, $3) as is_done",
      [code.digest, step, NOW],
    );
    return rows[0]?.is_done;
  };
  expect([await finish(null), await finish(1), await finish(2)]).toEqual([false, true, false]);
});

test("sessions of the command line are of one transaction and named in the log", async () => {
  const open = await desk().owner.query(
    "select from dtsen.session where device = 'cli' and ended_at is null",
  );
  expect(open.rowCount).toBe(0);
  const { rows } = await desk().auditor.query<{ actor: string }>(
    "select distinct actor from dtsen.audit_entry where act = 'open-work-session' order by 1",
  );
  expect(rows.map(({ actor }) => actor)).toEqual(["cli:budi", "cli:rina", "cli:sari"]);
});

test("nobody appoints themselves, nor past the desk's own policy", async () => {
  const me = await as("rina", (tx) =>
    tx.query<{ me: number }>("select dtsen.acting_account() as me"),
  );
  const mine = await as("rina", (tx) => giveAppointment(tx, me[0]?.me ?? 0, TERMS));
  expect(mine).toEqual({ ok: false, problem: "own-appointment" });
  const past = as("rina", (tx) =>
    tx.query(
      `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
         valid_from, valid_to, decree, appointed_by)
       select dtsen.acting_account(), 'menteri-sosial', 'minister', region_id, village_lo, village_hi, current_date,
         current_date, 'x', dtsen.acting_account() from dtsen.region where tier = 'nation'`,
    ),
  );
  await expect(past).rejects.toThrow("row-level security");
});

test("a reset of one of only two leaves one; then, and only then, the operator makes two more", async () => {
  const persons = [
    { username: "citra", personName: "Citra Contoh" },
    { username: "dodi", personName: "Dodi Peraga" },
  ] as const;
  const more = () => makeFirstAccounts(desk(), { ...DRAFT, persons }, NOW);
  const before = await desk().owner.query<Row>(`${ROWS} where username = 'budi'`);
  const budi = before.rows[0]?.account_id ?? 0;
  expect((await as("rina", (tx) => resetAccount(tx, budi, "HP hilang", NOW))).ok).toBe(true);
  const { rows } = await desk().owner.query<Row>(`${ROWS} where username = 'budi' order by 1`);
  expect(rows.map(({ is_revoked, is_confirmed }) => [is_revoked, is_confirmed])).toEqual([
    [true, true],
    [false, false],
  ]);
  const [old, fresh] = rows;
  expect(fresh?.terms).toEqual(old?.terms);
  const confirm = (by: string) =>
    as(by, (tx) => confirmAppointment(tx, fresh?.appointment_id ?? 0, day(0)));
  expect(await confirm("rina")).toEqual({ ok: false, problem: "second-person-needed" });
  expect(await asNamed(desk(), "budi", "administration", async () => 1)).toEqual({
    ok: false,
    problem: "right-not-held",
  });
  expect(await more()).toMatchObject({ ok: true });
  // Citra sits where Rina does, Dodi does not.
  expect(await confirm("citra")).toEqual({ ok: false, problem: "another-unit-needed" });
  const past = as("citra", (tx) =>
    tx.query(
      "update dtsen.appointment set confirmed_by = dtsen.acting_account() where appointment_id = $1",
      [fresh?.appointment_id],
    ),
  );
  await expect(past).rejects.toThrow("another-unit-needed");
  expect(await confirm("dodi")).toEqual({ ok: true, value: "confirmed" });
  expect(await more()).toEqual({ ok: false, problem: "already-administered" });
});

type Row = {
  readonly appointment_id: number;
  readonly account_id: number;
  readonly is_revoked: boolean;
  readonly is_confirmed: boolean;
  readonly terms: object;
};
const ROWS = `select appointment_id, account_id, revoked_at is not null as is_revoked,
    confirmed_by is not null as is_confirmed,
    jsonb_build_array(role_code, office_code, region_id, village_lo, village_hi, programs, valid_from, valid_to, decree) as terms
  from dtsen.appointment join dtsen.account using (account_id)`;
