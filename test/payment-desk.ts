import type { PaymentSample } from "#contract/payments.ts";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { mayDecide, mayRead } from "#test/endpoint-oracle.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** For each family a payment that was made, and in the next phase one that was left out; all are on the list of PKH. */
export async function plantPayments(
  { owner }: Desk,
  families: readonly FixtureFamily[],
  versionNo = 1,
): Promise<void> {
  for (const [phase, status] of [
    ["2026-q3", "paid"],
    ["2026-q4", "excluded"],
  ]) {
    const { rows } = await owner.query<{ report_no: number }>(
      `insert into dtsen.payment_report (layout, owner, program, phase, phase_from, phase_to, reported_on, sha256, version_no,
         received_by, rows_read, rows_taken, rows_unchanged, rows_late, rows_refused)
       values ('siks-ng-2026', 'Kemensos', 'pkh', $1, '2026-07-01', '2026-12-31', case $1 when '2026-q3' then date '2026-08-20'
         else date '2026-11-20' end, encode(sha256($1::bytea), 'hex'), $2, 'ministry-officer', $3, $3, 0, 0, 0)
       returning report_no`,
      [phase, versionNo, families.length],
    );
    for (const { familyId, villageNo } of families) {
      await owner.query(
        `insert into dtsen.payment values ('pkh', $1, 'family', $2::bigint, $2::bigint, $2::bigint * 10, $3, $3, $4, 750000, null,
           (select reported_on from dtsen.payment_report where report_no = $5), $5, true)`,
        [phase, familyId, villageNo, status, rows[0]?.report_no],
      );
      await owner.query(
        `insert into dtsen.payment_figure values ('pkh', $1, $2, $3, true, 1, 750000)
         on conflict (program, phase, village_no, status, is_on_list) do update set payments = payment_figure.payments + 1,
           amount_rupiah = payment_figure.amount_rupiah + 750000`,
        [phase, villageNo, status],
      );
    }
  }
  for (const { familyId, villageNo } of families) {
    await owner.query(
      `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
       values ($1, $2, 'pkh', 'family', $2, $3, $3, 'recipient')`,
      [versionNo, familyId, villageNo],
    );
  }
}

const SAMPLED = "/api/v1/payments/pkh/2026-q3";
const DRAW = "confidence=99&margin=1&seed=peraga";

type OverFamilies = (request: (one: FixtureFamily) => ["GET", string]) => Probe;

/** Payments: names for whoever reads the family there, sums for whoever reads families at all. */
export function paymentProbes(
  overFamilies: OverFamilies,
  families: () => readonly FixtureFamily[],
  purposes: readonly string[],
): Readonly<Record<string, Probe>> {
  const sums =
    (url: string): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const purpose of purposes) {
        const { status } = await ask("GET", url, { purpose });
        const expected = families().some((one) => mayRead(role, region, purpose, one.villageNo));
        findings.push({ at: `${role} ${purpose} ${url}`, expected, given: status === 200 });
      }
      return findings;
    };
  return {
    readFamilyPayments: async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        for (const purpose of purposes) {
          const url = `/api/v1/families/${one.familyId}/payments`;
          const { status } = await ask("GET", url, { purpose });
          const expected = mayRead(role, region, purpose, one.villageNo);
          findings.push({ at: `${role} ${purpose} ${url}`, expected, given: status === 200 });
        }
      }
      return findings;
    },
    listPaymentPhases: sums("/api/v1/payments"),
    listSampleResults: sums("/api/v1/payments/pkh/2026-q3/sample-results"),
    noteSampleResult: async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      const area = String(families()[0]?.villageNo).slice(0, 4);
      const ends = ["0", "9"].map((digit) => Number(area.padEnd(10, digit)));
      for (const purpose of purposes) {
        const { status, text } = await ask("GET", `${SAMPLED}/sample?${DRAW}&area=${area}`, {
          purpose,
        });
        const drawn = status === 200 ? (JSON.parse(text) as PaymentSample) : undefined;
        const results = (drawn?.strata ?? []).map(({ region, payments }) => ({
          ...{ region: region.code, looked: payments, wrong: 0 },
        }));
        const answer = await ask("POST", `${SAMPLED}/sample-results`, {
          purpose,
          headers: { "idempotency-key": `sample-${role}-${region}-${purpose}` },
          body: {
            ...{ area, confidence: "99", margin: 1, seed: "peraga" },
            digest: drawn?.digest || "0".repeat(64),
            results: results.length > 0 ? results : [{ region: area, looked: 1, wrong: 0 }],
          },
        });
        const expected =
          purpose === "verification" && ends.every((village) => mayDecide(role, region, village));
        const at = `${role} ${purpose} keeps what a sample found`;
        findings.push({ at, expected, given: answer.status === 200 });
      }
      return findings;
    },
    readPaymentReconciliation: sums("/api/v1/payments/pkh/2026-q4?area=ID"),
    listStuckPayments: overFamilies(() => [
      "GET",
      "/api/v1/payments/pkh/2026-q4/stuck?area=ID&limit=50",
    ]),
    listPaymentChecks: overFamilies(({ villageNo }) => [
      "GET",
      `/api/v1/payments/pkh/2026-q4/checks?area=${String(villageNo).slice(0, 4)}&list=excluded&limit=50`,
    ]),
    drawPaymentSample: overFamilies(() => ["GET", `${SAMPLED}/sample?area=ID&${DRAW}`]),
  };
}
