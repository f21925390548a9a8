import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeCommitment } from "#domain/commitment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { ownHouse } from "#test/own-house.ts";
import { adminForTests } from "#test/store.ts";
import type { House } from "./house.ts";
import {
  type CommitmentReportDraft,
  readRefusedCommitments,
  receiveCommitments,
} from "./receive-commitments.ts";

let house: House;
let leave: () => Promise<void>;
const VILLAGE = 3307010001;
const nikOf = (n: number): string => `99330717058000${String(n).padStart(2, "0")}`;

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await publishFamilies(
    house.desk,
    [1, 2, 3, 4, 5].map((n) => ({
      familyId: n,
      villageNo: VILLAGE,
      headName: `Peraga ${n}`,
      nik: nikOf(n),
      kk: `99330701011500${String(n).padStart(2, "0")}`,
    })),
  );
  // The fifth receives no PKH.
  await read(
    `insert into outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     select v.version_no, n, 'pkh', 'family', n, ${VILLAGE}, ${VILLAGE}, 'recipient' from version v, generate_series(1, 4) n`,
  );
});
afterAll(async () => await leave());

async function read(sql: string): Promise<Record<string, unknown>[]> {
  const admin = await adminForTests(house.desk);
  try {
    const answers = (await admin.query(`set search_path = dtsen; ${sql}`)) as unknown as {
      rows: Record<string, unknown>[];
    }[];
    return answers[1]?.rows ?? [];
  } finally {
    await admin.end();
  }
}

const HEADER = "NIK;NAMA;BULAN;HARI_EFEKTIF;HARI_HADIR";
const month = (n: number, of: number, due: string, done: string) =>
  `${nikOf(n)};Peraga ${n};2026-${String(of).padStart(2, "0")};${due};${done}`;

async function report(
  name: string,
  rows: readonly string[],
  more: Partial<CommitmentReportDraft> = {},
  header = HEADER,
) {
  const file = join(house.settings.dataFolder, `${name}.csv`);
  await writeFile(file, `${[header, ...rows].join("\n")}\n`);
  return receiveCommitments(house, {
    ...{ file, source: "dapodik", phase: "2026-q4", today: "2026-12-31", by: "ministry-officer" },
    reportedOn: "2026-12-20" as PlainDate,
    ...more,
  });
}

const checks = () =>
  read(
    `select person_id::int as who, due, done, result, source, on_day::text as on from book_check order by on_day, person_id`,
  );

test("months of a phase are summed before they are judged, and a bad month alone is no failing", async () => {
  const rows = [
    ...[month(1, 10, "20", "10"), month(1, 11, "20", "20"), month(1, 12, "20", "22")],
    ...[month(2, 10, "20", "12"), month(2, 11, "22", "20"), month(2, 11, "22", "20")],
    month(3, 10, "0", "0"),
  ];
  const sound = rows.filter((row) => !row.includes(";20;22"));
  const receipt = mustAccept(await report("first", sound), "first");
  expect(receipt).toMatchObject({ rowsRead: 6, rowsRefused: 0, people: 3, notMet: 2 });
  expect(await checks()).toEqual([
    { who: 10, due: 40, done: 30, result: "not-met", source: "dapodik", on: "2026-12-20" },
    { who: 20, due: 42, done: 32, result: "not-met", source: "dapodik", on: "2026-12-20" },
    { who: 30, due: 0, done: 0, result: "unknown", source: "dapodik", on: "2026-12-20" },
  ]);
  const later = { reportedOn: "2026-12-28" as PlainDate };
  const whole = [month(1, 10, "20", "14"), month(1, 11, "20", "20"), month(1, 12, "20", "20")];
  mustAccept(await report("whole", whole, later), "whole");
  expect((await checks()).at(-1)).toMatchObject({ who: 10, due: 60, done: 54, result: "met" });
});

test("the law book says the same of every sum", async () => {
  const all = await checks();
  expect(new Set(all.map(({ result }) => result))).toEqual(new Set(["met", "not-met", "unknown"]));
  for (const { due, done, result, on } of all)
    expect(
      judgeCommitment({
        commitment: "school",
        due: Number(due),
        done: Number(done),
        on: on as PlainDate,
      }),
    ).toBe(result);
});

test("the same file twice acts once; what cannot be taken goes back by row, and of strangers nothing is learned", async () => {
  const rows = [
    month(4, 10, "20", "21"),
    month(4, 10, "dua", "1"),
    month(4, 9, "20", "20"),
    "12345;x;2026-10;20;20",
    ";x;2026-10;20;20",
    `${nikOf(4)};x;Oktober;20;20`,
    month(5, 10, "20", "20"),
    month(77, 10, "20", "20"),
    month(4, 11, "20", "20"),
    month(4, 11, "20", "19"),
  ];
  const first = mustAccept(await report("bad", rows), "bad");
  expect(first).toMatchObject({ rowsRead: 10, rowsRefused: 10, people: 0 });
  const again = mustAccept(await report("again", rows), "again");
  expect(again).toEqual({ ...first, isRepeat: true });
  const by = "ministry-officer";
  const refused = mustAccept(
    await readRefusedCommitments(house.desk, { reportNo: first.reportNo, by }),
    "refused",
  );
  expect(refused.map(({ reason }) => reason)).toEqual([
    "more-than-due",
    "days-malformed",
    "month-of-other-phase",
    "nik-malformed",
    "nik-missing",
    "month-malformed",
    "person-unknown",
    "person-unknown",
    "twice-in-report",
    "twice-in-report",
  ]);
  const kept = JSON.stringify(await read("select * from commitment_refusal"));
  expect(kept).not.toMatch(/99330717|Peraga/);
});

test("visits of a health office: one in the phase is enough, none named as due is one a month", async () => {
  const header = "NIK;BULAN;KUNJUNGAN";
  const rows = [`${nikOf(1)};2026-10;0`, `${nikOf(1)};2026-11;1`, `${nikOf(2)};2026-10;0`];
  mustAccept(await report("visits", rows, { source: "health-office" }, header), "visits");
  const found = (await checks()).filter(({ source }) => source === "health-office");
  expect(found).toMatchObject([
    { who: 10, due: 2, done: 1, result: "met" },
    { who: 20, due: 1, done: 0, result: "not-met" },
  ]);
});

test("the newest day speaks, whichever file came first; no file sends a warning", async () => {
  const earlier = { reportedOn: "2026-10-31" as PlainDate };
  mustAccept(await report("earlier", [month(1, 10, "20", "1")], earlier), "earlier");
  const failed = await read(
    "select failed_check(10, 'school') as of_one, failed_check(20, 'school') is null as of_two",
  );
  expect(failed).toEqual([{ of_one: null, of_two: false }]);
  expect(await read("select * from book_warning")).toEqual([]);
});

test("a report of tomorrow, of another rhythm or source, of a stranger is refused whole", async () => {
  const problem = async (more: Partial<CommitmentReportDraft>) => {
    const answer = await report("whole-2", [month(1, 10, "20", "20")], more);
    return answer.ok ? "taken" : answer.problem;
  };
  expect(await problem({ reportedOn: "2027-01-01" as PlainDate })).toBe("report-of-the-future");
  expect(await problem({ phase: "2026-10" })).toBe("phase-not-of-program");
  expect(await problem({ source: "sekolahku" })).toBe("commitment-source-unknown");
  expect(await problem({ by: "village-operator" })).toBe("commitments-right-not-held");
  expect(await problem({ file: "/nowhere.csv" })).toBe("no-such-file");
});
