import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { blindIndex, openFieldKeys } from "#store/field-cipher.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { ownHouse } from "#test/own-house.ts";
import { adminForTests } from "#test/store.ts";
import type { House } from "./house.ts";
import { readPaymentReport, readRefusedPayments } from "./read-payments.ts";
import { type PaymentReportDraft, receivePayments } from "./receive-payments.ts";

let house: House;
let leave: () => Promise<void>;

const VILLAGE = 3307010001;
const nikOf = (n: number): string => `99330717058000${String(n).padStart(2, "0")}`;

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  const before = { villageNo: VILLAGE, headName: "Peraga 8", kk: "9933070101150008" };
  await publishFamilies(house.desk, [{ ...before, familyId: 8, nik: nikOf(8) }], "2026-3");
  await publishFamilies(
    house.desk,
    [1, 2, 3, 4].map((n) => ({
      familyId: n,
      villageNo: VILLAGE,
      headName: `Peraga ${n}`,
      nik: nikOf(n),
      kk: `99330701011500${String(n).padStart(2, "0")}`,
    })),
  );
  const admin = await adminForTests(house.desk);
  await admin.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select v.version_no, n, 'pkh', 'family', n, ${VILLAGE}, ${VILLAGE},
       case when n = 3 then 'review' when n = 4 and v.label = '2026-4' then 'not-eligible' else 'recipient' end
     from dtsen.version v, generate_series(1, 4) n`,
  );
  await admin.end();
});
afterAll(async () => await leave());

const HEADER = "NO_KK;NIK;NAMA;STATUS;NOMINAL;TANGGAL";
const rowOf = (n: number, status: string, amount = "750.000"): string =>
  `x;${nikOf(n)};Peraga ${n};${status};${amount};`;

async function report(name: string, rows: readonly string[], more: Partial<PaymentReportDraft>) {
  const file = join(house.settings.dataFolder, `${name}.csv`);
  await writeFile(file, `${[HEADER, ...rows].join("\n")}\n`);
  return receivePayments(house, {
    ...{ file, layout: "siks-ng-2026", program: "pkh", phase: "2026-q4", today: "2026-12-31" },
    ...{ reportedOn: "2026-10-05", by: "ministry-officer" },
    ...more,
  });
}

async function read(sql: string): Promise<unknown[]> {
  const admin = await adminForTests(house.desk);
  try {
    return (
      (
        (await admin.query(`set search_path = dtsen; ${sql}`)) as unknown as { rows: unknown[] }[]
      )[1]?.rows ?? []
    );
  } finally {
    await admin.end();
  }
}

const write = async (sql: string) => void (await read(`${sql}; select 1`));

/** Somebody beside the head on the card of a family, with a NIK that others may have too. */
async function addMember(personId: number, familyId: number, nik: string): Promise<void> {
  const index = blindIndex(openFieldKeys(house.desk.settings.keyFolder), "nik", nik);
  await write(
    `insert into person (version_no, person_id, family_id, village_no, domicile_village_no, name, nik_index, life_status, facts)
     select version_no, ${personId}, family_id, village_no, domicile_village_no, 'Anggota', '\\x${Buffer.from(index).toString("hex")}',
       1, facts from person where person_id = ${familyId * 10}`,
  );
}

const states = () =>
  read(
    "select unit_id::int as id, status, is_on_list as listed from payment order by program, phase, unit_id",
  );

test("a report is laid over the families it names; rows that cannot be read go back, without anybody's number", async () => {
  const rows = [
    rowOf(1, "GAGAL BUREKOL"),
    rowOf(2, "SP2D"),
    rowOf(4, "SP2D"),
    rowOf(3, `HAMPIR CAIR ${nikOf(3)}`),
    rowOf(9, "SP2D"),
    `x;12345;Peraga;SP2D;1;`,
    rowOf(3, "SP2D", "tujuh"),
    `x;;Peraga;SP2D;1;`,
  ];
  const first = mustAccept(await report("first", rows, {}), "first");
  expect(first).toMatchObject({ rowsRead: 8, rowsTaken: 3, rowsRefused: 5, isRepeat: false });
  expect(await states()).toEqual([
    { id: 1, status: "account-failed", listed: true },
    { id: 2, status: "released", listed: true },
    { id: 4, status: "released", listed: false },
  ]);
  const refused = await read(
    "select row_no::int as row, column_name as in, reason, said from payment_refusal order by row_no",
  );
  expect(refused).toEqual([
    { row: 4, in: "status", reason: "status-unknown", said: `HAMPIR CAIR ${"#".repeat(16)}` },
    { row: 5, in: "nik", reason: "person-unknown", said: null },
    { row: 6, in: "nik", reason: "nik-malformed", said: null },
    { row: 7, in: "amount", reason: "amount-malformed", said: null },
    { row: 8, in: "nik", reason: "nik-missing", said: null },
  ]);
});

test("the same file twice acts once", async () => {
  const again = mustAccept(await report("again", [rowOf(1, "SUKSES SPM")], {}), "again");
  const twice = mustAccept(await report("twice", [rowOf(1, "SUKSES SPM")], {}), "twice");
  expect(twice).toEqual({ ...again, isRepeat: true });
  expect(
    await read("select count(*)::int as n from payment_event where status = 'ordered'"),
  ).toEqual([{ n: 1 }]);
});

test("an older report never overwrites a newer state, and what cannot follow is refused", async () => {
  mustAccept(
    await report("newer", [rowOf(2, "SUDAH TRANSAKSI")], { reportedOn: "2026-11-20" }),
    "newer",
  );
  const late = mustAccept(
    await report("late", [rowOf(2, "TIDAK TRANSAKSI")], { reportedOn: "2026-11-10" }),
    "late",
  );
  expect(late).toMatchObject({ rowsLate: 1, rowsTaken: 0 });
  const back = mustAccept(
    await report("back", [rowOf(2, "TIDAK TRANSAKSI", "1")], { reportedOn: "2026-11-21" }),
    "back",
  );
  expect(back).toMatchObject({ rowsRefused: 1, rowsTaken: 0 });
  expect(await states()).toContainEqual({ id: 2, status: "paid", listed: true });
  expect(await read("select status from payment_event where is_late")).toEqual([
    { status: "not-withdrawn" },
  ]);
});

test("of rows about one recipient the same acts once; different words, two people, a shared NIK go back", async () => {
  await addMember(11, 1, nikOf(5));
  await addMember(21, 2, nikOf(6));
  await addMember(32, 3, nikOf(6));
  const paid = { phase: "2026-q2" };
  const rows = [
    ...[rowOf(1, "SP2D"), rowOf(5, "SP2D")],
    ...[rowOf(2, "SP2D"), rowOf(2, "GAGAL BUREKOL"), rowOf(6, "SP2D"), rowOf(8, "SP2D")],
    ...[`${rowOf(3, "SP2D")}2026-10-01`, `${rowOf(3, "SP2D")}2026-10-01`],
  ];
  const receipt = mustAccept(await report("many", rows, paid), "many");
  expect(receipt).toMatchObject({ rowsRead: 8, rowsTaken: 1, rowsUnchanged: 1, rowsRefused: 6 });
  const given = { reportNo: receipt.reportNo, by: "ministry-officer" };
  const refused = mustAccept(await readRefusedPayments(house.desk, given), "refused");
  const twice = ["family-twice", "family-twice", "twice-in-report", "twice-in-report"];
  expect(refused.map(({ reason }) => reason)).toEqual([
    ...twice,
    ...["person-unknown", "person-unknown"],
  ]);
  // Who awaits a review is on the list, and whoever is not reported is counted as such.
  expect(
    await read(
      "select phase, sum(payments)::int as n from payment_figure where status = 'unreported' group by 1 order by 1",
    ),
  ).toEqual([
    { phase: "2026-q2", n: 2 },
    { phase: "2026-q4", n: 1 },
  ]);
  expect(await read("select is_on_list as on from payment where phase = '2026-q2'")).toEqual([
    { on: true },
  ]);
});

test("what a newer report does not say stays; the same again is no event; the place is that of now", async () => {
  const stands = () =>
    read(
      `select amount_rupiah::int as money, happened_on::text as on, village_no::text as at,
         (select count(*)::int from payment_event e where e.phase = p.phase) as events from payment p where phase = '2026-q2'`,
    );
  const bare = rowOf(3, "SUDAH TRANSAKSI", "");
  mustAccept(await report("bare", [bare], { phase: "2026-q2", reportedOn: "2026-10-06" }), "bare");
  const said = { money: 750_000, on: "2026-10-01", events: 2 };
  expect(await stands()).toEqual([{ ...said, at: String(VILLAGE) }]);
  await write(`update person set village_no = ${VILLAGE + 1} where person_id = 30`);
  const again = await report("bare-again", [`${bare} `], {
    ...{ phase: "2026-q2", reportedOn: "2026-10-07" },
  });
  expect(mustAccept(again, "again")).toMatchObject({ rowsUnchanged: 1, rowsTaken: 0 });
  expect(await stands()).toEqual([{ ...said, at: String(VILLAGE + 1) }]);
  await write(`update person set village_no = ${VILLAGE} where person_id = 30`);
});

test("the same file twice at once acts once, and every receipt is in the audit", async () => {
  const rows = [rowOf(4, "SK")];
  const both = await Promise.all(
    [1, 2].map((n) => report(`at-once-${n}`, rows, { phase: "2026-q2" })),
  );
  const repeats = both.map((one) => mustAccept(one, "at once").isRepeat);
  expect(repeats.toSorted()).toEqual([false, true]);
  expect(
    await read(
      "select report_no::int as no from payment_report except select (detail->>'report')::int from audit_entry where act = 'receive-payments'",
    ),
  ).toEqual([]);
});

test("a region's list speaks of the region's programs and of whoever lives there", async () => {
  const local = { layout: "penerima-daerah-2026" };
  expect(await report("foreign", [rowOf(1, "SK")], local)).toMatchObject({
    problem: "layout-not-of-program",
  });
  const jakarta = { ...local, program: "klj", phase: "2026-10" };
  const receipt = mustAccept(await report("elsewhere", [rowOf(1, "SK")], jakarta), "elsewhere");
  expect(receipt).toMatchObject({ rowsTaken: 0, rowsRefused: 1 });
  expect(
    await read(`select reason from payment_refusal where report_no = ${receipt.reportNo}`),
  ).toEqual([{ reason: "outside-region" }]);
  await write("update person set domicile_village_no = 3171012001 where person_id = 10");
  const home = await report("at-home", [`${rowOf(1, "SK")} `], jakarta);
  expect(mustAccept(home, "home").rowsTaken).toBe(1);
  await write(`update person set domicile_village_no = ${VILLAGE} where person_id = 10`);
});

test("figures and refused rows are for whoever may receive reports", async () => {
  const asked = { program: "pkh", phase: "2026-q4", area: "33.07", by: "ministry-officer" };
  expect(await readPaymentReport(house.desk, asked)).toMatchObject({ ok: true });
  expect(await readPaymentReport(house.desk, { ...asked, area: "33.0" })).toMatchObject({
    problem: "area-unknown",
  });
  const stranger = { by: "village-operator" };
  const held = { problem: "payments-right-not-held" };
  expect(await readPaymentReport(house.desk, { ...asked, ...stranger })).toMatchObject(held);
  const refused = await readRefusedPayments(house.desk, { reportNo: 1, ...stranger });
  expect(refused).toMatchObject(held);
});

test("a later phase begins anew; counts of the phase are its payments", async () => {
  const next = { phase: "2027-q1", reportedOn: "2026-12-30" };
  expect(mustAccept(await report("next", [rowOf(2, "SK")], next), "next").rowsTaken).toBe(1);
  const sums =
    await read(`select f.program, f.phase, f.status, sum(f.payments)::int as n from payment_figure f where f.status <> 'unreported' group by 1, 2, 3
    except select p.program, p.phase, p.status, count(*)::int from payment p group by 1, 2, 3`);
  expect(sums).toEqual([]);
});

test("a report is set against the state of its own program, phase and unit, and against nobody else's", async () => {
  // Paid, which nothing can follow: to people with the number of family 2, in other programs and phases.
  const others = [
    ["sembako", "2026-q3", "family"],
    ["pkh", "2025-q4", "family"],
    ["pkh", "2026-q3", "person"],
  ];
  for (const [program, phase, unit] of others) {
    await write(
      `insert into payment (program, phase, unit, unit_id, family_id, holder_person_id, village_no, domicile_village_no, status,
         amount_rupiah, reported_on, report_no, is_on_list)
       select '${program}', '${phase}', '${unit}', 2, 2, 20, ${VILLAGE}, ${VILLAGE}, 'paid', 1, '2026-10-01', min(report_no), true
       from payment_report`,
    );
  }
  const third = mustAccept(
    await report("third", [rowOf(2, "SK")], { phase: "2026-q3", reportedOn: "2026-10-02" }),
    "third",
  );
  expect(third).toMatchObject({ rowsTaken: 1, rowsRefused: 0, rowsLate: 0 });
  expect(
    await read(
      "select program, phase, unit, status from payment where unit_id = 2 and reported_on < '2026-10-03' order by 1, 2, 3",
    ),
  ).toEqual([
    { program: "pkh", phase: "2025-q4", unit: "family", status: "paid" },
    { program: "pkh", phase: "2026-q3", unit: "family", status: "listed" },
    { program: "pkh", phase: "2026-q3", unit: "person", status: "paid" },
    { program: "sembako", phase: "2026-q3", unit: "family", status: "paid" },
  ]);
  await write("delete from payment where amount_rupiah = 1");
});

test("events make the states again", async () => {
  const differing =
    await read(`with last as (select distinct on (program, phase, unit_id) * from payment_event
      order by program, phase, unit_id, reported_on desc, event_no desc)
    select p.unit_id from payment p left join last l using (program, phase, unit_id) where p.status is distinct from l.status`);
  expect(differing).toEqual([]);
});

test("a report of tomorrow, of another rhythm, of a stranger is refused whole", async () => {
  const problem = async (more: Partial<PaymentReportDraft>) => {
    const answer = await report("whole", [rowOf(1, "SP2D")], more);
    return answer.ok ? "taken" : answer.problem;
  };
  expect(await problem({ reportedOn: "2027-01-01" })).toBe("report-of-the-future");
  expect(await problem({ phase: "2026-10" })).toBe("phase-not-of-program");
  expect(await problem({ layout: "bank-x" })).toBe("layout-unknown");
  expect(await problem({ program: "kartu-ajaib" })).toBe("program-unknown");
  expect(await problem({ by: "village-operator" })).toBe("payments-right-not-held");
  expect(await problem({ file: join(house.settings.dataFolder, "nowhere.csv") })).toBe(
    "no-such-file",
  );
  const [pointer] = (await read("select version_no from publication_pointer")) as {
    version_no: number;
  }[];
  await write("delete from publication_pointer");
  expect(await problem({ phase: "2026-q1" })).toBe("no-version");
  await write(`insert into publication_pointer (version_no) values (${pointer?.version_no})`);
});

test("whose card it is begins with a report, passes with a later one, and a case is not undone by a report that lags", async () => {
  const roles = () =>
    read(
      `select person_id::int as who, held_from::text as from, held_until::text as until, source from card_holder
       where family_id = 3 order by role_no`,
    );
  await write(
    `insert into person (version_no, person_id, family_id, village_no, domicile_village_no, name, nik_index, life_status, facts)
     select version_no, 31, 3, village_no, domicile_village_no, 'Pasangan 3', (select nik_index from person where person_id = 40), 1,
       facts from person where person_id = 30`,
  );
  await write("update person set nik_index = null where person_id = 40");
  const phase = (month: number) => ({ phase: "2027-q1", reportedOn: `2026-12-${month}` });
  const own = [rowOf(3, "SK")];
  const spouse = [`x;${nikOf(4)};Pasangan 3;SK;750.000;`];
  await report("own", own, phase(10));
  expect(await roles()).toEqual([
    { who: 30, from: "2026-10-05", until: null, source: "payment-report" },
  ]);
  await report("spouse", spouse, phase(12));
  const passed = { who: 30, from: "2026-10-05", until: "2026-12-11", source: "payment-report" };
  expect(await roles()).toEqual([
    passed,
    { who: 31, from: "2026-12-12", until: null, source: "payment-report" },
  ]);
  // A report of an earlier day ends nobody.
  await report("earlier", own, { phase: "2026-q1", reportedOn: "2026-11-01" });
  expect(await roles()).toHaveLength(2);
  // A case gives the card back to the first; a report still names the other.
  await write(
    "update card_holder set held_until = '2026-12-13', end_reason = 'changed' where person_id = 31",
  );
  await write(
    `with file as (insert into case_file (kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no,
         urgency, opened_at, state, step, holder_institution, holder_tier, since)
       values ('holder-change', gen_random_uuid(), '', 3, 31, ${VILLAGE}, ${VILLAGE}, 'planned', now(), 'done', 'changed', 'kemensos',
         'nation', now()) returning case_id)
     insert into card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, case_id)
       select 3, 'pkh', 30, ${VILLAGE}, ${VILLAGE}, '2026-12-14', 'case', case_id from file`,
  );
  await report("lags", [`x;${nikOf(4)};Pasangan 3;SK;750.001;`], phase(20));
  expect((await roles()).at(-1)).toEqual({
    who: 30,
    from: "2026-12-14",
    until: null,
    source: "case",
  });
  // The card of one person who died is not opened again by a report that goes on naming them.
  await write(
    "update card_holder set held_until = '2026-12-20', end_reason = 'sole-member-died' where held_until is null and person_id = 30",
  );
  await report("goes-on", [rowOf(3, "SP2D")], phase(22));
  expect((await roles()).at(-1)).toMatchObject({ who: 30, until: "2026-12-20" });
});
