import type { StuckChoice, StuckPayments } from "#contract/payments.ts";
import { STUCK_STATUSES } from "#domain/payment-reconciliation.ts";
import { villagesOf } from "#publication/payment-figures.ts";
import type { Tx } from "#store/transact.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { refuseWith } from "./guard.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
  writeSubject,
} from "./work-subject.ts";

export type Phase = { readonly program: string; readonly phase: string };

type PaymentRow = SubjectRow & {
  readonly unit_id: number;
  readonly status: string;
  readonly reported_on: string;
  readonly amount_rupiah: string | null;
  readonly is_on_list: boolean;
};

const DEFAULT_LIMIT = 20;

/** Payments that stand still, village by village; whoever asks sees those of their region. */
export async function readStuck(
  tx: Tx,
  { program, phase }: Phase,
  { area, status, cursor, limit = DEFAULT_LIMIT }: StuckChoice,
): Promise<Found<StuckPayments>> {
  const wanted = STUCK_STATUSES.filter((one) => status === undefined || one === status);
  const after = afterOf(cursor);
  const rows = await tx.query<PaymentRow>(
    `select ${SUBJECT_COLUMNS}, c.unit_id, c.status, c.reported_on::text, c.amount_rupiah::text, c.is_on_list
     from dtsen.payment c ${subjectJoins("c.holder_person_id")}
     where c.program = $1 and c.phase = $2 and c.status = any ($3) and c.village_no between $4 and $5
       and (c.village_no, c.unit_id) > ($6, $7)
     order by c.village_no, c.unit_id limit $8`,
    [program, phase, wanted, ...villagesOf(area), ...after, limit + 1],
  );
  const shown = rows.slice(0, limit);
  return {
    page: {
      items: shown.map((row) => ({
        ...writeSubject(row),
        status: row.status,
        reportedOn: row.reported_on,
        isOnList: row.is_on_list,
        ...(row.amount_rupiah === null ? {} : { amountRupiah: row.amount_rupiah }),
      })),
      ...nextOf(rows, limit),
    },
    hits: shown.map(hitOf),
  };
}

/** The village and id behind which a page begins. */
export function afterOf(cursor: string | undefined): readonly (number | string)[] {
  if (cursor === undefined) return [0, 0];
  return readCursor(cursor, 2)?.after ?? refuseWith("malformed-request");
}

/** Where the next page begins, if there is one. */
export function nextOf(
  rows: readonly { readonly village_no: number; readonly unit_id: number }[],
  limit: number,
): { readonly next?: string } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  if (last === undefined) return {};
  return { next: writeCursor({ versionNo: 0, after: [last.village_no, last.unit_id] }) };
}
