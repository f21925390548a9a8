import type { Plan, PlanFilter, PlanRow } from "#contract/plans.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  mayStep,
  needsPaper,
  PLAN_REASONS,
  PLAN_STATE_WORDS,
  type PlanState,
  readPlan,
} from "#domain/plan.ts";
import { PLAN_ACT_WORDS, PLAN_ACTS, PLAN_DONE_WORDS, type PlanAct } from "#domain/plan-acts.ts";
import { planTermsOn } from "#domain/plan-clock.ts";
import {
  PLAN_GOAL_WORDS,
  PLAN_KIND_WORDS,
  PLAN_NEED_WORDS,
  PLAN_REASON_WORDS,
  type PlanKind,
} from "#domain/plan-terms.ts";
import type { Right } from "#domain/right.ts";
import { PAS_GROUPS, PPKS_CATEGORIES } from "#domain/target-group.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { type PlanBook, type PlanLine, readPlanBook } from "#verification/plan-book.ts";
import { placeOf } from "./family-place.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

export type PlanRecord = {
  readonly plan_no: number;
  readonly family_id: number;
  readonly village_no: number;
  readonly kind: PlanKind;
  readonly state: PlanState;
  readonly opened_on: PlainDate;
  readonly due_on: PlainDate | null;
  readonly due_key: number;
  readonly provider: string | null;
  readonly may_plan: boolean;
  readonly may_confirm: boolean;
};

/** Whether whoever acts holds a right in one of the plan's two villages. */
const holdsHere = (right: Right) =>
  `coalesce(p.village_no <@ dtsen.my_ranges('${right}') or p.domicile_village_no <@ dtsen.my_ranges('${right}'), false)`;

const LATEST = 2_999_999;
const PLANS = `select p.plan_no, p.family_id, p.village_no, p.kind, p.state, p.opened_on::text, p.due_on::text,
  coalesce(p.due_on - date '2000-01-01', ${LATEST}) as due_key, v.name as provider,
  ${holdsHere("plan-empowerment")} as may_plan, ${holdsHere("confirm-graduation")} as may_confirm
from dtsen.plan p left join dtsen.provider v using (provider_no)`;

const SHOWN = {
  due: "x.due_on is not null",
  open: "x.due_on is not null",
  second: "x.state = 'proposed'",
  ended: "x.due_on is null",
} as const;

/** Plans of one's region, what is due first stands first; "due" leaves out what is due only after a month. */
export async function listPlans(tx: Tx, filter: PlanFilter, today: PlainDate) {
  const slice = readSlice(filter, [-LATEST, 0]);
  const show = filter.show ?? "due";
  const within = show === "due" ? "x.due_on::date <= $6::date + 31" : "$6::date is not null";
  const rows = await tx.query<PlanRecord>(
    `select * from (${PLANS} where p.village_no between $1 and $2) x
     where ${SHOWN[show]} and ${within} and (x.due_key, x.plan_no) > ($3::bigint, $4::bigint)
     order by x.due_key, x.plan_no limit $5`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1, today],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_key, row.plan_no]);
  return { rows: shown, next };
}

export function writePlanRow(row: PlanRecord, today: PlainDate): PlanRow {
  return {
    planNo: String(row.plan_no),
    familyId: String(row.family_id),
    place: placeOf(row.village_no),
    kind: { ...PLAN_KIND_WORDS[row.kind] },
    state: row.state,
    stateWords: { ...PLAN_STATE_WORDS[row.state] },
    openedOn: row.opened_on,
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    isOverdue: row.due_on !== null && row.due_on < today,
    ...(row.provider === null ? {} : { provider: row.provider }),
  };
}

/** One plan whole: its book as a line of time, and what may be done now by whoever reads. */
export async function readPlanSheet(
  tx: Tx,
  planNo: number,
  today: PlainDate,
): Promise<{ readonly sheet: Plan; readonly record: PlanRecord } | undefined> {
  const [record] = await tx.query<PlanRecord>(`${PLANS} where p.plan_no = $1`, [planNo]);
  const book = await readPlanBook(tx, planNo);
  if (record === undefined || book === undefined) return undefined;
  const standing = readPlan(book.openedOn, book.lines);
  const group = await readGroup(tx, planNo);
  const sheet: Plan = {
    ...writePlanRow(record, today),
    checksDone: standing.checksDone,
    warnings: standing.warnings,
    warningsNeeded: planTermsOn(today).warnings,
    ...(group === undefined ? {} : { group }),
    lines: book.lines.map(writeLine),
    turns: await turnsOf(tx, book, record, today),
  };
  return { sheet, record };
}

const CODE_WORDS: Readonly<Record<string, Words>> = { ...PLAN_NEED_WORDS, ...PLAN_GOAL_WORDS };

function writeLine(line: PlanLine): Plan["lines"][number] {
  const { reason, providerName, paper, paperOn } = line;
  return {
    on: line.on,
    words: { ...PLAN_DONE_WORDS[line.act] },
    ...(reason === undefined ? {} : { reason: { ...PLAN_REASON_WORDS[reason] } }),
    codes: line.codes.map((code) => ({ ...CODE_WORDS[code] }) as { id: string; en: string }),
    ...(providerName === undefined ? {} : { provider: providerName }),
    ...(paper === undefined ? {} : { paper }),
    ...(paperOn === undefined ? {} : { paperOn }),
  };
}

async function turnsOf(
  tx: Tx,
  book: PlanBook,
  { may_plan, may_confirm }: PlanRecord,
  today: PlainDate,
): Promise<Plan["turns"]> {
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  const isOpen = (act: PlanAct, reason?: (typeof PLAN_REASONS)[PlanAct][number]) =>
    mayStep(book.openedOn, book.lines, {
      act,
      on: today,
      by: me?.account ?? "",
      reason,
      hasPaper: true,
      hasCodes: true,
    }).ok;
  return PLAN_ACTS.flatMap((act): Plan["turns"] => {
    const isSecond = act === "confirm-forced" || act === "refuse-forced";
    if (!(isSecond ? may_confirm : may_plan)) return [];
    const reasons = PLAN_REASONS[act].filter((reason) => isOpen(act, reason));
    if (PLAN_REASONS[act].length === 0 ? !isOpen(act) : reasons.length === 0) return [];
    return [
      {
        act,
        words: { ...PLAN_ACT_WORDS[act] },
        reasons: reasons.map((code) => ({ code, words: { ...PLAN_REASON_WORDS[code] } })),
        codes: codesOf(act).map(([code, words]) => ({ code, words: { ...words } })),
        needsPaper: needsPaper(act),
        needsProvider: act === "refer",
      },
    ];
  });
}

const codesOf = (act: PlanAct): (readonly [string, Words])[] => {
  if (act === "assess") return Object.entries(PLAN_NEED_WORDS);
  return act === "set-goals" ? Object.entries(PLAN_GOAL_WORDS) : [];
};

async function readGroup(tx: Tx, planNo: number): Promise<Plan["group"]> {
  const [row] = await tx.query<{ person_id: string; ppks: number; pas: number }>(
    "select person_id::text, ppks, pas from dtsen.plan_group where plan_no = $1",
    [planNo],
  );
  const ppks = PPKS_CATEGORIES.find(({ number }) => number === row?.ppks);
  const pas = PAS_GROUPS[row?.pas ?? 0];
  if (row === undefined || ppks === undefined || pas === undefined) return undefined;
  return { personId: row.person_id, ppks: { ...ppks.words }, pas: { ...pas } };
}
