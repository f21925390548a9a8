import type { CrisisRow, CrisisRowFilter } from "#contract/crises.ts";
import {
  AUDIT_FINDING_WORDS,
  AUDIT_REASON_WORDS,
  type AuditFinding,
  type CrisisRowState,
  DAMAGE_WORDS,
  ROW_STATE_WORDS,
} from "#domain/crisis.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

const SHOWN = {
  unverified: "r.state = 'unverified'",
  here: "r.state = 'here'",
  all: "true",
  added: "r.added_by is not null",
  audit: "exists (select from dtsen.crisis_audit a where a.row_no = r.row_no)",
} as const;

export type RowRecord = {
  readonly row_no: number;
  readonly family_id: number | null;
  readonly village_no: number;
  readonly from_village_no: number | null;
  readonly size: number;
  readonly is_added: boolean;
  readonly state: CrisisRowState;
  readonly damage: 0 | 1 | 2 | 3;
  readonly name: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly given: number[];
  readonly reasons: (keyof typeof AUDIT_REASON_WORDS)[] | null;
  readonly finding: AuditFinding | null;
};

/** A page of an emergency list by village, as far as whoever asks may see it. */
export async function listCrisisRows(tx: Tx, crisisNo: number, filter: CrisisRowFilter) {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<RowRecord>(
    `with page as (select * from dtsen.crisis_row r where r.crisis_no = $1 and r.village_no between $2 and $3
       and ${SHOWN[filter.show ?? "unverified"]} and (r.village_no, r.row_no) > ($4::bigint, $5::bigint)
       and ($7::text is null or r.row_no in (select dtsen.crisis_named($1, $7)))
       order by r.village_no, r.row_no limit $6)
     select p.row_no, p.family_id, p.village_no, p.from_village_no, p.size, p.added_by is not null as is_added, p.state, p.damage,
       n.name, n.address, n.rt, n.rw, a.reasons, a.finding,
       coalesce((select array_agg(e.item_no order by e.item_no) from dtsen.crisis_event e
         where e.row_no = p.row_no and e.act = 'hand-out'), '{}') as given
     from page p left join dtsen.crisis_audit a on a.row_no = p.row_no
     left join dtsen.crisis_names((select array_agg(row_no) from page)) n on n.row_no = p.row_no
     order by p.village_no, p.row_no`,
    [
      crisisNo,
      ...villageRange(filter.region ?? ""),
      ...slice.after,
      slice.limit + 1,
      filter.name ?? null,
    ],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.village_no, row.row_no]);
  return { rows: shown, next };
}

export function writeCrisisRow(row: RowRecord): CrisisRow {
  const near = [row.rt === null ? "" : `RT ${row.rt}`, row.rw === null ? "" : `RW ${row.rw}`]
    .filter((text) => text !== "")
    .join(" / ");
  return {
    rowNo: String(row.row_no),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.address === null ? {} : { address: row.address }),
    ...(near === "" ? {} : { neighbourhood: near }),
    place: placeOf(row.village_no),
    ...(row.from_village_no === null ? {} : { from: placeOf(row.from_village_no) }),
    size: row.size,
    isAdded: row.is_added,
    state: row.state,
    stateWords: { ...ROW_STATE_WORDS[row.state] },
    damage: row.damage,
    damageWords: { ...DAMAGE_WORDS[row.damage] },
    given: row.given,
    reasons: (row.reasons ?? []).map((reason) => ({ ...AUDIT_REASON_WORDS[reason] })),
    ...(row.finding === null ? {} : { finding: { ...AUDIT_FINDING_WORDS[row.finding] } }),
  };
}
