import { type Actor, checksSeen, quarantineSeen } from "#test/rls-oracle.ts";
import { PLACES, type Place, TIER_OF, VERSION } from "#test/rls-places.ts";
import { type Probe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";

/** SQL that plants a report with one payment, event, refused row and count at every place. */
export function plantedPayments(): string {
  const at = PLACES.map((place) => {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    const key = `'x', '2026-q4', 'family', ${id}, ${id}`;
    return `
      insert into payment values (${key}, 1, ${village}, ${home}, 'paid', 1, null, '2026-10-01', 70, true);
      insert into payment_event (program, phase, unit, unit_id, family_id, village_no, domicile_village_no, status, reported_on,
        report_no, is_late) values (${key}, ${village}, ${home}, 'paid', '2026-10-01', 70, false);
      insert into payment_refusal values (70, ${id}, 'nik', 'x', null, ${village});
      insert into payment_figure values ('x', '${place}', ${village}, 'paid', true, 1, 1);`;
  });
  return `
    insert into payment_report (report_no, layout, owner, program, phase, phase_from, phase_to, reported_on, sha256, version_no,
      received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused) overriding system value
      values (70, 'x', 'x', 'x', '2026-q4', '2026-10-01', '2026-12-31', '2026-10-01', repeat('0', 64), ${VERSION}, 'x', 1, 1,
        0, 0, 0);
    insert into payment_sample_result (program, phase, area, confidence, margin_points, seed, digest, strata, payments, looked, wrong,
      wrong_milli, low_milli, high_milli, noted_by) select 'x', '2026-q4', 'ID', 95, 5, 'x', repeat('0', 64), '[{}]', 2, 2, 1, 500,
      500, 500, min(account_id) from account;${at.join("")}`;
}

export const PAYMENT_TABLES: readonly string[] = [
  "payment",
  "payment_event",
  "payment_refusal",
  "payment_figure",
];

type Errand = readonly [role: string, table: string, sql: string];
const worker = (table: string, sql: string): Errand => ["dtsen_worker", table, sql];

/** What the worker does with reports. */
export const PAYMENT_ERRANDS: readonly Errand[] = [
  worker("payment", "update dtsen.payment set status = status"),
  worker(
    "payment_event",
    `insert into dtsen.payment_event (program, phase, unit, unit_id, family_id, village_no,
    domicile_village_no, status, reported_on, report_no, is_late) values ('x', 'x', 'family', 1, 1, 1, 1, 'paid', now(), 70, true)`,
  ),
  worker(
    "payment_refusal",
    "insert into dtsen.payment_refusal values (70, 9999, 'nik', 'x', null, 1)",
  ),
  worker("payment_figure", "delete from dtsen.payment_figure"),
  worker(
    "payment_report",
    `insert into dtsen.payment_report (layout, owner, program, phase, phase_from, phase_to, reported_on,
    sha256, version_no, received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused)
    values ('x', 'x', 'x', 'y', now(), now(), now(), repeat('1', 64), ${VERSION}, 'x', 0, 0, 0, 0, 0)`,
  ),
];

/** What was said of a payment stays said. */
export const PAYMENT_NEVER: readonly Errand[] = [
  worker("payment_event", "update dtsen.payment_event set status = status"),
  worker("payment_event", "delete from dtsen.payment_event"),
  worker("payment_report", "update dtsen.payment_report set owner = owner"),
];

/** Counts of a village: for whoever reads the families of that village, wherever its families live. */
function figuresSeen(actor: Actor): Place[] {
  const own = checksSeen(actor).filter(
    (place) => place !== "moved-in" || TIER_OF[actor.role] === "nation",
  );
  return own.length === 0 ? [] : [...new Set<Place>([...own, "suppressed"])];
}

/** Payments as the application reads them. */
export const paymentReads = (): Probe[] => [
  seen("payment", placeOfId("family_id"), checksSeen),
  seen("payment_event", placeOfId("family_id"), checksSeen),
  seen("payment_refusal", placeOfId("row_no"), quarantineSeen),
  seen("payment_figure", "phase", figuresSeen),
];
