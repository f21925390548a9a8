import type { PaymentSample, SampleChoice } from "#contract/payments.ts";
import { type Confidence, shareSample } from "#domain/payment-sample.ts";
import { villagesOf } from "#publication/payment-figures.ts";
import type { Tx } from "#store/transact.ts";
import type { Phase } from "./payment-rows.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
  writeSubject,
} from "./work-subject.ts";

const SHOWN = 100;
/** The first four digits of a village's number are its regency's. */
const REGENCY = "c.village_no / 1000000";

/**
 * Payments that were made, drawn regency by regency in the order of a digest of seed, phase and id: nobody chooses, and
 * whoever asks the same is shown the same.
 */
export async function drawSample(
  tx: Tx,
  { program, phase }: Phase,
  { area, confidence, margin, seed }: SampleChoice,
): Promise<Found<PaymentSample>> {
  const values = [program, phase, ...villagesOf(area)];
  const paid =
    "c.program = $1 and c.phase = $2 and c.village_no between $3 and $4 and c.status = 'paid'";
  const strata = await tx.query<{ regionNo: number; payments: number }>(
    `select (${REGENCY})::int as "regionNo", count(*)::int as payments from dtsen.payment c where ${paid} group by 1 order by 1`,
    values,
  );
  const shares = shareSample(strata, {
    confidence: Number(confidence) as Confidence,
    marginPoints: margin,
  });
  const rows = await tx.query<
    SubjectRow & { readonly amount_rupiah: string | null; readonly digest: string }
  >(
    `with drawn as (
       select c.*, row_number() over (partition by ${REGENCY}
         order by sha256(convert_to($5 || '|' || $1 || '|' || $2 || '|' || c.unit_id, 'UTF8')), c.unit_id) as nth
       from dtsen.payment c where ${paid}),
     taken as (select d.* from drawn d join unnest($6::int[], $7::int[]) as s (region_no, most)
       on s.region_no = d.village_no / 1000000 and d.nth <= s.most)
     select ${SUBJECT_COLUMNS}, c.amount_rupiah::text,
       (select encode(sha256(convert_to(string_agg(t.unit_id::text, ',' order by t.village_no / 1000000, t.nth), 'UTF8')), 'hex')
        from taken t) as digest
     from taken c ${subjectJoins("c.holder_person_id")} order by c.village_no / 1000000, c.nth limit ${SHOWN}`,
    [...values, seed, [...shares.keys()], [...shares.values()]],
  );
  const codes = strata.map(({ regionNo }) => String(regionNo));
  const names = await readRegionNames(tx, codes);
  return {
    page: {
      payments: strata.reduce((sum, { payments }) => sum + payments, 0),
      size: [...shares.values()].reduce((sum, one) => sum + one, 0),
      digest: rows[0]?.digest ?? "",
      strata: strata.map(({ regionNo, payments }) => ({
        region: namedRegion(String(regionNo), names),
        payments,
        drawn: shares.get(regionNo) ?? 0,
      })),
      items: rows.map((row) => ({
        ...writeSubject(row),
        ...(row.amount_rupiah === null ? {} : { amountRupiah: row.amount_rupiah }),
      })),
    },
    hits: rows.map(hitOf),
  };
}
