import type {
  SuppressionCard,
  SuppressionFilter,
  SuppressionPage,
} from "#contract/suppressions.ts";
import { SUPPRESSION_WORDS, type SuppressionGround } from "#domain/vault.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { cutSlice, readSlice } from "./slice.ts";

type Row = {
  readonly suppression_id: number;
  readonly unit: "person" | "family";
  readonly current_id: number;
  readonly village_no: number;
  readonly ordered_on: string;
  readonly review_on: string;
  readonly is_mine: boolean;
  readonly persons: number;
  readonly ground: SuppressionGround | null;
  readonly legal_basis: string | null;
  readonly reference: string | null;
  readonly is_release_asked: boolean;
  readonly is_asked_by_me: boolean;
  readonly release_reason: string | null;
  readonly name: string | null;
  readonly family_id: number | null;
};

/** A page of orders, with the people and families that the audit needs. */
export type FoundSuppressions = {
  readonly page: SuppressionPage;
  readonly hits: readonly {
    readonly unit: "person" | "family";
    readonly unitId: number;
    readonly villageNo: number;
  }[];
};

const LIST = `
select s.suppression_id, s.unit, s.current_id, s.village_no, s.ordered_on::text, s.review_on::text,
  s.is_mine, s.persons, s.ground, s.legal_basis, s.reference, s.is_release_asked, s.is_asked_by_me,
  s.release_reason, coalesce(p.name, f.head_name) as name, coalesce(p.family_id, f.family_id) as family_id
from dtsen.list_suppressions($1, $2, $3) s
left join lateral (select q.name, q.family_id from dtsen.current_person q
  where s.unit = 'person' and q.person_id = s.current_id limit 1) p on true
left join dtsen.current_family f on s.unit = 'family' and f.family_id = s.current_id
order by s.review_on, s.suppression_id`;

/** Orders in force of one's region, the first to be looked at again first. */
export async function listSuppressions(
  tx: Tx,
  filter: SuppressionFilter,
): Promise<FoundSuppressions> {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<Row>(LIST, [...slice.after, slice.limit + 1]);
  const { shown, next } = cutSlice(rows, slice, keysOf);
  return {
    page: { items: shown.map(writeCard), ...next },
    hits: shown.map(({ unit, current_id: unitId, village_no: villageNo }) => ({
      unit,
      unitId,
      villageNo,
    })),
  };
}

const keysOf = (row: Row) => [Number(row.review_on.replaceAll("-", "")), row.suppression_id];

function writeCard(row: Row): SuppressionCard {
  const { ground, legal_basis: legalBasis, reference, release_reason: reason } = row;
  return {
    suppressionId: String(row.suppression_id),
    unit: row.unit,
    name: row.name ?? "–",
    ...(row.family_id === null ? {} : { familyId: String(row.family_id) }),
    place: placeOf(row.village_no),
    orderedOn: row.ordered_on,
    reviewOn: row.review_on,
    persons: row.persons,
    isMine: row.is_mine,
    ...(ground === null
      ? {}
      : {
          why: {
            words: { ...SUPPRESSION_WORDS[ground] },
            legalBasis: legalBasis ?? "–",
            reference: reference ?? "–",
          },
        }),
    ...(row.is_release_asked
      ? { release: { isMine: row.is_asked_by_me, ...(reason === null ? {} : { reason }) } }
      : {}),
  };
}
