import { VERSION } from "#test/rls-places.ts";

/** SQL that plants a report of commitments and a row of it that was refused. */
export const plantedCommitments = `
  insert into commitment_report (report_no, source, phase, reported_on, sha256, version_no, received_by, rows_read, rows_refused, people,
      not_met)
    overriding system value values (71, 'dapodik', '2026-q4', '2026-10-31', repeat('0', 64), ${VERSION}, 'x', 1, 1, 0, 0);
  insert into commitment_refusal values (71, 1, 'nik', 'nik-missing')`;

type Errand = readonly [role: string, table: string, sql: string];
const check = (by: string): string =>
  `insert into dtsen.book_check (client_id, phase, family_id, person_id, commitment, due, done, result, source, on_day, ${by}, at)
   values (gen_random_uuid(), '2026-q4', 1, 1, 'school', 1, 1, 'met', 'dapodik', '2026-10-31', ${by === "report_no" ? 71 : 1}, now())`;

/** What the worker does with a report: its row, what was refused, and checks that name it. */
export const COMMITMENT_ERRANDS: readonly Errand[] = [
  [
    "dtsen_worker",
    "commitment_report",
    `insert into dtsen.commitment_report (source, phase, reported_on, sha256, version_no, received_by, rows_read, rows_refused, people,
       not_met) values ('emis', '2026-q4', '2026-10-31', repeat('1', 64), ${VERSION}, 'x', 0, 0, 0, 0)`,
  ],
  [
    "dtsen_worker",
    "commitment_refusal",
    "insert into dtsen.commitment_refusal values (71, 9999, 'nik', 'nik-missing')",
  ],
  ["dtsen_worker", "book_check", check("report_no")],
];

/** Never a check in a person's name, nor a report written anew. */
export const COMMITMENT_NEVER: readonly Errand[] = [
  ["dtsen_worker", "book_check", check("by_account")],
  ["dtsen_worker", "book_check", "update dtsen.book_check set result = 'met'"],
  ["dtsen_worker", "commitment_report", "update dtsen.commitment_report set source = source"],
];
