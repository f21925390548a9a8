import type {
  ServiceCase,
  ServiceFilter,
  ServiceMove,
  ServiceRow,
} from "#contract/service-cases.ts";
import { type StepRule, wayOf } from "#domain/case-procedure.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import {
  CASE_COLUMNS,
  type CaseColumns,
  readCaseParts,
  reasonOf,
  writeCase,
} from "./case-lines.ts";
import { villageRange } from "./region-code.ts";
import type { ServiceAsk, ServiceKind } from "./service-case-kind.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** Of every kind, beside what all cases have: the rules that its way follows. */
type ServiceColumns<Step extends string> = CaseColumns<Step> & {
  readonly rules: readonly StepRule[];
};

const UNDER_WAY = "z.state in ('open', 'returned', 'paused')";
const SHOWN = {
  mine: `${UNDER_WAY} and (z.is_mine or z.is_called)`,
  open: UNDER_WAY,
  ended: "z.state in ('done', 'refused', 'withdrawn')",
} as const;

type Reading = { readonly from: string; readonly columns: string };
const casesOf = ({ from, columns }: Reading) =>
  `select ${CASE_COLUMNS}, c.rules, ${columns} from dtsen.case_file c join ${from} x using (case_id)`;

/** Cases of a kind in one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listServices<Step extends string, Row, Move extends ServiceMove>(
  tx: Tx,
  kind: ServiceKind<Step, Row, Move>,
  filter: ServiceFilter,
): Promise<{
  readonly rows: readonly (Row & ServiceColumns<Step>)[];
  readonly next: { readonly next?: string };
}> {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<Row & ServiceColumns<Step>>(
    `select y.*, ${kind.peopleColumns} from (
       select * from (${casesOf(kind)} where c.village_no between $1 and $2) z
       where ${SHOWN[filter.show ?? "mine"]} and (z.due_no, z.case_id) > ($3::bigint, $4::bigint)
       order by z.due_no, z.case_id limit $5) y left join lateral ${kind.people} h on true order by y.due_no, y.case_id`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_no, row.case_id]);
  return { rows: shown, next };
}

export function writeService<Step extends string, Row, Move extends ServiceMove>(
  kind: ServiceKind<Step, Row, Move>,
  row: Row & ServiceColumns<Step>,
  now: Date,
): ServiceRow {
  const procedure = wayOf(kind.procedure, row.rules);
  return {
    ...writeCase(procedure, row, kind.nameOf(row), now),
    stepCount: procedure.steps.length,
    about: { ...kind.aboutOf(row) },
    marks: kind.marksOf(row).map((words) => ({ ...words })),
  };
}

/** One case whole. Undefined where nobody of the reader's has that number. */
export async function readService<Step extends string, Row, Move extends ServiceMove>(
  tx: Tx,
  kind: ServiceKind<Step, Row, Move>,
  caseId: number,
  ask: ServiceAsk,
): Promise<ServiceCase | undefined> {
  const [row] = await tx.query<Row & ServiceColumns<Step>>(
    `select y.*, ${kind.peopleColumns} from (${casesOf(kind)} where c.case_id = $1) y
     left join lateral ${kind.people} h on true`,
    [caseId],
  );
  const book = await readBook(tx, kind.procedure, caseId);
  if (row === undefined || book === undefined) return undefined;
  const { steps, lines, turns } = await readCaseParts(tx, book.procedure, book, ask.now);
  const reason = reasonOf(book.procedure, row);
  const { facts, people } = await kind.factsOf(tx, row, ask);
  return {
    ...writeService(kind, row, ask.now),
    ...(reason === undefined ? {} : { remedy: { ...reason.remedy } }),
    ...(row.family_id === null ? {} : { familyId: String(row.family_id) }),
    facts: [...facts],
    ...(people === undefined ? {} : { people }),
    stepLines: steps,
    book: lines,
    turns,
  };
}
